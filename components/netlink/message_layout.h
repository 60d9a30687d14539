/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the mutators of netlink messages and who sends them know of both. */
#ifndef COMPONENTS_NETLINK_MESSAGE_LAYOUT_H
#define COMPONENTS_NETLINK_MESSAGE_LAYOUT_H

#include "fuzz/input/records.h"

/* Kinds of records: a message to one of the kernel's families of netlink, or a frame that
 * arrives, as what messages set up meets it. */
enum message_kind {
	MESSAGE_ROUTE,
	MESSAGE_DIAG,
	MESSAGE_XFRM,
	MESSAGE_NETFILTER,
	MESSAGE_GENERIC,
	MESSAGE_FRAME,
	MESSAGE_PASS, /* so many ms pass */
};

static const struct record_kind message_kinds[] __attribute__((unused)) = {
	[MESSAGE_ROUTE] = { "route", false },
	[MESSAGE_DIAG] = { "diag", false },
	[MESSAGE_XFRM] = { "xfrm", false },
	[MESSAGE_NETFILTER] = { "netfilter", false },
	[MESSAGE_GENERIC] = { "generic", false },
	[MESSAGE_FRAME] = { "frame", false },
	[MESSAGE_PASS] = { "pass", true },
	{ NULL, false },
};

#endif
