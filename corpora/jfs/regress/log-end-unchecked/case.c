/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(log_end_unchecked, "KASAN in lmWriteRecord < lmLog < txCommit",
    "lmLogInit() goes on at the place that logsuper.end names and does not check it: with an "
    "end that is no multiple of 4 lmWriteRecord() steps over the end of a log page with a "
    "descriptor of 4 bytes, computes a negative length for what still fits, and copies as "
    "much.")
