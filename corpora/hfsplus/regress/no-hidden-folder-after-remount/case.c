/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(no_hidden_folder_after_remount,
    "BUG: kernel NULL pointer dereference in hfsplus_rename_cat < hfsplus_link < vfs_link",
    "hfsplus_fill_super() makes the folder for files with links where the volume is mounted "
    "for writing; hfsplus_remount() lets one that was mounted for reading be written and "
    "makes none: hidden_dir is NULL, and hfsplus_link() moves the file into it.")
