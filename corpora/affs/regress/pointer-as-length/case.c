/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(pointer_as_length,
    "WARNING in generic_perform_write < __generic_file_write_iter < generic_file_write_iter",
    "affs_write_end_ofs() has a label err_bh at which prev_bh is put in bh before PTR_ERR(bh) "
    "is taken: where the next block can not be had it gives back half of a pointer for the "
    "length written, and pwrite() of 8192 bytes says 4355360.")
