/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Ethernet over UDP: Geneve. */
#include "harness/component.h"

COMPONENT(geneve, .needs = "net ipv4 ipv6", .sources = "drivers/net/geneve.c");
