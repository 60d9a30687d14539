/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(integrity_type_unknown, "WARNING in udf_new_block < udf_new_inode < udf_create",
    "udf_open_lvid() leaves an integrity type that is neither closed nor open as it is, and "
    "lets the mount be writable: udf_updated_lvid() warns at the first change.")
