/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(rename_without_way_back, "WARNING in ni_rename < ntfs_rename < vfs_rename",
    "ni_rename() takes the new name back with ni_remove_name() where the old one can not be "
    "removed, and only warns where that fails, too: with a wrong name length in an entry of "
    "the directory's index both fail, and the file has two names.")
