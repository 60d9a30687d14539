/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(fragment_shift_unchecked,
    "UBSAN: shift-out-of-bounds in ubh_bread_uspi < ufs_fill_super < mount_bdev",
    "ufs_fill_super() takes fs_fshift without check: ubh_bread_uspi(), get_usb_offset() and "
    "all that compute with fragments shift by it, here by 4278190090.")
