/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Parameters: only what the boot's configuration says, never the environment. */
#include "rumpuser/posix/posix.h"

#include <string.h>

const char *posix_param(struct hyp *hyp, const char *name)
{
	struct posix *p = posix_of(hyp);

	if (!strcmp(name, "cmdline"))
		return p->conf.cmdline;
	if (!strcmp(name, "components"))
		return p->conf.components;
	return NULL;
}
