/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Btrfs alone: subvolumes, and what its ioctls do to all that is there. */
#include <linux/btrfs.h>
#include <linux/btrfs_tree.h>
#include <linux/fiemap.h>
#include <linux/fs.h>
#include <stdlib.h>

#include "cases/fs/fs_util.h"

static struct fs open_small(void)
{
	return fs_open(component_find("btrfs"), NULL);
}

static int open_folder(struct kern *k, const char *path)
{
	return REQUIRE_OK(kern_open(k, path, O_RDONLY | O_DIRECTORY));
}

static int on_folder(struct kern *k, const char *path, unsigned long request, void *arg)
{
	const int fd = open_folder(k, path);
	const int error = kern_ioctl(k, fd, request, arg);

	REQUIRE_OK(kern_close(k, fd));
	return error;
}

static void subvolume(struct kern *k, const char *name)
{
	struct btrfs_ioctl_vol_args_v2 args = { 0 };

	strcpy(args.name, name);
	REQUIRE_OK(on_folder(k, "/mnt", BTRFS_IOC_SUBVOL_CREATE_V2, &args));
}

static int snapshot(struct kern *k, const char *from, const char *name, uint64_t flags)
{
	struct btrfs_ioctl_vol_args_v2 args = { .flags = flags };
	int error;

	strcpy(args.name, name);
	args.fd = open_folder(k, from);
	error = on_folder(k, "/mnt", BTRFS_IOC_SNAP_CREATE_V2, &args);
	REQUIRE_OK(kern_close(k, args.fd));
	return error;
}

static void fill(struct kern *k, const char *folder)
{
	char path[128], other[128];

	for (int i = 0; i < 30; i++) {
		snprintf(path, sizeof(path), "%s/%d", folder, i);
		put_pattern(k, path, 3000 * i);
		REQUIRE_OK(kern_setxattr(k, path, "user.a", "value", 5, 0));
	}
	snprintf(other, sizeof(other), "%s/d", folder);
	REQUIRE_OK(kern_mkdir(k, other, 0755));
	snprintf(other, sizeof(other), "%s/d/link", folder);
	REQUIRE_OK(kern_link(k, path, other));
	snprintf(other, sizeof(other), "%s/symlink", folder);
	REQUIRE_OK(kern_symlink(k, "there", other));
	snprintf(other, sizeof(other), "%s/fifo", folder);
	REQUIRE_OK(kern_mknod(k, other, S_IFIFO | 0600, 0));
}

static void require_filled(struct kern *k, const char *folder)
{
	char path[128];

	for (int i = 0; i < 30; i++) {
		snprintf(path, sizeof(path), "%s/%d", folder, i);
		require_pattern_file(k, path, 3000 * i);
	}
}

CASE(btrfs_snapshot, "a snapshot stays as it is while its subvolume goes on")
{
	struct fs fs = open_small();
	struct btrfs_ioctl_vol_args gone = { 0 };
	uint64_t flags = 0;

	subvolume(fs.k, "vol");
	fill(fs.k, "/mnt/vol");
	REQUIRE_OK(snapshot(fs.k, "/mnt/vol", "snap", 0));
	REQUIRE_OK(snapshot(fs.k, "/mnt/vol", "fixed", BTRFS_SUBVOL_RDONLY));
	REQUIRE_ERROR(snapshot(fs.k, "/mnt/vol", "snap", 0), EEXIST);
	REQUIRE_OK(kern_put(fs.k, "/mnt/vol/5", "other", 5));
	REQUIRE_OK(kern_unlink(fs.k, "/mnt/vol/6"));
	REQUIRE_ERROR(kern_put(fs.k, "/mnt/fixed/5", "x", 1), EROFS);
	REQUIRE_OK(on_folder(fs.k, "/mnt/fixed", BTRFS_IOC_SUBVOL_GETFLAGS, &flags));
	REQUIRE_EQ(BTRFS_SUBVOL_RDONLY, flags);
	fs_remount(&fs, NULL);
	require_filled(fs.k, "/mnt/snap");
	require_filled(fs.k, "/mnt/fixed");
	require_content(fs.k, "/mnt/vol/5", "other");
	strcpy(gone.name, "vol");
	REQUIRE_OK(on_folder(fs.k, "/mnt", BTRFS_IOC_SNAP_DESTROY, &gone));
	settle(&fs);
	fs_remount(&fs, NULL);
	REQUIRE_ERROR(kern_access(fs.k, "/mnt/vol", F_OK), ENOENT);
	require_filled(fs.k, "/mnt/snap");
	flags = 0;
	REQUIRE_OK(on_folder(fs.k, "/mnt/fixed", BTRFS_IOC_SUBVOL_SETFLAGS, &flags));
	REQUIRE_OK(kern_put(fs.k, "/mnt/fixed/5", "x", 1));
	fs_close(&fs);
}

/* The stream goes to a file of the kernel's root; how long it is. */
static uint64_t send(struct kern *k, const char *snapshot, uint64_t parent, uint64_t flags)
{
	struct btrfs_ioctl_send_args args = { .parent_root = parent, .flags = flags };
	char magic[13] = "";
	struct stat st;

	args.send_fd = REQUIRE_OK(kern_open(k, "/stream", O_CREAT | O_TRUNC | O_RDWR, 0600));
	REQUIRE_OK(on_folder(k, snapshot, BTRFS_IOC_SEND, &args));
	REQUIRE_EQ(13, kern_pread(k, args.send_fd, magic, 13, 0));
	REQUIRE_MEMEQ("btrfs-stream", magic, 13);
	REQUIRE_OK(kern_fstat(k, args.send_fd, &st));
	REQUIRE_OK(kern_close(k, args.send_fd));
	return st.st_size;
}

static uint64_t id_of(struct kern *k, const char *path)
{
	struct btrfs_ioctl_ino_lookup_args args = { .objectid = BTRFS_FIRST_FREE_OBJECTID };

	REQUIRE_OK(on_folder(k, path, BTRFS_IOC_INO_LOOKUP, &args));
	return args.treeid;
}

CASE(btrfs_send, "a stream of all of a snapshot, and one of what came since another")
{
	struct fs fs = open_small();
	struct kern *k = fs.k;
	uint64_t all, since;

	subvolume(k, "vol");
	fill(k, "/mnt/vol");
	REQUIRE_OK(snapshot(k, "/mnt/vol", "first", BTRFS_SUBVOL_RDONLY));
	REQUIRE_OK(kern_rename(k, "/mnt/vol/1", "/mnt/vol/d/renamed"));
	REQUIRE_OK(kern_rename(k, "/mnt/vol/d", "/mnt/vol/e"));
	REQUIRE_OK(kern_unlink(k, "/mnt/vol/2"));
	REQUIRE_OK(kern_link(k, "/mnt/vol/3", "/mnt/vol/e/another"));
	REQUIRE_OK(kern_mkdir(k, "/mnt/vol/new", 0700));
	REQUIRE_OK(kern_rename(k, "/mnt/vol/e", "/mnt/vol/new/e"));
	REQUIRE_OK(kern_truncate(k, "/mnt/vol/20", 100));
	REQUIRE_OK(kern_chmod(k, "/mnt/vol/4", 0400));
	REQUIRE_OK(kern_chown(k, "/mnt/vol/4", 5, 6));
	REQUIRE_OK(kern_setxattr(k, "/mnt/vol/7", "user.a", "other", 5, 0));
	REQUIRE_OK(kern_removexattr(k, "/mnt/vol/8", "user.a"));
	REQUIRE_OK(kern_put(k, "/mnt/vol/9", "short", 5));
	REQUIRE_OK(snapshot(k, "/mnt/vol", "second", BTRFS_SUBVOL_RDONLY));
	all = send(k, "/mnt/first", 0, 0);
	REQUIRE(all > 1300000); /* 3000 * (0 + ... + 29) */
	since = send(k, "/mnt/second", id_of(k, "/mnt/first"), 0);
	REQUIRE(since > 100);
	REQUIRE(since < 20000);
	REQUIRE(send(k, "/mnt/first", 0, BTRFS_SEND_FLAG_NO_FILE_DATA) < all / 10);
	fs_close(&fs);
}

/* The small image at the start of a disk that has room for a chunk more of each kind, and
 * is larger than what no file system may be made smaller than. */
#define LARGE (320ull << 20)

static struct kern *open_large(struct disk **d)
{
	struct disk *small = disk_open("btrfs/small");
	struct btrfs_ioctl_vol_args args = { .name = "max" };
	struct kern *k = kern_boot("btrfs");

	*d = disk_new(LARGE);
	disk_write(*d, 0, small->data, small->size);
	disk_close(small);
	REQUIRE_OK(kern_mount(k, *d, "/mnt", "btrfs", NULL));
	REQUIRE_OK(on_folder(k, "/mnt", BTRFS_IOC_RESIZE, &args));
	return k;
}

static void close_large(struct kern *k, struct disk *d)
{
	REQUIRE_OK(kern_umount(k, "/mnt"));
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
	disk_close(d);
}

CASE(btrfs_balance, "all that is there is written to another place, and reads as before")
{
	struct disk *d;
	struct kern *k = open_large(&d);
	struct btrfs_ioctl_balance_args args = {
		.flags = BTRFS_BALANCE_DATA | BTRFS_BALANCE_METADATA | BTRFS_BALANCE_SYSTEM |
		         BTRFS_BALANCE_FORCE,
	};

	subvolume(k, "vol");
	fill(k, "/mnt/vol");
	REQUIRE_OK(snapshot(k, "/mnt/vol", "snap", 0));
	REQUIRE_OK(kern_sync(k));
	REQUIRE_OK(on_folder(k, "/mnt", BTRFS_IOC_BALANCE_V2, &args));
	REQUIRE_EQ(args.stat.expected, args.stat.completed);
	REQUIRE(args.stat.completed > 1);
	REQUIRE_OK(kern_umount(k, "/mnt"));
	REQUIRE_OK(kern_mount(k, d, "/mnt", "btrfs", NULL));
	require_filled(k, "/mnt/vol");
	require_filled(k, "/mnt/snap");
	close_large(k, d);
}

/* A block of the disk that holds this content. */
static uint64_t find_block(struct disk *d, const char *want)
{
	char got[4096];

	for (uint64_t at = 0; at < d->size; at += sizeof(got)) {
		disk_read(d, at, got, sizeof(got));
		if (memcmp(got, want, sizeof(got)) == 0)
			return at;
	}
	atf_tc_fail("no block of the disk has what was written");
}

static void flip(struct disk *d, uint64_t at)
{
	uint8_t byte;

	disk_read(d, at, &byte, 1);
	byte ^= 1;
	disk_write(d, at, &byte, 1);
}

CASE(btrfs_scrub, "all checksums are read and good; a damaged block is found")
{
	struct fs fs = open_small();
	struct btrfs_ioctl_scrub_args args = { .devid = 1, .end = UINT64_MAX };
	char want[4096];
	uint64_t at;

	kern_need_embedded(fs.k);
	fill(fs.k, "/mnt");
	REQUIRE_OK(kern_sync(fs.k));
	REQUIRE_OK(on_folder(fs.k, "/mnt", BTRFS_IOC_SCRUB, &args));
	REQUIRE_EQ(0, args.progress.csum_errors + args.progress.verify_errors);
	REQUIRE_EQ(0, args.progress.read_errors + args.progress.super_errors);
	REQUIRE(args.progress.data_bytes_scrubbed >= 1300000 - 30 * 4096);
	REQUIRE(args.progress.tree_bytes_scrubbed > 0);
	pattern(want, sizeof(want), 8192);
	at = find_block(fs.disk, want);
	flip(fs.disk, at);
	memset(&args.progress, 0, sizeof(args.progress));
	REQUIRE_OK(on_folder(fs.k, "/mnt", BTRFS_IOC_SCRUB, &args));
	REQUIRE_EQ(1, args.progress.csum_errors);
	REQUIRE_EQ(1, args.progress.uncorrectable_errors);
	flip(fs.disk, at);
	args.devid = 2;
	REQUIRE_ERROR(on_folder(fs.k, "/mnt", BTRFS_IOC_SCRUB, &args), ENODEV);
	REQUIRE_ERROR(on_folder(fs.k, "/mnt", BTRFS_IOC_SCRUB_CANCEL, NULL), ENOTCONN);
	fs_close(&fs);
}

static unsigned pieces(struct kern *k, int fd)
{
	struct fiemap map = { .fm_length = FIEMAP_MAX_OFFSET, .fm_flags = FIEMAP_FLAG_SYNC };

	REQUIRE_OK(kern_ioctl(k, fd, FS_IOC_FIEMAP, &map));
	return map.fm_mapped_extents;
}

CASE(btrfs_defragment, "a file of many pieces becomes one of fewer, with its content")
{
	struct fs fs = open_small();
	struct btrfs_ioctl_defrag_range_args args = {
		.len = UINT64_MAX,
		.flags = BTRFS_DEFRAG_RANGE_START_IO,
	};
	int fd = REQUIRE_OK(kern_open(fs.k, "/mnt/f", O_CREAT | O_RDWR, 0644));

	for (int i = 63; i >= 0; i--) {
		write_pattern(fs.k, fd, i * 4096, 4096);
		REQUIRE_OK(kern_fsync(fs.k, fd));
	}
	REQUIRE(pieces(fs.k, fd) > 32);
	REQUIRE_OK(kern_ioctl(fs.k, fd, BTRFS_IOC_DEFRAG_RANGE, &args));
	REQUIRE(pieces(fs.k, fd) < 4);
	REQUIRE_OK(kern_close(fs.k, fd));
	fs_remount(&fs, NULL);
	require_pattern_file(fs.k, "/mnt/f", 64 * 4096);
	fs_close(&fs);
}

CASE(btrfs_qgroups, "a limit of a subvolume holds")
{
	struct fs fs = open_small();
	struct kern *k = fs.k;
	struct btrfs_ioctl_quota_ctl_args on = { .cmd = BTRFS_QUOTA_CTL_ENABLE };
	struct btrfs_ioctl_qgroup_create_args group = { .create = 1, .qgroupid = 1ull << 48 | 7 };
	struct btrfs_ioctl_qgroup_limit_args limit = { 0 };
	struct btrfs_ioctl_qgroup_assign_args assign = { .assign = 1, .dst = 1ull << 48 | 7 };
	char *data = calloc(1, 1 << 20);

	subvolume(k, "vol");
	REQUIRE_OK(on_folder(k, "/mnt", BTRFS_IOC_QUOTA_CTL, &on));
	REQUIRE_OK(on_folder(k, "/mnt", BTRFS_IOC_QUOTA_RESCAN_WAIT, NULL));
	REQUIRE_OK(on_folder(k, "/mnt", BTRFS_IOC_QGROUP_CREATE, &group));
	assign.src = id_of(k, "/mnt/vol");
	REQUIRE(on_folder(k, "/mnt", BTRFS_IOC_QGROUP_ASSIGN, &assign) >= 0);
	limit.qgroupid = id_of(k, "/mnt/vol");
	limit.lim.flags = BTRFS_QGROUP_LIMIT_MAX_RFER;
	limit.lim.max_rfer = 512 << 10;
	REQUIRE_OK(on_folder(k, "/mnt", BTRFS_IOC_QGROUP_LIMIT, &limit));
	REQUIRE_ERROR(kern_put(k, "/mnt/vol/large", data, 1 << 20), EDQUOT);
	REQUIRE_OK(kern_put(k, "/mnt/large", data, 1 << 20));
	REQUIRE_OK(snapshot(k, "/mnt/vol", "snap", 0));
	on.cmd = BTRFS_QUOTA_CTL_DISABLE;
	REQUIRE_OK(on_folder(k, "/mnt", BTRFS_IOC_QUOTA_CTL, &on));
	REQUIRE_OK(kern_put(k, "/mnt/vol/large", data, 1 << 20));
	free(data);
	fs_close(&fs);
}

CASE(btrfs_resize, "a file system gets smaller while it is mounted, and larger again")
{
	struct disk *d;
	struct kern *k = open_large(&d);
	struct btrfs_ioctl_vol_args args = { .name = "1:-32M" };
	struct statfs st = { 0 };

	fill(k, "/mnt");
	REQUIRE_OK(on_folder(k, "/mnt", BTRFS_IOC_RESIZE, &args));
	REQUIRE_OK(kern_statfs(k, "/mnt", &st));
	REQUIRE_EQ(LARGE - (32 << 20), st.f_blocks * st.f_bsize);
	require_filled(k, "/mnt");
	strcpy(args.name, "max");
	REQUIRE_OK(on_folder(k, "/mnt", BTRFS_IOC_RESIZE, &args));
	REQUIRE_OK(kern_statfs(k, "/mnt", &st));
	REQUIRE_EQ(LARGE, st.f_blocks * st.f_bsize);
	strcpy(args.name, "1:many");
	REQUIRE_ERROR(on_folder(k, "/mnt", BTRFS_IOC_RESIZE, &args), EINVAL);
	close_large(k, d);
}
