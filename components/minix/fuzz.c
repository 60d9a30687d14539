/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: the file system of Minix, by corrupt images and system calls on them. */
#include "components/minix/format.h"
#include "fuzz/target.h"

/* The driver has none. */
FUZZ_TARGET(.component = "minix", .format = &minix_format);
