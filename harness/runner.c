/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "harness/runner.h"

#include <string.h>

extern const struct fuzz_runner *const __start_rumpus_runners[] __attribute__((weak));
extern const struct fuzz_runner *const __stop_rumpus_runners[] __attribute__((weak));

const struct fuzz_runner *fuzz_runner_find(const char *name)
{
	for (const struct fuzz_runner *const *p = __start_rumpus_runners; p < __stop_rumpus_runners;
	     p++)
		if (!strcmp((*p)->name, name))
			return *p;
	return NULL;
}
