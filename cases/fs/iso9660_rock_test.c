/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Rock Ridge: what it adds to ISO 9660 for POSIX.  Format: IEEE P1282. */
#include "cases/fs/tree_util.h"

#define DEEP "/mnt/d/2/3/4/5/6/7/8/9/10"

static struct fs open_rock(void)
{
	return fs_open(component_find("iso9660"), "iso9660/rock");
}

static void require_link(struct kern *k, const char *path, const char *want)
{
	char got[512] = "";

	REQUIRE_EQ(strlen(want), kern_readlink(k, path, got, sizeof(got)));
	REQUIRE_STREQ(want, got);
	REQUIRE_EQ(strlen(want), stat_of(k, path).st_size);
}

CASE(rock_links, "symbolic links of each kind of component, and of more than one entry")
{
	struct fs fs = open_rock();
	struct kern *k = fs.k;
	char wide[400];

	require_link(k, "/mnt/parent", "..");
	require_link(k, "/mnt/self", ".");
	require_link(k, "/mnt/root", "/");
	require_link(k, "/mnt/absolute", "/mnt/d/2/inside");
	require_link(k, "/mnt/dots", "./d/../d/./2/inside");
	require_lines(k, "/mnt/absolute", 3);
	require_lines(k, "/mnt/dots", 3);
	strcpy(wide, "d/");
	memset(wide + 2, 'c', 240);
	wide[242] = '/';
	memset(wide + 243, 'e', 100);
	wide[343] = '\0';
	require_link(k, "/mnt/wide", wide);
	fs_close(&fs);
}

CASE(rock_fifo, "a FIFO is one")
{
	struct fs fs = open_rock();

	REQUIRE_EQ(S_IFIFO | 0644, stat_of(fs.k, "/mnt/fifo").st_mode);
	fs_close(&fs);
}

CASE(rock_deep, "directories below the eighth, which are stored elsewhere")
{
	struct fs fs = open_rock();
	struct kern *k = fs.k;

	require_lines(k, DEEP "/deep", 2);
	require_lines(k, DEEP "/../../../../../../../../inside", 3);
	REQUIRE_EQ(S_IFDIR | 0755, stat_of(k, DEEP).st_mode);
	REQUIRE_EQ(1700000000, stat_of(k, DEEP).st_mtim.tv_sec);
	REQUIRE_EQ(stat_of(k, DEEP "/..").st_ino, stat_of(k, "/mnt/d/2/3/4/5/6/7/8/9").st_ino);
	/* Where they are stored is nothing to see. */
	REQUIRE_ERROR(kern_access(k, "/mnt/moved", F_OK), ENOENT);
	fs_close(&fs);
}

CASE(rock_norock, "without Rock Ridge they are where they are stored")
{
	struct fs fs = open_rock();

	fs_remount(&fs, "norock");
	REQUIRE_ERROR(kern_access(fs.k, DEEP, F_OK), ENOENT, ENOTDIR);
	require_lines(fs.k, "/mnt/d/2/inside", 3);
	REQUIRE(S_ISDIR(stat_of(fs.k, "/mnt/moved").st_mode));
	fs_close(&fs);
}
