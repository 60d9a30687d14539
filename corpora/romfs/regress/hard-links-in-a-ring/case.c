/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(hard_links_in_a_ring,
    "endless loop in romfs_iget",
    "romfs_iget() follows ri.spec from hard link to hard link until it comes to something "
    "else: two that lead to each other keep it for ever, with no signal that ends it.")
