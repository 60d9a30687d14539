/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The mesh protocol B.A.T.M.A.N. advanced. */
#include "harness/component.h"

COMPONENT(batman, .needs = "net ipv4 ipv6", .sources = "net/batman-adv");
