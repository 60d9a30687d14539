/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: romfs, by corrupt images and system calls on them. */
#include "components/romfs/format.h"
#include "fuzz/target.h"

FUZZ_TARGET(.component = "romfs", .format = &romfs_format);
