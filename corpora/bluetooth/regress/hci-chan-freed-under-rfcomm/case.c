/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(hci_chan_freed_under_rfcomm,
    "KASAN in hci_chan_del < l2cap_sock_release < sock_release",
    "The same as hci_chan_freed_under_l2cap, where a session of RFCOMM holds the channel: "
    "krfcommd closes it after a hardware error.")
