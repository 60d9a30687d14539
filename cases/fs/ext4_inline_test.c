/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Files so small that ext4 keeps their content in the inode. */
#include <sys/mman.h>

#include "cases/fs/fs_util.h"

CASE(inline_mapped_write, "a small file written by mmap and fsynced survives an unmount")
{
	struct fs fs = fs_open(component_find("ext4_inline"), NULL);
	struct kern *k = fs.k;
	char got[8] = "";
	uint64_t addr;
	int fd;

	REQUIRE_OK(kern_put(k, "/mnt/f", "hello", 5));
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDWR));
	REQUIRE_OK(kern_mmap(k, &addr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
	REQUIRE_OK(kern_poke(k, addr, "J", 1));
	REQUIRE_OK(kern_msync(k, addr, 4096, MS_SYNC));
	REQUIRE_OK(kern_fsync(k, fd));
	REQUIRE_OK(kern_munmap(k, addr, 4096));
	REQUIRE_OK(kern_close(k, fd));
	REQUIRE_EQ(5, kern_get(k, "/mnt/f", got, sizeof(got)));
	REQUIRE_STREQ("Jello", got);

	fs_remount(&fs, NULL);
	EXPECT_DEFECT(
	    "ext4 with inline_data, seen on 6.1.192 and 6.18: the first write through a "
	    "mapping moves the content from the inode to a block, as a dirty buffer of the "
	    "block device; its write-back comes later and undoes what fsync wrote");
	REQUIRE_EQ(5, kern_get(k, "/mnt/f", got, sizeof(got)));
	REQUIRE_STREQ("Jello", got);
	atf_tc_expect_pass();
	fs_close(&fs);
}
