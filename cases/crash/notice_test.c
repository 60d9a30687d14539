/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What makes data and names durable, each alone: where the flushes behind it do not
 * reach the disk, it is missed. */
#include <sys/mman.h>

#include "cases/crash/crash_util.h"

static const char *judge_ordered(void (*body)(struct fs *))
{
	const struct crash_promise p = promise_of("ext4", "ordered");

	return judge("ext4", &p, body);
}

static void require_found(int line, const char *text, void (*body)(struct fs *))
{
	const char *found = judge_ordered(body);

	if (!strstr(found, text))
		require_failed(__FILE__, line, "expected \"%s\", got \"%s\"", text, found);
}

#define REQUIRE_FOUND(text, body) require_found(__LINE__, (text), (body))

/* From here on nothing is durable. */
static void drop(struct fs *fs)
{
	kern_fault(fs->k, "flush:*=drop");
}

static void other_name(struct fs *fs)
{
	make_synced(fs, "/mnt/a", 100, 'a');
	sync_path(fs, "/mnt");
	drop(fs);
	REQUIRE_OK(kern_rename(fs->k, "/mnt/a", "/mnt/b"));
	sync_path(fs, "/mnt");
}

CASE(fsync_of_rename, "fsync of a directory: another name in the place of one")
{
	REQUIRE_FOUND("b: missing", other_name);
}

/* A file of 3000 bytes that is durable, open. */
static int durable(struct fs *fs, int flags)
{
	make_synced(fs, "/mnt/a", 3000, 'a');
	sync_path(fs, "/mnt");
	drop(fs);
	return REQUIRE_OK(kern_open(fs->k, "/mnt/a", O_RDWR | flags));
}

static void data_synced(struct fs *fs)
{
	const int fd = durable(fs, 0);

	fill(fs, fd, 0, 1000, 'b');
	REQUIRE_OK(kern_fdatasync(fs->k, fd));
}

CASE(fdatasync_alone, "fdatasync: content")
{
	REQUIRE_FOUND(": fdatasync 0 = 0)", data_synced);
}

static void opened_sync(struct fs *fs)
{
	fill(fs, durable(fs, O_SYNC), 0, 1000, 'b');
}

CASE(open_sync, "O_SYNC: content")
{
	REQUIRE_FOUND(
	    "a: bytes 512 to 1023: the content of no step since it was durable (5: pwrite64",
	    opened_sync);
}

static void opened_dsync(struct fs *fs)
{
	fill(fs, durable(fs, O_DSYNC), 0, 1000, 'b');
}

CASE(open_dsync, "O_DSYNC: content")
{
	REQUIRE_FOUND(
	    "a: bytes 512 to 1023: the content of no step since it was durable (5: pwrite64",
	    opened_dsync);
}

static void mapped(struct fs *fs)
{
	const int fd = durable(fs, 0);
	uint64_t addr;

	REQUIRE_OK(kern_mmap(fs->k, &addr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
	REQUIRE_OK(kern_poke(fs->k, addr, "mapped", 6));
	REQUIRE_OK(kern_msync(fs->k, addr, 4096, MS_SYNC));
	REQUIRE_OK(kern_munmap(fs->k, addr, 4096));
}

CASE(msync_of_page, "msync: content")
{
	REQUIRE_FOUND(": msync", mapped);
}

static void synced(struct fs *fs)
{
	fill(fs, durable(fs, 0), 0, 1000, 'b');
	REQUIRE_OK(kern_sync(fs->k));
}

CASE(sync_of_all, "sync: content")
{
	REQUIRE_FOUND(": sync 0 = 0)", synced);
}

static void new_attribute(struct fs *fs)
{
	const int fd = durable(fs, 0);

	REQUIRE_OK(kern_setxattr(fs->k, "/mnt/a", "user.name", "value", 5, 0));
	REQUIRE_OK(kern_fsync(fs->k, fd));
}

CASE(fsync_of_attribute, "fsync: an extended attribute, of which nothing else changed")
{
	REQUIRE_FOUND("a: extended attributes: expected", new_attribute);
}

static void new_mode(struct fs *fs)
{
	const int fd = durable(fs, 0);

	REQUIRE_OK(kern_chmod(fs->k, "/mnt/a", 0600));
	REQUIRE_OK(kern_fsync(fs->k, fd));
}

CASE(fsync_of_mode, "fsync: the mode")
{
	REQUIRE_FOUND("a: mode: expected", new_mode);
}
