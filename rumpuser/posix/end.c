/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The two ways a kernel ends by itself; the back end leaves its stack. */
#include "rumpuser/posix/posix.h"

void posix_exit(struct hyp *hyp, int32_t status)
{
	struct posix *p = posix_of(hyp);

	(void)status; /* the kernel halted: there is nobody who reads it */
	p->conf.end(p->conf.arg, POSIX_EXIT, "");
}

void posix_panic(struct hyp *hyp, const char *why)
{
	struct posix *p = posix_of(hyp);

	p->conf.end(p->conf.arg, POSIX_PANIC, why);
}
