/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The kernel's log goes to whoever booted it. */
#include "rumpuser/posix/posix.h"

void posix_console(struct hyp *hyp, const char *text, uint64_t len)
{
	struct posix *p = posix_of(hyp);

	if (p->conf.console)
		p->conf.console(p->conf.console_arg, text, len);
}
