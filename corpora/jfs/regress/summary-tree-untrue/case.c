/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(summary_tree_untrue, "BUG: failure in dbFindLeaf < dbAllocDmapLev < dbAllocCtl",
    "dbFindLeaf() asserts that below a node of a dmap's tree that promises free blocks one of "
    "four has them: a tree on disk whose inner nodes do not agree with their children is a "
    "BUG.")
