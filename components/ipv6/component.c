/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* IPv6 with UDP, TCP, ICMPv6, MLD and neighbour discovery. */
#include "harness/component.h"

COMPONENT(ipv6, .needs = "net ipv4", .sources = "net/ipv6");
