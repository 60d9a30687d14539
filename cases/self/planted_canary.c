/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A file system with a bug on request (components/flawed), as components of this
 * program: without one, and with each.  planted_test looks what is found.
 */
#include "atf/case.h"

static const struct crash_promise promise[] = { { .name = "cut", .keeps = CRASH_WEAK }, { 0 } };

#define FLAWED(id, option)                                                       \
	COMPONENT(id, .driver = "flawed", .type = "flawed", .options = (option), \
	    .image = "flawed/tiny", .crash = promise, .sweep = true)

FLAWED(honest, "flaw=none");
FLAWED(lost_fsync, "flaw=fsync");
FLAWED(leak, "flaw=leak");
FLAWED(double_free, "flaw=double-free");
FLAWED(wrong_errno, "flaw=errno");

static void sync_path(struct kern *k, const char *path)
{
	const int fd = REQUIRE_OK(kern_open(k, path, O_RDONLY));

	REQUIRE_OK(kern_fsync(k, fd));
	REQUIRE_OK(kern_close(k, fd));
}

/* A file that is synced, its name too, and one that replaces another. */
static void work(struct kern *k)
{
	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/d/f", "something", 9));
	sync_path(k, "/mnt/d/f");
	sync_path(k, "/mnt/d");
	sync_path(k, "/mnt");
	REQUIRE_OK(kern_put(k, "/mnt/g", "x", 1));
	REQUIRE_OK(kern_put(k, "/mnt/h", "y", 1));
	REQUIRE_OK(kern_rename(k, "/mnt/g", "/mnt/h"));
}

CRASH(work, 0, "power cuts")
{
	work(fs->k);
}

SWEEP(read, "the disk can not be read", .on = DISK_READ, .error = EIO)
{
	fs_remount(fs, NULL); /* nothing is in memory */
	work(fs->k);
}

SWEEP(write, "the disk can not be written", .on = DISK_WRITE, .error = EIO)
{
	work(fs->k);
}

SWEEP(alloc, "there is no memory", .fault = "alloc:%=ENOMEM")
{
	REQUIRE_OK(kern_put(fs->k, "/mnt/f", "something", 9));
}
