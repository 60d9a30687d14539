/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* CAN sockets and virtual buses. */
#include "harness/component.h"

COMPONENT(can, .needs = "net", .sources = "net/can drivers/net/can");
