/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Ethernet bridges, with the spanning tree protocol. */
#include "harness/component.h"

COMPONENT(bridge, .needs = "net", .sources = "net/bridge net/802 net/llc");
