/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: rules of nf_tables, and frames that meet them, see run.c. */
#include "components/nftables/format_nft.h"
#include "fuzz/target.h"

FUZZ_TARGET(.component = "netfilter", .runner = "nftables", .records = rules_kinds,
    .mutate = rules_mutate, .repair = rules_repair, .adopt = frame_adopt);
