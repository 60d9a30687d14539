/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(page_kept_without_free_slot,
    "INFO: task blocked for good in lock_metapage < __get_metapage < dtSearch",
    "dtInsert() refuses a page whose header.freelist is 0 and returns without DT_PUTPAGE(): "
    "the page that dtSearch() has locked stays so, who reads the directory next waits for it "
    "for ever, and without such a one the page is lost at unmount.")
