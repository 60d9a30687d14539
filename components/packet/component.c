/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Sockets that see frames. */
#include "harness/component.h"

COMPONENT(packet, .needs = "net", .sources = "net/packet");
