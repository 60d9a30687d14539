/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(remount_changes_number_of_links,
    "remount changes number of links",
    "a directory that replaces another of the same parent: vfat_rename() does not take the "
    "link of the one that is gone from the parent")
