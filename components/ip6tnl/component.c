/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Tunnels of IPv4 and IPv6 in IPv6. */
#include "harness/component.h"

COMPONENT(ip6tnl, .needs = "net ipv4 ipv6", .sources = "net/ipv6/ip6_tunnel.c");
