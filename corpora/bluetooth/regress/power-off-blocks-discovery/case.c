/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(power_off_blocks_discovery,
    "INFO: task blocked for good in start_discovery_internal < start_discovery < hci_mgmt_cmd",
    "The same as power_off_waits_for_itself, where the next command is start_discovery().")
