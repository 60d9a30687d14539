/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(uptodate_lost_under_mapping,
    "WARNING in __folio_mark_dirty < filemap_dirty_folio < folio_mark_dirty",
    "where the server refuses a WRITE, or says that it took more than there was, "
    "fuse_send_write_pages() clears PG_uptodate of the pages, though they are mapped; the next "
    "store to the mapping makes a page dirty that is not up to date, as fuse_page_mkwrite() "
    "does not look")
