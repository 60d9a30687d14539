/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#define _GNU_SOURCE
#include "kernel/linux/user/scan.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <linux/userfaultfd.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The host's headers may be older than its kernel: numbers and layouts of
 * <linux/userfaultfd.h> and <linux/fs.h>, Linux 6.7. */
#define WP_UNPOPULATED (1 << 13)
#define WP_ASYNC (1 << 15)
#define USER_MODE_ONLY 1

struct pm_scan {
	uint64_t size, flags, start, end, walk_end, vec, vec_len, max_pages;
	uint64_t category_inverted, category_mask, category_anyof_mask, return_mask;
};

#define SCAN_IOCTL _IOWR('f', 16, struct pm_scan)
#define IS_WRITTEN (1 << 1)

struct scan {
	int uffd, pagemap;
};

struct scan *scan_open(void)
{
	struct uffdio_api api = { .api = UFFD_API, .features = WP_ASYNC | WP_UNPOPULATED };
	struct scan *s = calloc(1, sizeof(*s));

	if (!s)
		return NULL;
	s->uffd = syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK | USER_MODE_ONLY);
	s->pagemap = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
	if (s->uffd >= 0 && s->pagemap >= 0 && !ioctl(s->uffd, UFFDIO_API, &api))
		return s;
	scan_close(s);
	return NULL;
}

void scan_close(struct scan *s)
{
	if (!s)
		return;
	if (s->uffd >= 0)
		close(s->uffd);
	if (s->pagemap >= 0)
		close(s->pagemap);
	free(s);
}

bool scan_add(struct scan *s, void *base, uint64_t len)
{
	struct uffdio_register r = {
		.range = { (uintptr_t)base, len },
		.mode = UFFDIO_REGISTER_MODE_WP,
	};

	return !ioctl(s->uffd, UFFDIO_REGISTER, &r);
}

bool scan_protect(struct scan *s, void *base, uint64_t len)
{
	struct uffdio_writeprotect wp = {
		.range = { (uintptr_t)base, len },
		.mode = UFFDIO_WRITEPROTECT_MODE_WP,
	};

	return !ioctl(s->uffd, UFFDIO_WRITEPROTECT, &wp);
}

long scan_written(struct scan *s, uint64_t *at, uint64_t end, struct scan_run *run, size_t max)
{
	struct pm_scan arg = {
		.size = sizeof(arg),
		.start = *at,
		.end = end,
		.vec = (uintptr_t)run,
		.vec_len = max,
		.category_mask = IS_WRITTEN,
		.return_mask = IS_WRITTEN,
	};
	const long n = ioctl(s->pagemap, SCAN_IOCTL, &arg);

	*at = arg.walk_end;
	return n;
}
