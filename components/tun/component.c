/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Interfaces whose other end is a file. */
#include "harness/component.h"

COMPONENT(tun, .needs = "net", .sources = "drivers/net/tun.c");
