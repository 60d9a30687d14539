/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Btrfs on several disks: the damage or loss of one is made good. */
#include "cases/fs/btrfs_pool.h"

/* Where a disk has this part of the large file, or UINT64_MAX. */
static uint64_t find_part(struct disk *d, uint64_t part)
{
	char want[4096], got[4096];

	pattern(want, sizeof(want), part);
	for (uint64_t at = 0; at < d->size; at += sizeof(got)) {
		disk_read(d, at, got, sizeof(got));
		if (memcmp(got, want, sizeof(got)) == 0)
			return at;
	}
	return UINT64_MAX;
}

/* Overwrites a part of the large file on the first disk that has it. */
static struct disk *damage(struct pool *p, uint64_t part)
{
	static const char noise[4096] = "noise";
	uint64_t at = UINT64_MAX;
	int i;

	for (i = 0; at == UINT64_MAX; i++) {
		REQUIRE(i < POOL_DISKS && p->disk[i] != NULL);
		at = find_part(p->disk[i], part);
	}
	disk_write(p->disk[i - 1], at, noise, sizeof(noise));
	return p->disk[i - 1];
}

/* What is damaged of a file is found when it is read, made good, and written back. */
static void heals(uint64_t profile, int disks)
{
	struct pool p = pool_open(disks, profile, BTRFS_BLOCK_GROUP_RAID1);
	struct disk *damaged;

	pool_umount(&p);
	damaged = damage(&p, 409600);
	REQUIRE_OK(pool_mount(&p, ""));
	pool_require_filled(&p);
	pool_umount(&p);
	/* A mirror may have been read instead; to scrub reads all. */
	REQUIRE_OK(pool_mount(&p, ""));
	for (int i = 0; i < disks; i++) {
		/* The number of the image was 1. */
		struct btrfs_ioctl_scrub_args args = { .devid = 2 + i, .end = UINT64_MAX };

		REQUIRE_OK(pool_root(&p, BTRFS_IOC_SCRUB, &args));
		REQUIRE_EQ(0, args.progress.uncorrectable_errors);
	}
	pool_umount(&p);
	REQUIRE(find_part(damaged, 409600) != UINT64_MAX);
	pool_close(&p);
}

CASE(btrfs_heals_mirror, "a damaged block of a mirror is made good")
{
	heals(BTRFS_BLOCK_GROUP_RAID1, 2);
}

CASE(btrfs_heals_parity, "a damaged block is made good by parity")
{
	heals(BTRFS_BLOCK_GROUP_RAID5, 3);
}

CASE(btrfs_heals_parities, "a damaged block is made good by one of two parities")
{
	heals(BTRFS_BLOCK_GROUP_RAID6, 4);
}

/* With so many disks gone all is there, and more can be written. */
static void lives_without(uint64_t data, uint64_t metadata, int disks, int gone, const char *defect)
{
	struct pool p = pool_open(disks, data, metadata);

	if (defect)
		EXPECT_DEFECT(defect);
	pool_umount(&p);
	for (int i = 0; i < gone; i++) {
		disk_close(p.disk[i]);
		p.disk[i] = NULL;
	}
	REQUIRE_ERROR(pool_mount(&p, ""), ENOENT, EINVAL);
	kern_halt(p.k);
	REQUIRE_OK(pool_mount(&p, "degraded"));
	pool_require_filled(&p);
	put_pattern(p.k, "/mnt/more", POOL_LARGE / 2);
	pool_umount(&p);
	REQUIRE_OK(pool_mount(&p, "degraded"));
	pool_require_filled(&p);
	require_pattern_file(p.k, "/mnt/more", POOL_LARGE / 2);
	pool_umount(&p);
	pool_close(&p);
}

CASE(btrfs_without_mirror, "raid1 without one of three disks")
{
	lives_without(BTRFS_BLOCK_GROUP_RAID1, BTRFS_BLOCK_GROUP_RAID1, 3, 1, NULL);
}

CASE(btrfs_without_one, "raid5 without one of four disks")
{
	lives_without(BTRFS_BLOCK_GROUP_RAID5, BTRFS_BLOCK_GROUP_RAID1, 4, 1, NULL);
}

/* __raid56_parity_recover() counts the second disk that is missing at its first sector and
 * at its second one. */
CASE(btrfs_without_two, "raid6 without two of four disks")
{
	lives_without(BTRFS_BLOCK_GROUP_RAID6, BTRFS_BLOCK_GROUP_RAID1C3, 4, 2,
	    "EIO, as the second disk that is missing is counted twice");
}
