/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(remount_changes_content,
    "remount changes content",
    "ext4_convert_inline_data_nolock() puts the content into a buffer of the block device; "
    "until that is written, who reads the file gets what is on the disk: zeroes")
