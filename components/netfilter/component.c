/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Netfilter: nf_tables, connection tracking, address translation. */
#include "harness/component.h"

COMPONENT(netfilter, .needs = "net ipv4 ipv6",
    .sources = "net/netfilter net/ipv4/netfilter net/ipv6/netfilter");
