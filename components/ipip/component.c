/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Tunnels of IPv4 in IPv4. */
#include "harness/component.h"

COMPONENT(ipip, .needs = "net ipv4", .sources = "net/ipv4/ipip.c net/ipv4/ip_tunnel.c");
