/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* SCTP. */
#include "harness/component.h"

COMPONENT(sctp, .needs = "net ipv4 ipv6", .sources = "net/sctp");
