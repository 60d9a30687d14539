/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Several interfaces as one, with failover. */
#include "harness/component.h"

COMPONENT(bonding, .needs = "net", .sources = "drivers/net/bonding");
