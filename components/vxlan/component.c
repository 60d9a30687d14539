/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Ethernet over UDP: VXLAN. */
#include "harness/component.h"

COMPONENT(vxlan, .needs = "net ipv4 ipv6", .sources = "drivers/net/vxlan");
