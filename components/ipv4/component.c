/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* IPv4 with UDP, TCP, ICMP, IGMP and ARP. */
#include "harness/component.h"

COMPONENT(ipv4, .needs = "net", .sources = "net/ipv4");
