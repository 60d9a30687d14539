/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(stat_item_searched_as_directory,
    "KASAN in search_by_entry_key < reiserfs_find_entry < reiserfs_lookup",
    "search_by_entry_key() steps one item back where it finds none, and checks that this is "
    "an item of the directory with CONFIG_REISERFS_CHECK only: the count of a stat data item, "
    "65535, is searched as that of entries, far behind the block.")
