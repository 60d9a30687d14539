/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(xattr_file_not_regular,
    "BUG: kernel NULL pointer dereference in [<0000000000000000>] < read_cache_page"
    " < reiserfs_xattr_set_handle",
    "reiserfs_xattr_set_handle() reads a page of the file that holds an attribute and does "
    "not check that its mode is that of a regular file: for a fifo there is no read_folio(), "
    "and address 0 is called.")
