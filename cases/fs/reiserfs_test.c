/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* ReiserFS of format 3.5, that of Linux 2.2. */
#include "cases/fs/fs_util.h"

CASE(reiserfs_v35, "a fresh image of format 3.5 mounts")
{
	struct disk *d = disk_open("reiserfs/v35");
	struct kern *k = kern_boot("reiserfs");

	EXPECT_DEFECT("is_leaf() takes 24 bytes for an entry of a directory, which has 16, and so "
		      "refuses the root that mkfs.reiserfs --format 3.5 makes");
	REQUIRE_OK(kern_mount(k, d, "/mnt", "reiserfs", NULL));
	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	require_content(k, "/mnt/f", "x");
	REQUIRE_OK(kern_umount(k, "/mnt"));
	kern_halt(k);
	disk_close(d);
}
