/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Tunnels of IPv6 in IPv4. */
#include "harness/component.h"

COMPONENT(sit, .needs = "net ipv4 ipv6", .sources = "net/ipv6/sit.c");
