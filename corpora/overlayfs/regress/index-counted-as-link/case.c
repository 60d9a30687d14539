/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(index_counted_as_link,
    "remount changes number of links",
    "ovl_get_nlink() takes the upper file's own number of links where the lower file has one "
    "link. With nfs_export=on such a file has an index, too, which is one more link of the "
    "upper file: after the next mount stat tells 2.")
