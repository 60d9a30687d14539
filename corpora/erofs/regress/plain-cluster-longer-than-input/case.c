/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(plain_cluster_longer_than_input,
    "KASAN in z_erofs_transform_plain < z_erofs_decompress < z_erofs_decompress_queue",
    "z_erofs_transform_plain() copies all of outputsize from an uncompressed cluster and does "
    "not compare it with inputsize: where i_size lies beyond the cluster map, two logical "
    "clusters name one block, the cluster's length grows to two pages over one page of input, "
    "and the page behind it, somebody else's memory, is read into the file.")
