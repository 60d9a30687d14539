/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(free_space_flag_untrue,
    "UBSAN: array-index-out-of-bounds in extent_buffer_bitmap_set"
    " < modify_free_space_bitmap < __add_to_free_space_tree",
    "btrfs trusts BTRFS_FREE_SPACE_USING_BITMAPS in a free space info: where the items behind "
    "it are extents, which have no data, modify_free_space_bitmap() sees it by an ASSERT() "
    "that is compiled away, and sets bits far behind the pages of the leaf.")
