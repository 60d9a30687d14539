/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(bitmap_page_never_put,
    "leak of pages",
    "hfsplus_block_allocate() and hfsplus_block_free() take pages of the bitmap by "
    "read_mapping_page() and never put them: each page that was looked at is lost at unmount.")
