/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Renames when the power fails: the old or the new, never neither. */
#include <stdio.h>

#include "atf/case.h"
#include "cases/crash/crash_util.h"

#ifndef RENAME_EXCHANGE
#define RENAME_EXCHANGE (1 << 1)
#define RENAME_WHITEOUT (1 << 2)
#endif

CRASH(replace, 0, "write a new file, sync it, rename it over the old one, sync the directory")
{
	make_synced(fs, "/mnt/config", 3000, 'a');
	sync_path(fs, "/mnt");
	for (int i = 1; i < 4; i++) {
		make_synced(fs, "/mnt/config.new", 2000 + 500 * i, 'a' + i);
		REQUIRE_OK(kern_rename(fs->k, "/mnt/config.new", "/mnt/config"));
		sync_path(fs, "/mnt");
	}
}

CRASH(replace_unsynced, 0, "rename over an old file without any sync")
{
	make_synced(fs, "/mnt/config", 3000, 'a');
	sync_path(fs, "/mnt");
	REQUIRE_OK(kern_put(fs->k, "/mnt/config.new", "the new content", 15));
	REQUIRE_OK(kern_rename(fs->k, "/mnt/config.new", "/mnt/config"));
	kern_advance(fs->k, COMMIT);
	REQUIRE_OK(kern_put(fs->k, "/mnt/config.new", "newer content", 13));
	REQUIRE_OK(kern_rename(fs->k, "/mnt/config.new", "/mnt/config"));
	kern_advance(fs->k, WRITEBACK);
}

CRASH(exchange, FS_RENAME_FLAGS, "two names change places")
{
	make_synced(fs, "/mnt/a", 2000, 'a');
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/d", 0755));
	make_synced(fs, "/mnt/d/b", 1000, 'b');
	sync_path(fs, "/mnt/d");
	REQUIRE_OK(kern_rename2(fs->k, "/mnt/a", "/mnt/d/b", RENAME_EXCHANGE));
	sync_path(fs, "/mnt");
	REQUIRE_OK(kern_rename2(fs->k, "/mnt/a", "/mnt/d", RENAME_EXCHANGE));
	kern_advance(fs->k, COMMIT);
}

CRASH(whiteout, FS_WHITEOUT, "a rename that leaves a whiteout behind")
{
	make_synced(fs, "/mnt/a", 2000, 'a');
	REQUIRE_OK(kern_rename2(fs->k, "/mnt/a", "/mnt/b", RENAME_WHITEOUT));
	sync_path(fs, "/mnt");
	REQUIRE_OK(kern_unlink(fs->k, "/mnt/a"));
	REQUIRE_OK(kern_rename2(fs->k, "/mnt/b", "/mnt/a", RENAME_WHITEOUT));
	kern_advance(fs->k, COMMIT);
}

CRASH(directory, 0, "directories move to other directories, with what is in them")
{
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/a", 0755));
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/b", 0755));
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/a/sub", 0755));
	make_synced(fs, "/mnt/a/sub/file", 1500, 'f');
	sync_fs(fs);
	sync_path(fs, "/mnt");
	REQUIRE_OK(kern_rename(fs->k, "/mnt/a/sub", "/mnt/b/sub"));
	sync_path(fs, "/mnt/b");
	sync_path(fs, "/mnt/a");
	REQUIRE_OK(kern_rename(fs->k, "/mnt/b", "/mnt/a/b"));
	kern_advance(fs->k, COMMIT);
	REQUIRE_OK(kern_rename(fs->k, "/mnt/a/b/sub/file", "/mnt/file"));
	sync_fs(fs);
}

CRASH(over_directory, 0, "a directory replaces an empty one")
{
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/old", 0755));
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/new", 0700));
	make_synced(fs, "/mnt/new/file", 100, 'f');
	sync_fs(fs);
	REQUIRE_OK(kern_rename(fs->k, "/mnt/new", "/mnt/old"));
	sync_path(fs, "/mnt");
	REQUIRE_OK(kern_rename(fs->k, "/mnt/old/file", "/mnt/file"));
	REQUIRE_OK(kern_rmdir(fs->k, "/mnt/old"));
	kern_advance(fs->k, COMMIT);
}

CRASH(name_again, 0, "a name is given away and made again, and the new file synced")
{
	make_synced(fs, "/mnt/a", 1000, 'a');
	sync_fs(fs);
	sync_path(fs, "/mnt");
	REQUIRE_OK(kern_rename(fs->k, "/mnt/a", "/mnt/b"));
	make_synced(fs, "/mnt/a", 1200, 'c');
	REQUIRE_OK(kern_rename(fs->k, "/mnt/b", "/mnt/c"));
	REQUIRE_OK(kern_rename(fs->k, "/mnt/a", "/mnt/b"));
	make_synced(fs, "/mnt/a", 300, 'd');
}

CRASH(chain, 0, "a row of names moves up by one, as logs rotate")
{
	char from[32], to[32];

	for (int i = 0; i < 4; i++) {
		snprintf(to, sizeof(to), "/mnt/log.%d", i);
		make_synced(fs, to, 400 * i + 100, 'a' + i);
	}
	sync_path(fs, "/mnt");
	for (int i = 3; i > 0; i--) {
		snprintf(from, sizeof(from), "/mnt/log.%d", i - 1);
		snprintf(to, sizeof(to), "/mnt/log.%d", i);
		REQUIRE_OK(kern_rename(fs->k, from, to));
		if (i == 2)
			kern_advance(fs->k, COMMIT);
	}
	make_synced(fs, "/mnt/log.0", 900, 'n');
	sync_path(fs, "/mnt");
}
