/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: a device with a planted bug.  A fuzzer that does not find it in
 * a few thousand inputs is broken: cases/fuzz/canary_test.sh. */
#include "fuzz/input/calls.h"
#include "fuzz/target.h"

static const char *const paths[] = { "/dev/canary", NULL };

static const uint8_t calls[] = { CALL_OPEN, CALL_PUT, CALL_READ, CALL_CLOSE };

FUZZ_TARGET(.component = "canary", .paths = paths, .calls = calls, .ncall = sizeof(calls));
