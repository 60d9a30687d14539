/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(free_space_flag_untrue_at_load,
    "BUG: kernel NULL pointer dereference in extent_buffer_test_bit < load_free_space_tree < "
    "caching_thread",
    "btrfs trusts BTRFS_FREE_SPACE_USING_BITMAPS in a free space info: where the items behind "
    "it are extents, which have no data, load_free_space_tree() reads bits far behind the "
    "pages of the leaf, which are NULL.")
