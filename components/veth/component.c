/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Pairs of interfaces that are each the other end of the other. */
#include "harness/component.h"

COMPONENT(veth, .needs = "net", .sources = "drivers/net/veth.c");
