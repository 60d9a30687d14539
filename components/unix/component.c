/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Sockets within one kernel. */
#include "harness/component.h"

COMPONENT(unix, .needs = "net", .sources = "net/unix");
