/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* TIPC. */
#include "harness/component.h"

COMPONENT(tipc, .needs = "net ipv4 ipv6", .sources = "net/tipc");
