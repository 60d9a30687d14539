/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: a device with a planted bug.  A fuzzer that does not find it in
 * a few thousand inputs is broken: cases/fuzz/canary_test.sh. */
#include "fuzz/target.h"

static const char *const paths[] = { "/dev/canary", NULL };

FUZZ_TARGET(.component = "canary", .paths = paths);
