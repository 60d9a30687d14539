/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* ISO 9660 alone: the three trees of one image, compression, options. */
#include <sys/mount.h>

#include "cases/fs/tree_util.h"

static struct fs open_with(const char *options)
{
	struct fs fs = fs_open(component_find("iso9660"), NULL);

	if (options)
		fs_remount(&fs, options);
	return fs;
}

CASE(iso_zisofs, "a file stored by zisofs reads as what it was")
{
	struct fs fs = open_with(NULL);
	struct kern *k = fs.k;
	char want[512], got[512] = "";
	int fd;

	REQUIRE_EQ(80000 * TREE_LINE, stat_of(k, "/mnt/zipped").st_size);
	fd = REQUIRE_OK(kern_open(k, "/mnt/zipped", O_RDONLY));
	for (uint64_t at = 1039000; at > 60000; at -= 60013) {
		tree_lines(want, sizeof(want), at);
		REQUIRE_EQ(sizeof(got), kern_pread(k, fd, got, sizeof(got), at));
		REQUIRE_MEMEQ(want, got, sizeof(got));
	}
	REQUIRE_OK(kern_close(k, fd));
	require_lines(k, "/mnt/zipped", 80000);
	fs_close(&fs);
}

CASE(iso_joliet, "without Rock Ridge: Joliet's names, and no links")
{
	struct fs fs = open_with("norock");
	char path[256] = "/mnt/";

	require_lines(fs.k, "/mnt/file", 1000);
	require_lines(fs.k, "/mnt/dir/a/b/c/d/deep", 2);
	memset(path + 5, 'n', 200);
	REQUIRE_ERROR(kern_access(fs.k, path, F_OK), ENOENT, ENAMETOOLONG);
	path[5 + 103] = '\0'; /* the longest name that the maker stores there */
	require_lines(fs.k, path, 4);
	REQUIRE_ERROR(kern_access(fs.k, "/mnt/short", F_OK), ENOENT);
	REQUIRE_EQ(S_IFREG, stat_of(fs.k, "/mnt/one").st_mode & S_IFMT);
	fs_close(&fs);
}

CASE(iso_plain, "with neither: names of the eighties, mapped to small letters")
{
	struct fs fs = open_with("norock,nojoliet,map=normal");

	require_lines(fs.k, "/mnt/file", 1000);
	require_lines(fs.k, "/mnt/dir/inside", 3);
	REQUIRE_ERROR(kern_access(fs.k, "/mnt/FILE", F_OK), ENOENT);
	fs_remount(&fs, "norock,nojoliet,map=off");
	REQUIRE_ERROR(kern_access(fs.k, "/mnt/file", F_OK), ENOENT);
	fs_remount(&fs, "norock,nojoliet,check=relaxed");
	require_lines(fs.k, "/mnt/FiLe", 1000);
	fs_close(&fs);
}

CASE(iso_options, "uid, gid, mode and dmode of a mount without Rock Ridge")
{
	struct fs fs = open_with("norock,uid=5,gid=6,mode=0640,dmode=0750");

	REQUIRE_EQ(5, stat_of(fs.k, "/mnt/file").st_uid);
	REQUIRE_EQ(6, stat_of(fs.k, "/mnt/file").st_gid);
	REQUIRE_EQ(S_IFREG | 0640, stat_of(fs.k, "/mnt/file").st_mode);
	REQUIRE_EQ(S_IFDIR | 0750, stat_of(fs.k, "/mnt/dir").st_mode);
	fs_close(&fs);
}

CASE(iso_override, "overriderockperm: they are taken for files with Rock Ridge too")
{
	struct fs fs = open_with("uid=5,gid=6,mode=0640,dmode=0750");

	REQUIRE_EQ(S_IFREG | 0600, stat_of(fs.k, "/mnt/one").st_mode);
	REQUIRE_EQ(S_IFDIR | 0755, stat_of(fs.k, "/mnt/dir").st_mode);
	fs_remount(&fs, "mode=0640,dmode=0750,overriderockperm");
	REQUIRE_EQ(S_IFREG | 0640, stat_of(fs.k, "/mnt/one").st_mode);
	REQUIRE_EQ(S_IFDIR | 0750, stat_of(fs.k, "/mnt/dir").st_mode);
	fs_close(&fs);
}

CASE(iso_nocompress, "nocompress: a file stored by zisofs reads as it is stored")
{
	/* The format of zisofs begins with these. */
	static const unsigned char magic[8] = { 0x37, 0xe4, 0x53, 0x96, 0xc9, 0xdb, 0xd6, 0x07 };
	struct fs fs = open_with("nocompress");
	unsigned char got[8];
	const int fd = REQUIRE_OK(kern_open(fs.k, "/mnt/zipped", O_RDONLY));

	REQUIRE_EQ(8, kern_pread(fs.k, fd, got, 8, 0));
	REQUIRE_MEMEQ(magic, got, 8);
	REQUIRE(stat_of(fs.k, "/mnt/zipped").st_size < 80000 * TREE_LINE / 4);
	REQUIRE_OK(kern_close(fs.k, fd));
	fs_close(&fs);
}

CASE(iso_taken, "options that change nothing of what is read here")
{
	static const char *const options[] = { "block=512", "block=1024", "block=2048", "session=0",
		"session=98", "sbsector=0", "sbsector=32", /* a copy is there */ "check=strict",
		"check=s", "norock,utf8", "norock,iocharset=iso8859-1", "norock,iocharset=utf8",
		"cruft" };
	struct fs fs = open_with(NULL);

	for (size_t i = 0; i < sizeof(options) / sizeof(*options); i++) {
		fs_remount(&fs, options[i]);
		require_lines(fs.k, "/mnt/file", 1000);
		require_lines(fs.k, "/mnt/dir/a/b/c/d/deep", 2);
	}
	fs_close(&fs);
}

CASE(iso_refused, "options that can not be, and a volume that is not where they say")
{
	static const char *const options[] = { "block=3000", "block=x", "session=99", "session=x",
		"sbsector=x", "sbsector=60", "map=foo", "check=lax", "uid=x", "gid=x", "mode=x",
		"dmode=x", "uid=-1", "norock,iocharset=none" };
	struct disk *d = disk_open("iso9660/tree");
	struct kern *k = kern_boot("iso9660");

	for (size_t i = 0; i < sizeof(options) / sizeof(*options); i++)
		REQUIRE_ERROR(kern_mount_flags(k, d, "/mnt", "iso9660", MS_RDONLY, options[i]),
		    EINVAL);
	kern_halt(k);
	disk_close(d);
}

CASE(iso_writable, "a mount that asks for writing is refused")
{
	struct disk *d = disk_open("iso9660/tree");
	struct kern *k = kern_boot("iso9660");

	REQUIRE_ERROR(kern_mount(k, d, "/mnt", "iso9660", NULL), EROFS, EACCES);
	REQUIRE_OK(kern_mount_flags(k, d, "/mnt", "iso9660", MS_RDONLY, NULL));
	REQUIRE_ERROR(kern_remount(k, "/mnt", 0, NULL), EROFS);
	REQUIRE_OK(kern_umount(k, "/mnt"));
	kern_halt(k);
	disk_close(d);
}

CASE(iso_unchanged, "reading it all changes no byte")
{
	struct fs fs = open_with(NULL);
	uint64_t before = disk_hash(fs.disk);

	require_lines(fs.k, "/mnt/file", 1000);
	require_lines(fs.k, "/mnt/zipped", 80000);
	fs_remount(&fs, NULL);
	REQUIRE_EQ(before, disk_hash(fs.disk));
	fs_close(&fs);
}

CASE(iso_times, "the dates that the image was made with")
{
	struct fs fs = open_with(NULL);

	REQUIRE_EQ(1700000000, stat_of(fs.k, "/mnt/file").st_mtim.tv_sec);
	REQUIRE_EQ(1700000000, stat_of(fs.k, "/mnt/dir").st_mtim.tv_sec);
	fs_close(&fs);
}
