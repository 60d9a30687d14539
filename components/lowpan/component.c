/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* 6LoWPAN on simulated radios of IEEE 802.15.4. */
#include "harness/component.h"

COMPONENT(lowpan, .needs = "net ipv4 ipv6",
    .sources = "net/6lowpan net/ieee802154 net/mac802154 drivers/net/ieee802154");
