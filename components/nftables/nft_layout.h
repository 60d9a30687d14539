/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the mutators of rules and who sends them know of both. */
#ifndef COMPONENTS_NFTABLES_NFT_LAYOUT_H
#define COMPONENTS_NFTABLES_NFT_LAYOUT_H

#include "components/packet/frame_layout.h"

/* Kinds of records beside those of frames. */
enum rules_kind {
	RULES_CHANGE = FRAME_KINDS, /* a message to nf_tables; those that follow one another
	                               are one transaction */
	RULES_ASK,                  /* a message of its own to any part of netfilter */
};

static const struct record_kind rules_kinds[] __attribute__((unused)) = {
	FRAME_RECORDS,
	[RULES_CHANGE] = { "nft", false },
	[RULES_ASK] = { "ask", false },
	{ NULL, false },
};

#endif
