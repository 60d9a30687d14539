/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* GRE tunnels over IPv6. */
#include "harness/component.h"

COMPONENT(ip6gre, .needs = "net ipv4 ipv6 ip6tnl", .sources = "net/ipv6/ip6_gre.c");
