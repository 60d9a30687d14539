/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* 802.11 on simulated radios. */
#include "harness/component.h"

COMPONENT(wifi, .needs = "net",
    .sources = "net/wireless net/mac80211 drivers/net/wireless/mac80211_hwsim.c");
