/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Old data: before a body all free space is filled with a text that no body
 * writes, by a file that is deleted again.  A file that shows it shows what was
 * another's.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "harness/crash_internal.h"

static const char mark[] = "old data of a file that was deleted\n";

void crash_old_fill(struct kern *k, const char *dir)
{
	static uint8_t buf[64 << 10];
	char path[64];
	ssize_t n;
	int fd;

	for (size_t at = 0; at < sizeof(buf); at++)
		buf[at] = mark[at % CRASH_SECTOR % (sizeof(mark) - 1)];
	snprintf(path, sizeof(path), "%s/old", dir);
	fd = kern_open(k, path, O_WRONLY | O_CREAT, 0600);
	if (fd < 0)
		harness_failf("crash states: %s: %s", path, strerrorname_np(-fd));
	do
		n = kern_write(k, fd, buf, sizeof(buf));
	while (n > 0);
	if (n != -ENOSPC || kern_fsync(k, fd) || kern_close(k, fd) || kern_unlink(k, path) ||
	    kern_sync(k))
		harness_failf("crash states: free space can not be filled: %s",
		    n < 0 ? strerrorname_np(-n) : "no error");
}

bool crash_old_is(const uint8_t *data, size_t len)
{
	const size_t mark_len = sizeof(mark) - 1;

	return len >= mark_len && !memcmp(data, mark, mark_len);
}
