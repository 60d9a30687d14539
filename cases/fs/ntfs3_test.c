/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* NTFS as mkntfs makes it: 4 KiB clusters, a table of files without a free entry. */
#include "cases/fs/fs_util.h"

CASE(ntfs3_table_grows, "a file is made where the table of files has to grow")
{
	struct fs fs = fs_open(component_find("ntfs3"), "ntfs3/small");

	EXPECT_DEFECT("6.1.192: zone_max of struct ntfs_sb_info is never set, so that there is no "
		      "room for the table of files to grow into, and each new file is ENOSPC");
	REQUIRE_OK(kern_put(fs.k, "/mnt/f", "x", 1));
	fs_close(&fs);
}

CASE(ntfs3_small_content, "a few bytes lie in the table of files and take no cluster")
{
	struct fs fs = fs_open(component_find("ntfs3"), NULL);

	EXPECT_DEFECT(
	    "6.1.192: max_bytes_per_attr of struct ntfs_sb_info is never set, so that one "
	    "byte of content takes a cluster");
	REQUIRE_OK(kern_put(fs.k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_sync(fs.k));
	REQUIRE(stat_of(fs.k, "/mnt/f").st_blocks < 1 << 11);
	fs_close(&fs);
}

CASE(ntfs3_small_clusters, "an image with clusters of 512 bytes mounts, and is listed")
{
	struct fs fs = fs_open(component_find("ntfs3"), "ntfs3/512");
	struct statfs s = { 0 };

	REQUIRE_OK(kern_statfs(fs.k, "/mnt", &s));
	REQUIRE_EQ(512, s.f_bsize);
	REQUIRE_EQ(0, stat_of(fs.k, "/mnt/$MFT").st_uid);
	fs_close(&fs);
}
