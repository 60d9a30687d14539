/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* flawed promises little, but each change of its tree is one write: where nothing but
 * names changes, a power cut shows the names of one moment. */
#include "cases/crash/crash_util.h"

static void names(struct fs *fs)
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/a", 0755));
	REQUIRE_OK(kern_mkdir(k, "/mnt/b", 0755));
	make_synced(fs, "/mnt/a/old", 600, 'o');
	make_synced(fs, "/mnt/b/new", 700, 'n');
	REQUIRE_OK(kern_rename(k, "/mnt/b/new", "/mnt/a/old"));
	REQUIRE_OK(kern_rename(k, "/mnt/b", "/mnt/a/c"));
	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_rename(k, "/mnt/a/c", "/mnt/d"));
	make_synced(fs, "/mnt/d/last", 10, 'l');
	REQUIRE_OK(kern_unlink(k, "/mnt/a/old"));
	REQUIRE_OK(kern_rmdir(k, "/mnt/a"));
}

CASE(one_moment, "files and directories that replace others: names of one moment")
{
	struct crash_promise p = promise_of("flawed", "");

	p.keeps = CRASH_JOURNAL;
	REQUIRE_STREQ("", judge("flawed", &p, names));
}
