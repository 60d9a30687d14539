/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(nat_reads_packet_of_dropping_policy,
    "KASAN in nf_hook_slow < nf_hook_slow_list < ip6_sublist_rcv",
    "A chain of type nat whose policy is to drop frees the packet and returns NF_STOLEN with an "
    "errno in its upper half; nf_nat_ipv6_in() compares all of that with NF_STOLEN, and reads "
    "the packet's addresses.")
