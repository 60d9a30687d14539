/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(partition_reference_unchecked,
    "KASAN in udf_free_blocks < extent_trunc < udf_truncate_extents",
    "udf_free_blocks() takes partitionReferenceNum of an extent for an index of s_partmaps "
    "without check: an extent in partition 44544 of two reads far behind the array.")
