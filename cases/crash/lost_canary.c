/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Cases that have to fail where the flushes do not reach the disk; report_test sets
 * the fault, and looks how they fail. */
#include "atf/case.h"
#include "cases/crash/crash_util.h"

CRASH(replace, FS_LINK, "a synced file replaces another")
{
	make_synced(fs, "/mnt/a", 3000, 'a');
	make_synced(fs, "/mnt/b", 2000, 'b');
	REQUIRE_OK(kern_rename(fs->k, "/mnt/b", "/mnt/a"));
	sync_path(fs, "/mnt");
}

CRASH(large, FS_LINK, "a file that is too large for a crash case")
{
	const int fd = kern_open(fs->k, "/mnt/a", O_RDWR | O_CREAT, 0644);

	REQUIRE_OK(kern_ftruncate(fs->k, fd, 64 << 20));
}
