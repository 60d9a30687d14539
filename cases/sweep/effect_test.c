/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Sweeps of faults that are no errors: a disk that lies, or goes away. */
#include "atf/case.h"

static void use(struct fs *fs)
{
	char data[3000];

	memset(data, 'd', sizeof(data));
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/d", 0755));
	REQUIRE_OK(kern_put(fs->k, "/mnt/d/f", data, sizeof(data)));
	REQUIRE_OK(kern_sync(fs->k));
	REQUIRE_OK(kern_rename(fs->k, "/mnt/d/f", "/mnt/g"));
	REQUIRE_OK(kern_truncate(fs->k, "/mnt/g", 1000));
	REQUIRE_EQ(1000, kern_get(fs->k, "/mnt/g", data, sizeof(data)));
	REQUIRE_OK(kern_rmdir(fs->k, "/mnt/d"));
}

SWEEP(no_space, "a disk that has no room behind it any more", .on = DISK_WRITE, .error = ENOSPC)
{
	use(fs);
}

SWEEP(short_write, "a write that ends in the middle", .on = DISK_WRITE, .effect = "short(512)",
    .pairs = 16)
{
	use(fs);
}

SWEEP(lost_flush, "a flush that is not done", .on = DISK_FLUSH, .effect = "drop")
{
	use(fs);
	REQUIRE_OK(kern_sync(fs->k)); /* FAT flushes at none of the calls above */
	int fd = REQUIRE_OK(kern_open(fs->k, "/mnt/g", O_RDWR));
	REQUIRE_OK(kern_fsync(fs->k, fd));
	REQUIRE_OK(kern_close(fs->k, fd));
}

SWEEP(late, "a request that takes a second", .on = DISK_ANY, .effect = "delay(1s)")
{
	use(fs);
}

SWEEP(no_pages, "no memory, of pages alone", .fault = "alloc[kind=page]:%+300=ENOMEM")
{
	use(fs);
}
