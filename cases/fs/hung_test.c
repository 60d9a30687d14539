/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A call that can never return ends, and is named. */
#include "cases/fs/fs_util.h"

#define SECOND 1000000000ull

static struct kern *boot(void)
{
	struct kern *k = kern_boot("tmpfs", .call_time = SECOND);

	REQUIRE_EQ(0, kern_now(k) > SECOND * 3600); /* skips without virtual time */
	REQUIRE_OK(kern_mount(k, NULL, "/mnt", "tmpfs", NULL));
	return k;
}

static void require_hung(struct kern *k, long result, const char *call)
{
	REQUIRE_ERROR(result, ENOTRECOVERABLE);
	REQUIRE(!kern_alive(k));
	REQUIRE(strstr(kern_end(k), call) != NULL);
	REQUIRE(strstr(kern_end(k), "hung") != NULL);
	REQUIRE(strstr(kern_splat(k), call) != NULL);
	REQUIRE_ERROR(kern_access(k, "/mnt", F_OK), ENOTRECOVERABLE);
	kern_splat_clear(k);
	kern_halt(k);
}

CASE(hung_open, "a FIFO opened for reading that nobody will write to")
{
	struct kern *k = boot();

	REQUIRE_OK(kern_mknod(k, "/mnt/p", S_IFIFO | 0600, 0));
	require_hung(k, kern_open(k, "/mnt/p", O_RDONLY), "openat");
}

CASE(hung_read, "a pipe that its only reader would have to fill")
{
	struct kern *k = boot();
	int pipe[2] = { -1, -1 };
	char buf[4] = "";

	REQUIRE_OK(kern_call(k, KERN_PIPE2, (long)pipe, 0));
	require_hung(k, kern_read(k, pipe[0], buf, sizeof(buf)), "read");
}

CASE(hung_finish, "a call left blocked, whose end is waited for")
{
	struct kern *k = boot();
	int other = kern_context(k), fd;

	REQUIRE_OK(kern_mknod(k, "/mnt/p", S_IFIFO | 0600, 0));
	fd = kern_start(k, other, KERN_OPENAT, AT_FDCWD, (long)"/mnt/p", O_WRONLY, 0);
	REQUIRE_EQ(-EINPROGRESS, fd);
	REQUIRE_OK(kern_access(k, "/mnt/p", F_OK));
	require_hung(k, kern_finish(k, other), "openat");
}

CASE(slow_is_not_hung, "a call within its time is left alone, and time has passed")
{
	struct kern *k = boot();
	struct timespec half = { 0, SECOND / 2 };
	uint64_t before = kern_now(k);

	REQUIRE_OK(kern_call(k, KERN_NANOSLEEP, (long)&half, 0));
	REQUIRE(kern_now(k) - before >= SECOND / 2);
	REQUIRE(kern_now(k) - before < SECOND);
	REQUIRE_OK(kern_umount(k, "/mnt"));
	kern_halt(k);
}
