/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* FAT alone: names, attributes, sizes of its table. */
#include <linux/fs.h>
#include <linux/msdos_fs.h>

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

static int attributes(struct kern *k, const char *path)
{
	const int fd = REQUIRE_OK(kern_open(k, path, O_RDONLY));
	uint32_t bits = 0;

	REQUIRE_OK(kern_ioctl(k, fd, FAT_IOCTL_GET_ATTRIBUTES, &bits));
	REQUIRE_OK(kern_close(k, fd));
	return bits;
}

static int set_attributes(struct kern *k, const char *path, uint32_t bits)
{
	const int fd = REQUIRE_OK(kern_open(k, path, O_RDONLY));
	const int error = kern_ioctl(k, fd, FAT_IOCTL_SET_ATTRIBUTES, &bits);

	REQUIRE_OK(kern_close(k, fd));
	return error;
}

CASE(vfat_attributes, "the bits of DOS are set, read, and there after a remount")
{
	struct fs fs = open_image("vfat/small");

	REQUIRE_OK(kern_put(fs.k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_mkdir(fs.k, "/mnt/d", 0755));
	REQUIRE_EQ(ATTR_ARCH, attributes(fs.k, "/mnt/f"));
	REQUIRE_OK(set_attributes(fs.k, "/mnt/f", ATTR_RO | ATTR_HIDDEN));
	REQUIRE_OK(set_attributes(fs.k, "/mnt/d", ATTR_DIR | ATTR_SYS));
	/* What a file is can not be changed. */
	REQUIRE_OK(set_attributes(fs.k, "/mnt/d", ATTR_VOLUME | ATTR_SYS));
	REQUIRE_ERROR(set_attributes(fs.k, "/mnt", ATTR_DIR | ATTR_HIDDEN), EINVAL);
	fs_remount(&fs, NULL);
	REQUIRE_EQ(ATTR_RO | ATTR_HIDDEN, attributes(fs.k, "/mnt/f"));
	REQUIRE_EQ(ATTR_DIR | ATTR_SYS, attributes(fs.k, "/mnt/d"));
	REQUIRE_EQ(0, stat_of(fs.k, "/mnt/f").st_mode & 0222);
	REQUIRE_OK(set_attributes(fs.k, "/mnt/f", 0));
	REQUIRE_OK(kern_put(fs.k, "/mnt/f", "y", 1));
	fs_close(&fs);
}

CASE(vfat_system_files, "with sys_immutable nobody writes to a file of the system")
{
	struct fs fs = open_image("vfat/small");

	fs_remount(&fs, "sys_immutable");
	REQUIRE_OK(kern_put(fs.k, "/mnt/f", "x", 1));
	REQUIRE_OK(set_attributes(fs.k, "/mnt/f", ATTR_SYS));
	REQUIRE_ERROR(kern_open(fs.k, "/mnt/f", O_WRONLY), EPERM);
	REQUIRE_ERROR(kern_unlink(fs.k, "/mnt/f"), EPERM);
	REQUIRE_OK(set_attributes(fs.k, "/mnt/f", 0));
	REQUIRE_OK(kern_unlink(fs.k, "/mnt/f"));
	fs_close(&fs);
}

CASE(vfat_both_names, "an entry is read by both of its names at once")
{
	struct fs fs = open_image("vfat/small");
	struct __fat_dirent entry[2];
	bool seen = false;
	int fd, more;

	REQUIRE_OK(kern_put(fs.k, "/mnt/a rather long name.text", "x", 1));
	REQUIRE_OK(kern_put(fs.k, "/mnt/SHORT", "x", 1));
	fd = REQUIRE_OK(kern_open(fs.k, "/mnt", O_RDONLY | O_DIRECTORY));
	while ((more = REQUIRE_OK(kern_ioctl(fs.k, fd, VFAT_IOCTL_READDIR_BOTH, entry))) > 0) {
		if (strcmp(entry[0].d_name, "ARATHE~1.TEX"))
			continue;
		REQUIRE_STREQ("a rather long name.text", entry[1].d_name);
		seen = true;
	}
	REQUIRE(seen);
	REQUIRE_OK(kern_lseek(fs.k, fd, 0, SEEK_SET));
	REQUIRE(kern_ioctl(fs.k, fd, VFAT_IOCTL_READDIR_SHORT, entry) > 0);
	REQUIRE_OK(kern_close(fs.k, fd));
	fs_close(&fs);
}

CASE(vfat_volume, "the number of the volume, and the room that FITRIM gives back")
{
	struct fs fs = open_image("vfat/fat32");
	struct fstrim_range range = { .len = UINT64_MAX };
	uint32_t id = 0;
	int fd;

	put_pattern(fs.k, "/mnt/f", 30000);
	fd = REQUIRE_OK(kern_open(fs.k, "/mnt/f", O_RDONLY));
	REQUIRE_OK(kern_ioctl(fs.k, fd, FAT_IOCTL_GET_VOLUME_ID, &id));
	REQUIRE_EQ(0x52554d50, id); /* components/vfat/images */
	REQUIRE_OK(kern_ioctl(fs.k, fd, FITRIM, &range));
	REQUIRE(range.len > 30 << 20);
	range.len = 1;
	REQUIRE_ERROR(kern_ioctl(fs.k, fd, FITRIM, &range), EINVAL);
	REQUIRE_ERROR(kern_ioctl(fs.k, fd, _IO('r', 99), NULL), ENOTTY);
	REQUIRE_OK(kern_close(fs.k, fd));
	fs_remount(&fs, NULL);
	require_pattern_file(fs.k, "/mnt/f", 30000);
	fs_close(&fs);
}

/* The parameters of a disk of DOS 1.x are known by its size alone. */
CASE(vfat_dos1, "a floppy whose first block says nothing: dos1xfloppy")
{
	struct disk *d = disk_new(160 << 10);
	struct kern *k = kern_boot("vfat");
	static const uint8_t jump[] = { 0xeb, 0x34, 0x90 }, fat[] = { 0xfe, 0xff, 0xff };

	disk_write(d, 0, jump, sizeof(jump));
	disk_write(d, 512, fat, sizeof(fat));
	disk_write(d, 1024, fat, sizeof(fat));
	REQUIRE_ERROR(kern_mount(k, d, "/mnt", "vfat", NULL), EINVAL);
	REQUIRE_OK(kern_mount(k, d, "/mnt", "vfat", "dos1xfloppy"));
	put_pattern(k, "/mnt/F.TXT", 100000);
	REQUIRE_OK(kern_umount(k, "/mnt"));
	REQUIRE_OK(kern_mount(k, d, "/mnt", "vfat", "dos1xfloppy"));
	require_pattern_file(k, "/mnt/f.txt", 100000);
	REQUIRE_OK(kern_umount(k, "/mnt"));
	kern_halt(k);
	disk_close(d);
}

/* nfs=nostale_ro: a handle has the place of the entry in place of a number. */
struct handle {
	struct file_handle head;
	unsigned char bytes[MAX_HANDLE_SZ];
};

static struct handle handle_of(struct kern *k, const char *path)
{
	struct handle h = { .head.handle_bytes = MAX_HANDLE_SZ };
	int mount;

	REQUIRE_OK(
	    kern_call(k, KERN_NAME_TO_HANDLE_AT, AT_FDCWD, (long)path, (long)&h, (long)&mount, 0));
	return h;
}

static struct fs open_nostale(void)
{
	struct fs fs = open_image("vfat/small");

	REQUIRE_OK(kern_mkdir(fs.k, "/mnt/d", 0755));
	REQUIRE_OK(kern_mkdir(fs.k, "/mnt/d/e", 0755));
	REQUIRE_OK(kern_put(fs.k, "/mnt/d/e/f", "hello", 5));
	fs_remount(&fs, "nfs=nostale_ro");
	return fs;
}

CASE(vfat_handle_place, "a handle by place leads to the file after an unmount, read-only")
{
	struct fs fs = open_nostale();
	struct handle file = handle_of(fs.k, "/mnt/d/e/f");
	int root, fd;
	char got[5];

	fs_remount(&fs, "nfs=nostale_ro");
	root = REQUIRE_OK(kern_open(fs.k, "/mnt", O_RDONLY | O_DIRECTORY));
	fd = REQUIRE_OK(kern_call(fs.k, KERN_OPEN_BY_HANDLE_AT, root, (long)&file, O_RDONLY));
	REQUIRE_EQ(5, kern_pread(fs.k, fd, got, 5, 0));
	REQUIRE_MEMEQ("hello", got, 5);
	REQUIRE_OK(kern_close(fs.k, fd));
	REQUIRE_ERROR(kern_open(fs.k, "/mnt/d/e/f", O_WRONLY), EROFS);
	REQUIRE_OK(kern_close(fs.k, root));
	fs_close(&fs);
}

CASE(vfat_handle_folder, "so does that of a folder, from which the way up is found")
{
	struct fs fs = open_nostale();
	struct handle folder = handle_of(fs.k, "/mnt/d/e");
	int root, fd;

	fs_remount(&fs, "nfs=nostale_ro");
	root = REQUIRE_OK(kern_open(fs.k, "/mnt", O_RDONLY | O_DIRECTORY));
	EXPECT_DEFECT("vfat with nfs=nostale_ro, seen on 6.1.192: the handle of a folder below "
		      "another is ESTALE once neither is cached");
	fd = REQUIRE_OK(
	    kern_call(fs.k, KERN_OPEN_BY_HANDLE_AT, root, (long)&folder, O_RDONLY | O_DIRECTORY));
	REQUIRE_OK(kern_call(fs.k, KERN_FCHDIR, fd));
	require_content(fs.k, "../e/f", "hello");
	atf_tc_expect_pass();
	fs_close(&fs);
}
