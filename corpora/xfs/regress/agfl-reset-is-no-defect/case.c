/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_CLEAN(agfl_reset_is_no_defect,
    "XFS tells of free lists that it had to reset with \"WARNING:\" behind its name: a message "
    "for the user, no warning of the kernel.")
