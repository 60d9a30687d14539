/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* FAT alone: names, attributes, sizes of its table. */
#include "cases/fs/fs_util.h"

static struct fs open_image(const char *image)
{
	return fs_open(component_find("vfat"), image);
}

static void use(const char *image)
{
	struct fs fs = open_image(image);

	use_fs(&fs);
	fs_close(&fs);
}

CASE(vfat_12_bits, "table entries of a byte and a half")
{
	use("vfat/fat12");
}

CASE(vfat_16_bits, "table entries of two bytes")
{
	use("vfat/small");
}

CASE(vfat_32_bits, "table entries of four bytes, the root a file like others")
{
	use("vfat/fat32");
}

CASE(vfat_case, "a name is found in any case, and keeps the one it was made in")
{
	struct fs fs = open_image("vfat/small");

	REQUIRE_OK(kern_put(fs.k, "/mnt/Mixed Case.Text", "x", 1));
	require_content(fs.k, "/mnt/MIXED CASE.TEXT", "x");
	REQUIRE_ERROR(kern_open(fs.k, "/mnt/mixed case.text", O_CREAT | O_EXCL | O_RDONLY, 0644),
	    EEXIST);
	REQUIRE_OK(kern_rename(fs.k, "/mnt/Mixed Case.Text", "/mnt/mixed case.text"));
	require_content(fs.k, "/mnt/mixed case.text", "x");
	fs_close(&fs);
}

struct find {
	const char *name;
	int times;
};

static int find(void *arg, const struct kern_dirent *d)
{
	struct find *f = arg;

	f->times += strcmp(d->name, f->name) == 0;
	return 0;
}

static int times_seen(struct kern *k, const char *name)
{
	struct find f = { .name = name };

	REQUIRE_OK(kern_readdir(k, "/mnt", find, &f));
	return f.times;
}

CASE(vfat_case_renamed,
    "both spellings are one file: nothing to rename; by way of a third they change")
{
	struct fs fs = open_image("vfat/small");

	REQUIRE_OK(kern_put(fs.k, "/mnt/readme.long.name", "x", 1));
	REQUIRE_OK(kern_rename(fs.k, "/mnt/readme.long.name", "/mnt/ReadMe.Long.Name"));
	REQUIRE_EQ(1, times_seen(fs.k, "readme.long.name"));
	REQUIRE_OK(kern_rename(fs.k, "/mnt/readme.long.name", "/mnt/third"));
	REQUIRE_OK(kern_rename(fs.k, "/mnt/third", "/mnt/ReadMe.Long.Name"));
	fs_remount(&fs, NULL);
	REQUIRE_EQ(0, times_seen(fs.k, "readme.long.name"));
	REQUIRE_EQ(1, times_seen(fs.k, "ReadMe.Long.Name"));
	fs_close(&fs);
}

CASE(vfat_short_names, "a long name has a short one, by which it is found too")
{
	struct fs fs = open_image("vfat/small");

	REQUIRE_OK(kern_put(fs.k, "/mnt/a rather long name.text", "x", 1));
	require_content(fs.k, "/mnt/ARATHE~1.TEX", "x");
	REQUIRE_OK(kern_put(fs.k, "/mnt/a rather longer name.text", "y", 1));
	require_content(fs.k, "/mnt/ARATHE~2.TEX", "y");
	REQUIRE_OK(kern_unlink(fs.k, "/mnt/ARATHE~1.TEX"));
	REQUIRE_ERROR(kern_access(fs.k, "/mnt/a rather long name.text", F_OK), ENOENT);
	fs_close(&fs);
}

CASE(vfat_bad_names, "bytes that FAT does not store")
{
	struct fs fs = open_image("vfat/small");
	const char *bytes = "*?<>|\":\\";
	char path[] = "/mnt/a?b";

	for (; *bytes; bytes++) {
		path[6] = *bytes;
		REQUIRE_ERROR(kern_open(fs.k, path, O_CREAT | O_WRONLY, 0644), EINVAL);
	}
	REQUIRE_OK(kern_put(fs.k, "/mnt/dot.", "x", 1));
	require_content(fs.k, "/mnt/dot", "x");
	fs_close(&fs);
}

CASE(vfat_no_links, "EPERM for links, nodes and other owners")
{
	struct fs fs = open_image("vfat/small");
	struct kern *k = fs.k;

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_ERROR(kern_link(k, "/mnt/f", "/mnt/g"), EPERM);
	REQUIRE_ERROR(kern_symlink(k, "f", "/mnt/g"), EPERM);
	REQUIRE_ERROR(kern_mknod(k, "/mnt/g", S_IFIFO | 0644, 0), EPERM);
	REQUIRE_ERROR(kern_chown(k, "/mnt/f", 1, 1), EPERM);
	REQUIRE_ERROR(kern_setxattr(k, "/mnt/f", "user.a", "x", 1, 0), EOPNOTSUPP);
	REQUIRE_OK(kern_chown(k, "/mnt/f", 0, 0));
	fs_close(&fs);
}

CASE(vfat_read_only_file, "the one bit of a mode that FAT has outlives a remount")
{
	struct fs fs = open_image("vfat/small");

	REQUIRE_OK(kern_put(fs.k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_chmod(fs.k, "/mnt/f", 0555));
	fs_remount(&fs, NULL);
	REQUIRE_EQ(0, stat_of(fs.k, "/mnt/f").st_mode & 0222);
	REQUIRE_OK(kern_chmod(fs.k, "/mnt/f", 0755));
	REQUIRE_OK(kern_put(fs.k, "/mnt/f", "y", 1));
	fs_close(&fs);
}

CASE(vfat_options, "uid, gid and masks of a mount hold for every file")
{
	struct fs fs = open_image("vfat/small");

	fs_remount(&fs, "uid=5,gid=6,fmask=0137,dmask=0027");
	REQUIRE_OK(kern_put(fs.k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_mkdir(fs.k, "/mnt/d", 0777));
	REQUIRE_EQ(5, stat_of(fs.k, "/mnt/f").st_uid);
	REQUIRE_EQ(6, stat_of(fs.k, "/mnt/f").st_gid);
	REQUIRE_EQ(S_IFREG | 0640, stat_of(fs.k, "/mnt/f").st_mode);
	REQUIRE_EQ(S_IFDIR | 0750, stat_of(fs.k, "/mnt/d").st_mode);
	fs_close(&fs);
}

CASE(vfat_utf8, "names outside ASCII, as utf8 and as Latin-1")
{
	struct fs fs = open_image("vfat/small");

	fs_remount(&fs, "utf8");
	REQUIRE_OK(kern_put(fs.k, "/mnt/\xc3\xa4\xe2\x82\xac", "euro", 4));
	REQUIRE_OK(kern_put(fs.k, "/mnt/\xc3\xa9", "accent", 6));
	fs_remount(&fs, NULL);
	require_content(fs.k, "/mnt/\xe9", "accent");
	fs_remount(&fs, "utf8");
	require_content(fs.k, "/mnt/\xc3\xa4\xe2\x82\xac", "euro");
	fs_close(&fs);
}

CASE(vfat_root_full, "a root of a fixed size fills up, other directories do not")
{
	struct fs fs = open_image("vfat/fat12");
	char path[32];
	int n, error = 0;

	REQUIRE_OK(kern_mkdir(fs.k, "/mnt/d", 0755));
	for (n = 0; n < 1000 && !error; n++) {
		snprintf(path, sizeof(path), "/mnt/F%d", n);
		error = kern_put(fs.k, path, "", 0);
	}
	REQUIRE_ERROR(error, ENOSPC);
	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof(path), "/mnt/d/F%d", i);
		REQUIRE_OK(kern_put(fs.k, path, "", 0));
	}
	fs_close(&fs);
}
