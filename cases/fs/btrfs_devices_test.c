/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Btrfs on several disks: they come and go, and what is there is spread over them. */
#include "cases/fs/btrfs_pool.h"

CASE(btrfs_add_disk, "a disk more is room more, and all disks are needed from then on")
{
	struct pool p = { .disk[0] = disk_open("btrfs/xxhash") };
	struct statfs before, after;
	struct disk *second = disk_new(POOL_SIZE);

	REQUIRE_OK(pool_mount(&p, ""));
	REQUIRE_OK(kern_statfs(p.k, "/mnt", &before));
	REQUIRE_OK(pool_disk(&p, BTRFS_IOC_ADD_DEV, second));
	REQUIRE_ERROR(pool_disk(&p, BTRFS_IOC_ADD_DEV, second), EEXIST);
	REQUIRE_OK(kern_statfs(p.k, "/mnt", &after));
	REQUIRE_EQ(POOL_SIZE / before.f_bsize, after.f_blocks - before.f_blocks);
	pool_fill(&p);
	pool_umount(&p);
	REQUIRE_ERROR(pool_mount(&p, ""), ENOENT, EINVAL);
	kern_halt(p.k);
	p.disk[1] = second;
	REQUIRE_OK(pool_mount(&p, ""));
	pool_require_filled(&p);
	pool_umount(&p);
	pool_close(&p);
}

CASE(btrfs_remove_disk, "a disk is emptied and taken out, the first one; the last one is not")
{
	struct pool p = pool_open(2, POOL_SINGLE, BTRFS_BLOCK_GROUP_DUP);

	REQUIRE_OK(pool_disk(&p, BTRFS_IOC_RM_DEV, p.disk[0]));
	REQUIRE_ERROR(pool_disk(&p, BTRFS_IOC_RM_DEV, p.disk[1]), BTRFS_ERROR_DEV_ONLY_WRITABLE,
	    EINVAL);
	pool_umount(&p);
	disk_close(p.disk[0]);
	p.disk[0] = NULL;
	REQUIRE_OK(pool_mount(&p, ""));
	pool_require_filled(&p);
	pool_umount(&p);
	pool_close(&p);
}

CASE(btrfs_profiles, "all that is there goes from each way to be spread to the next")
{
	static const uint64_t profiles[] = { BTRFS_BLOCK_GROUP_RAID0, BTRFS_BLOCK_GROUP_RAID1,
		BTRFS_BLOCK_GROUP_RAID10, BTRFS_BLOCK_GROUP_RAID5, BTRFS_BLOCK_GROUP_RAID6,
		BTRFS_BLOCK_GROUP_RAID1C3, BTRFS_BLOCK_GROUP_RAID1C4, BTRFS_BLOCK_GROUP_DUP };
	struct pool p = pool_open(POOL_DISKS, POOL_SINGLE, BTRFS_BLOCK_GROUP_DUP);

	for (size_t i = 0; i < sizeof(profiles) / sizeof(*profiles); i++) {
		REQUIRE_OK(pool_convert(&p, profiles[i], profiles[i]));
		pool_umount(&p);
		REQUIRE_OK(pool_mount(&p, ""));
		pool_require_filled(&p);
	}
	REQUIRE_ERROR(pool_convert(&p, BTRFS_BLOCK_GROUP_RAID5 | BTRFS_BLOCK_GROUP_RAID1,
			  BTRFS_BLOCK_GROUP_RAID1),
	    EINVAL);
	pool_umount(&p);
	pool_close(&p);
}

CASE(btrfs_no_room, "a conversion that finds no room is ENOSPC, and all is as before")
{
	struct pool p = pool_open_of(POOL_DISKS, 128 << 20, POOL_SINGLE, BTRFS_BLOCK_GROUP_DUP);

	EXPECT_DEFECT("a balance that finds no room for a chunk aborts the transaction");
	REQUIRE_ERROR(pool_convert(&p, BTRFS_BLOCK_GROUP_RAID6, BTRFS_BLOCK_GROUP_RAID6), ENOSPC);
	pool_umount(&p);
	REQUIRE_OK(pool_mount(&p, ""));
	pool_require_filled(&p);
	pool_umount(&p);
	pool_close(&p);
}

CASE(btrfs_replace, "a disk takes the place of another, which is needed no more")
{
	struct btrfs_ioctl_dev_replace_args args = { .cmd = BTRFS_IOCTL_DEV_REPLACE_CMD_START };
	struct pool p = pool_open(2, BTRFS_BLOCK_GROUP_RAID0, BTRFS_BLOCK_GROUP_RAID1);
	struct disk *target = disk_new(POOL_SIZE);

	args.start.srcdevid = 2; /* the first: the number of the image was 1 */
	snprintf((char *)args.start.tgtdev_name, sizeof(args.start.tgtdev_name), "%s",
	    kern_disk(p.k, target));
	REQUIRE_OK(pool_root(&p, BTRFS_IOC_DEV_REPLACE, &args));
	REQUIRE_EQ(BTRFS_IOCTL_DEV_REPLACE_RESULT_NO_ERROR, args.result);
	args.cmd = BTRFS_IOCTL_DEV_REPLACE_CMD_STATUS;
	REQUIRE_OK(pool_root(&p, BTRFS_IOC_DEV_REPLACE, &args));
	REQUIRE_EQ(BTRFS_IOCTL_DEV_REPLACE_STATE_FINISHED, args.status.replace_state);
	REQUIRE_EQ(0, args.status.num_write_errors + args.status.num_uncorrectable_read_errors);
	pool_umount(&p);
	disk_close(p.disk[0]);
	p.disk[0] = target;
	REQUIRE_OK(pool_mount(&p, ""));
	pool_require_filled(&p);
	pool_umount(&p);
	pool_close(&p);
}
