/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(power_off_blocks_set_advertising,
    "INFO: task blocked for good in set_advertising < hci_mgmt_cmd < hci_sock_sendmsg",
    "The same as power_off_waits_for_itself, where the next command is set_advertising().")
