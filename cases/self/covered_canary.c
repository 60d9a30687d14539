/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Cases that end in all ways there are, and some that do not; coverage_test looks what
 * lines were counted. */
#include <endian.h>
#include <signal.h>
#include <stdlib.h>

#include "atf/case.h"

/* Offsets in an ext4 image of 1 KiB blocks. */
#define GROUP_DESC 2048 /* the first group descriptor */
#define INODE_BITMAP 4  /* in it: the block of the inode bitmap, 32 bits */
#define BLOCK 1024

static struct kern *boot(struct disk *d, const char *options)
{
	struct kern *k = kern_boot("ext4", .call_time = 1000000000);

	REQUIRE_OK(kern_mount(k, d, "/mnt", "ext4", options));
	return k;
}

CASE(panics, "a damaged bitmap is found, on a mount with errors=panic")
{
	struct disk *d = disk_open("ext4/small");
	unsigned char noise[BLOCK];
	uint32_t at;

	memset(noise, 0x5a, sizeof(noise));
	disk_read(d, GROUP_DESC + INODE_BITMAP, &at, sizeof(at));
	disk_write(d, (uint64_t)le32toh(at) * BLOCK, noise, sizeof(noise));
	kern_mkdir(boot(d, "errors=panic"), "/mnt/d", 0755);
}

CASE(hangs, "nobody ever writes to the pipe that is opened")
{
	struct kern *k = boot(disk_open("ext4/small"), NULL);

	REQUIRE_OK(kern_mknod(k, "/mnt/pipe", S_IFIFO | 0600, 0));
	kern_open(k, "/mnt/pipe", O_RDONLY);
}

CASE(works_too_much, "a call takes more work than it may")
{
	struct kern *k = boot(disk_open("ext4/small"), NULL);

	kern_budget(k, 10);
	kern_mkdir(k, "/mnt/d", 0755);
}

CASE(aborts, "the process aborts, as a fuzz target does that found something")
{
	struct kern *k = boot(disk_open("ext4/small"), NULL);

	REQUIRE_OK(kern_symlink(k, "there", "/mnt/here"));
	abort();
}

CASE(is_killed, "the process is killed by what it can not catch")
{
	struct kern *k = boot(disk_open("ext4/small"), NULL);

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_link(k, "/mnt/f", "/mnt/again"));
	raise(SIGKILL);
}

CASE(restores, "three times a folder is made, and twice that never was")
{
	struct kern *k = boot(disk_open("ext4/small"), NULL);

	kern_snapshot(k);
	for (int i = 0; i < 3; i++) {
		kern_restore(k);
		REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	}
}

CASE(contexts, "two processes each make a folder")
{
	struct kern *k = boot(disk_open("ext4/small"), NULL);
	const int other = kern_context(k);

	REQUIRE_OK(kern_mkdir(k, "/mnt/one", 0755));
	kern_switch(k, other);
	REQUIRE_OK(kern_mkdir(k, "/mnt/two", 0755));
}

CASE(again, "a second kernel of the same process makes a folder, too")
{
	for (int i = 0; i < 2; i++) {
		struct disk *d = disk_open("ext4/small");
		struct kern *k = boot(d, NULL);

		REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
		kern_halt(k);
		disk_close(d);
	}
}

SWEEP(rounds, "a file on a disk that fails", .on = DISK_WRITE, .error = EIO)
{
	REQUIRE_OK(kern_put(fs->k, "/mnt/new", "x", 1));
	REQUIRE_OK(kern_sync(fs->k));
}
