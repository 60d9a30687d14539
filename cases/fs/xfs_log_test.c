/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* XFS with its log on a disk of its own. */
#include "cases/fs/fs_util.h"

/* Mounts on a kernel of its own; the errno of mount(2). */
static int mount_with(struct kern **k, struct disk *d, struct disk *log)
{
	char option[64];

	*k = kern_boot("xfs");
	snprintf(option, sizeof(option), "logdev=%s", kern_disk(*k, log));
	return kern_mount(*k, d, "/mnt", "xfs", option);
}

CASE(xfs_external_log, "what is in a log on another disk is written home at mount")
{
	struct disk *d = disk_open("xfs/external"), *log = disk_open("xfs/external-log");
	const uint64_t before = disk_hash(log);
	struct kern *k;
	int fd;

	REQUIRE_OK(mount_with(&k, d, log));
	put_pattern(k, "/mnt/f", 300000);
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));
	REQUIRE_OK(kern_fsync(k, fd));
	kern_halt(k); /* not unmounted: its name is in the log alone */
	REQUIRE(before != disk_hash(log));
	REQUIRE_OK(mount_with(&k, d, log));
	require_pattern_file(k, "/mnt/f", 300000);
	REQUIRE_OK(kern_umount(k, "/mnt"));
	kern_halt(k);
	disk_close(log);
	disk_close(d);
}

CASE(xfs_log_refused, "without its log it is refused, and with a disk that is too small for it")
{
	struct disk *d = disk_open("xfs/external"), *small = disk_new(1 << 20);
	const uint64_t before = disk_hash(d);
	struct kern *k = kern_boot("xfs");

	REQUIRE_ERROR(kern_mount(k, d, "/mnt", "xfs", NULL), EINVAL);
	REQUIRE_ERROR(kern_mount(k, d, "/mnt", "xfs", "logdev=/no/such"), ENOENT);
	kern_halt(k);
	REQUIRE_ERROR(mount_with(&k, d, small), EFBIG, EINVAL, EIO);
	kern_halt(k);
	REQUIRE_EQ(before, disk_hash(d));
	disk_close(small);
	disk_close(d);
}
