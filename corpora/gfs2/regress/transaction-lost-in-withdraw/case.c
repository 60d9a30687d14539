/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(transaction_lost_in_withdraw, "leak of gfs2_trans",
    "A withdrawal in the midst of a transaction, here for a resource group of a wrong type, "
    "loses it: its gfs2_trans, gfs2_bufdata, buffer heads and pages are not freed at unmount.")
