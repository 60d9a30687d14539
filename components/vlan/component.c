/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Virtual LANs, 802.1Q. */
#include "harness/component.h"

COMPONENT(vlan, .needs = "net", .sources = "net/8021q");
