/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: a file system with a planted bug for each oracle, and with none by
 * the first choice of options: cases/fuzz/oracle_test.sh. */
#include "fuzz/target.h"

static const char *const options[] = {
	"flaw=none",
	"flaw=leak",
	"flaw=forget",
	"flaw=warn",
	"flaw=order",
	"flaw=atomic",
	"flaw=wait",
	"flaw=loop",
	NULL,
};

FUZZ_TARGET(.component = "flawed", .options = options);
