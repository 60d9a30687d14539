/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* GRE tunnels over IPv4, of packets and of frames. */
#include "harness/component.h"

COMPONENT(gre, .needs = "net ipv4",
    .sources = "net/ipv4/ip_gre.c net/ipv4/gre_demux.c net/ipv4/ip_tunnel.c");
