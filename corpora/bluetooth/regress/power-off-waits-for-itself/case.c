/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(power_off_waits_for_itself,
    "INFO: task blocked for good in set_powered < hci_mgmt_cmd < hci_sock_sendmsg",
    "hci_dev_close_sync() holds hdev->lock, and mgmt_pending_foreach() mgmt_pending_lock, while "
    "cmd_complete_rsp() dequeues the advertising that was asked for meanwhile: its completion "
    "set_advertising_complete() takes mgmt_pending_lock again.  Neither lock is ever released.")
