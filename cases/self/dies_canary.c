/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Cases that fail, each in its own way; tester_test looks how. */
#include <endian.h>
#include <signal.h>

#include "atf/case.h"
#include "kernel/kern.h"

/* Offsets in an ext4 image of 1 KiB blocks. */
#define GROUP_DESC 2048 /* the first group descriptor */
#define INODE_BITMAP 4  /* in it: the block of the inode bitmap, 32 bits */
#define BLOCK 1024

static void damage_inode_bitmap(struct disk *d)
{
	unsigned char noise[BLOCK];
	uint32_t at;

	disk_read(d, GROUP_DESC + INODE_BITMAP, &at, sizeof(at));
	memset(noise, 0x5a, sizeof(noise));
	disk_write(d, (uint64_t)le32toh(at) * BLOCK, noise, sizeof(noise));
}

/* Makes the kernel panic as a user would: a damaged inode bitmap, found when the
 * next file is made, on a mount with errors=panic. */
static void panic_by_mkdir(void)
{
	struct disk *d = disk_open("ext4/small");
	struct kern *k = kern_boot("ext4");

	damage_inode_bitmap(d);
	REQUIRE_OK(kern_mount(k, d, "/mnt", "ext4", "errors=panic"));
	kern_mkdir(k, "/mnt/d", 0755);
}

CASE(panic, "the kernel panics, and the body does not look")
{
	panic_by_mkdir();
}

CASE(panic_later, "the kernel panics, and a later check fails")
{
	panic_by_mkdir();
	REQUIRE_EQ(1, 2);
}

CASE(check, "a plain check fails")
{
	int three = 3;

	REQUIRE_EQ(4, three);
}

CASE(error, "an errno that is not allowed")
{
	struct kern *k = kern_boot("tmpfs");

	REQUIRE_ERROR(kern_open(k, "/none", O_RDONLY), EACCES, EPERM);
}

CASE(call, "a call that fails and must not")
{
	struct kern *k = kern_boot("tmpfs");

	REQUIRE_OK(kern_open(k, "/none", O_RDONLY));
}

CASE(hung, "a call that never returns")
{
	struct kern *k = kern_boot("tmpfs", .call_time = 1000000000);
	const struct timespec hour = { .tv_sec = 3600 };

	kern_call(k, KERN_NANOSLEEP, (long)&hour, 0);
}

CASE(host_crash, "the test program itself dies")
{
	kern_boot("tmpfs");
	raise(SIGSEGV);
}

/* Behind the kernel's back, on blocks that it has no reason to write again. */
FS_CASE_RW(checker, FS_PERSIST, "the file system's own checker complains")
{
	fs_remount(fs, NULL);
	damage_inode_bitmap(fs->disk);
}
