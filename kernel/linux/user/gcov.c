/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Line coverage of the kernel: its objects carry gcov counters, the host's
 * libgcov writes them.  Dumped when a kernel is halted and when the process
 * exits with one alive, so a case that fails or panics leaves its counters too;
 * by the process that booted it, not by a forked child.
 *
 * libgcov keeps the objects in a list that goes through the image itself, and
 * has no way to take one out.  The image always has the same addresses, so the
 * links are kept, and put back into a kernel that is booted later.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kernel/linux/user/linux.h"

/* The beginning of libgcov's struct gcov_info, the same in all of its versions
 * from 4.7 on. */
struct gcov_info {
	unsigned version;
	struct gcov_info *next;
};

void __gcov_init(struct gcov_info *);
void __gcov_dump(void);
void __gcov_reset(void);
void __gcov_merge_add(int64_t *, unsigned);

static struct gcov_info **links; /* what stood in `next` of each */
static pid_t owner;              /* the process whose counters are to be dumped, or 0 */

void linux_gcov_dump(void)
{
	if (owner != getpid())
		return;
	owner = 0;
	__gcov_dump();
	__gcov_reset();
}

void linux_gcov_start(const struct rump_image *image)
{
	struct gcov_info **info = (struct gcov_info **)image->gcov;
	size_t n = image->gcov_end - image->gcov;

	if (!n)
		return;
	image->host->gcov_merge_add = (void *)__gcov_merge_add;
	for (size_t i = 0; links && i < n; i++)
		info[i]->next = links[i];
	if (!links) {
		links = malloc(n * sizeof(*links));
		if (!links)
			return;
		atexit(linux_gcov_dump);
		for (size_t i = 0; i < n; i++)
			__gcov_init(info[i]);
		for (size_t i = 0; i < n; i++)
			links[i] = info[i]->next;
	}
	owner = getpid();
}
