/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: netlink messages, see run.c. */
#include "components/netlink/format_message.h"
#include "fuzz/target.h"

FUZZ_TARGET(.component = "packet", .runner = "netlink", .records = message_kinds,
    .mutate = message_mutate, .repair = message_repair);
