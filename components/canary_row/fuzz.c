/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: the device with a planted bug, by rows of records.  What finds, repeats and
 * triages such inputs is tested on it: cases/fuzz/rows_test.sh. */
#include "components/canary_row/row.h"
#include "fuzz/target.h"

FUZZ_TARGET(.component = "canary", .runner = "canary_row", .records = row_kinds);
