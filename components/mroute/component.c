/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Routing of multicast packets. */
#include "harness/component.h"

COMPONENT(mroute, .needs = "net ipv4 ipv6",
    .sources = "net/ipv4/ipmr.c net/ipv4/ipmr_base.c net/ipv6/ip6mr.c");
