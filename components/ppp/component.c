/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* PPP over Ethernet. */
#include "harness/component.h"

COMPONENT(ppp, .needs = "net", .sources = "drivers/net/ppp");
