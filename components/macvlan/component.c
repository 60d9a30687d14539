/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Several stations on one interface. */
#include "harness/component.h"

COMPONENT(macvlan, .needs = "net", .sources = "drivers/net/macvlan.c");
