/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* IPsec: AH and ESP, with their policies and states. */
#include "harness/component.h"

COMPONENT(ipsec, .needs = "net ipv4 ipv6",
    .sources = "net/xfrm net/ipv4/ah4.c net/ipv4/esp4.c net/ipv6/ah6.c net/ipv6/esp6.c");
