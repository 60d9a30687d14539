/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(remount_changes_device_number,
    "remount changes device number",
    "device numbers are 0 after a mount")
