/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Each oracle sees what it is there for: bodies that do harm once a call has failed,
 * around the driver.
 */
#include <sys/mount.h>

#include "atf/case.h"
#include "kernel/kern.h"

/* What a body does under a fault; false without one. */
static bool fault_met(struct fs *fs)
{
	return kern_mkdir(fs->k, "/mnt/d", 0755) < 0;
}

/* Such a finding is there, but not in rounds whose fault comes later. */
static void require_found(const char *comp, void (*body)(struct fs *), enum sweep_kind kind,
    const char *what)
{
	const struct sweep s = {
		.comp = component_find(comp),
		.body = body,
		.fault = { "alloc:%=ENOMEM" },
	};
	struct sweep_result *r = sweep_run(&s);
	const struct sweep_finding *f = r->finding;

	while (f < r->finding + r->findings && (f->kind != kind || !strstr(f->what, what)))
		f++;
	REQUIRE(f < r->finding + r->findings);
	REQUIRE(f->rounds < r->rounds);
	sweep_free(r);
}

static void harmless(struct fs *fs)
{
	fault_met(fs);
}

CASE(none, "nothing is found where there is nothing")
{
	const struct sweep s = {
		.comp = component_find("ext4"),
		.body = harmless,
		.fault = { "alloc:%+20=ENOMEM" },
	};
	struct sweep_result *r = sweep_run(&s);

	REQUIRE(r->rounds > 10);
	REQUIRE(r->checked > 0);
	REQUIRE_EQ(0, r->findings);
	sweep_free(r);
}

static void wrong_errno(struct fs *fs)
{
	if (fault_met(fs))
		kern_rmdir(fs->k, "/mnt/none");
}

CASE(wrong_errno, "an error that the fault does not explain")
{
	require_found("ext4", wrong_errno, SWEEP_ERRNO, "unlinkat gives ENOENT");
}

static void wrong_errno_both(struct fs *fs)
{
	kern_rmdir(fs->k, "/mnt/none");
	wrong_errno(fs);
}

CASE(usual_errno, "an error that the body meets without a fault too is none")
{
	const struct sweep s = {
		.comp = component_find("ext4"),
		.body = wrong_errno_both,
		.fault = { "alloc:%=ENOMEM" },
	};
	struct sweep_result *r = sweep_run(&s);

	REQUIRE_EQ(0, r->findings);
	sweep_free(r);
}

static void stays_mounted(struct fs *fs)
{
	if (!fault_met(fs))
		return;
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/e", 0755));
	REQUIRE_OK(kern_call(fs->k, KERN_MOUNT, (long)"/dev", (long)"/mnt/e", 0, MS_BIND, 0));
}

CASE(unmount, "a file system that can not be unmounted any more")
{
	require_found("ext4", stays_mounted, SWEEP_UNMOUNT, "EBUSY");
}

static void no_superblock(struct fs *fs)
{
	static const char zeroes[4096];

	if (!fault_met(fs))
		return;
	REQUIRE_OK(kern_umount(fs->k, fs->dir));
	disk_write(fs->disk, 0, zeroes, sizeof(zeroes));
}

CASE(mount, "a file system that can not be mounted any more")
{
	require_found("ext4", no_superblock, SWEEP_MOUNT, "gives EINVAL");
}

#define ROOT_DIRECTORY 51200 /* of the empty image vfat/small: behind two tables */

static void root_is_noise(struct fs *fs)
{
	char noise[64];

	if (!fault_met(fs))
		return;
	REQUIRE_OK(kern_umount(fs->k, fs->dir));
	memset(noise, 'D', sizeof(noise));
	noise[11] = 0x10; /* a directory, in a cluster that the disk does not have */
	disk_write(fs->disk, ROOT_DIRECTORY, noise, 32);
}

CASE(tree, "a directory that can not be read")
{
	require_found("vfat", root_is_noise, SWEEP_TREE, "gives EIO");
}

/* The first group has fewer free inodes than its bitmap says. */
static void wrong_count(struct fs *fs)
{
	uint16_t free = 3;

	if (!fault_met(fs))
		return;
	REQUIRE_OK(kern_umount(fs->k, fs->dir));
	disk_write(fs->disk, 2048 + 14, &free, sizeof(free));
}

CASE(check, "a file system of which the checker complains")
{
	require_found("ext3", wrong_count, SWEEP_CHECK, "Free inodes count wrong");
}

static void leaks(struct fs *fs)
{
	if (fault_met(fs))
		kern_mkdir(fs->k, "/leak", 0755);
}

CASE(leak, "memory that the kernel does not give back")
{
	const struct sweep s = {
		.comp = component_find("ext4"),
		.body = leaks,
		.fault = { "alloc:%=ENOMEM" },
	};
	struct sweep_result *r = sweep_run(&s);

	REQUIRE(r->leaks);
	REQUIRE(r->findings > 0);
	for (size_t i = 0; i < r->findings; i++)
		REQUIRE_EQ(SWEEP_LEAK, r->finding[i].kind);
	sweep_free(r);
}
