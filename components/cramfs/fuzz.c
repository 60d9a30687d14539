/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: cramfs, by corrupt images and system calls on them. */
#include "components/cramfs/format.h"
#include "fuzz/target.h"

FUZZ_TARGET(.component = "cramfs", .format = &cramfs_format);
