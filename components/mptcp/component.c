/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Multipath TCP. */
#include "harness/component.h"

COMPONENT(mptcp, .needs = "net ipv4 ipv6", .sources = "net/mptcp");
