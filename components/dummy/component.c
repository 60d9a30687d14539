/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Interfaces that swallow all. */
#include "harness/component.h"

COMPONENT(dummy, .needs = "net", .sources = "drivers/net/dummy.c");
