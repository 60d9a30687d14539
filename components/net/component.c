/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What all of the network is built on: sockets, netlink, Ethernet interfaces on wires. */
#include "harness/component.h"

COMPONENT(net, .sources = "net/core net/ethernet net/netlink net/sched arch/rump/drivers/wire.c");
