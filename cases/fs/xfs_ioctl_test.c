/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* XFS alone: what its ioctls do, ioctl_xfs(2) and the man pages that it names. */
#include <linux/fs.h>
#include <stdlib.h>

#include "cases/fs/fs_util.h"

/* XFS_IOC_SCRUB_METADATA: ioctl_xfs_scrub_metadata(2). */
struct scrub {
	uint32_t type, flags;
	uint64_t ino;
	uint32_t gen, agno;
	uint64_t reserved[5];
};
#define IOC_SCRUB _IOWR('X', 60, struct scrub)

enum { SCRUB_AGS = 1, SCRUB_FILES = 11, SCRUB_WHOLE = 19, SCRUB_TYPES = 25 };
/* Damaged, could not be compared, does not agree with others, was not looked at whole. */
#define SCRUB_BAD (1u << 1 | 1u << 3 | 1u << 4 | 1u << 5)

/* ioctl_xfs_fsgeometry(2), version 4. */
struct geometry {
	uint32_t blocksize, rtextsize, agblocks, agcount, logblocks, sectsize, inodesize, imaxpct;
	uint64_t datablocks, rtblocks, rtextents, logstart;
	uint8_t uuid[16];
	uint32_t sunit, swidth;
	int32_t version;
	uint32_t flags, logsectsize, rtsectsize, dirblocksize, logsunit;
};
#define IOC_GEOMETRY _IOR('X', 124, struct geometry)

/* ioctl_xfs_bulkstat(2), ioctl_xfs_inumbers(2). */
struct bulk_head {
	uint64_t ino;
	uint32_t flags, icount, ocount, agno;
	uint64_t reserved[5];
};
struct bulk_stat {
	uint64_t ino, size, blocks, xflags;
	int64_t atime, mtime, ctime, btime;
	uint32_t gen, uid, gid, projid, atime_ns, mtime_ns, ctime_ns, btime_ns;
	uint32_t blksize, rdev, cowextsize, extsize, nlink, extents, aextents;
	uint16_t version, forkoff, sick, checked, mode, pad;
	uint64_t extents64, reserved[6];
};
struct numbers {
	uint64_t start, mask;
	uint8_t count, version, padding[6];
};
#define IOC_BULKSTAT _IOR('X', 127, struct bulk_head)
#define IOC_INUMBERS _IOR('X', 128, struct bulk_head)

struct growth {
	uint64_t blocks;
	uint32_t imaxpct;
};
#define IOC_GROW _IOW('X', 110, struct growth)

#define FILES 60

static void fill(struct kern *k)
{
	char path[300], value[3000];

	memset(value, 'v', sizeof(value));
	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	for (int i = 0; i < FILES; i++) {
		snprintf(path, sizeof(path), "/mnt/d/%0*d", 20 + i, i);
		put_pattern(k, path, 5000 * (i % 4));
		if (i % 3 == 0)
			REQUIRE_OK(kern_setxattr(k, path, "user.large", value, 30 * i, 0));
	}
	memset(path, 'p', sizeof(path) - 1);
	path[sizeof(path) - 1] = '\0';
	REQUIRE_OK(kern_symlink(k, "here", "/mnt/short"));
	REQUIRE_OK(kern_symlink(k, path, "/mnt/long"));
}

/* A file of many extents: every other block of it is a hole. */
static void put_holes(struct kern *k, const char *path)
{
	const int fd = REQUIRE_OK(kern_open(k, path, O_CREAT | O_WRONLY, 0644));

	for (int i = 0; i < 300; i++)
		REQUIRE_EQ(1, kern_pwrite(k, fd, "x", 1, i * 8192));
	REQUIRE_OK(kern_close(k, fd));
}

/* ENOENT: there is nothing of the kind.  Of other things it says that they are well. */
static int scrub(struct kern *k, int fd, uint32_t type, uint32_t agno)
{
	struct scrub s = { .type = type, .agno = agno };
	const int error = kern_ioctl(k, fd, IOC_SCRUB, &s);

	if (!error && (s.flags & SCRUB_BAD))
		atf_tc_fail("scrub of type %u, group %u: flags %#x", type, agno, s.flags);
	return error;
}

static void scrub_path(struct kern *k, const char *path)
{
	const int fd = REQUIRE_OK(kern_open(k, path, O_RDONLY));

	for (uint32_t type = SCRUB_FILES; type < SCRUB_WHOLE; type++) {
		const int error = scrub(k, fd, type, 0);

		if (error)
			REQUIRE_ERROR(error, ENOENT);
	}
	REQUIRE_OK(kern_close(k, fd));
}

static void scrub_all(const char *component)
{
	struct fs fs = fs_open(component_find(component), NULL);
	struct kern *k = fs.k;
	struct geometry g = { 0 };
	char path[128];
	int root;

	kern_need_embedded(k);
	fill(k);
	put_holes(k, "/mnt/holes");
	root = REQUIRE_OK(kern_open(k, "/mnt", O_RDONLY | O_DIRECTORY));
	REQUIRE_OK(kern_ioctl(k, root, IOC_GEOMETRY, &g));
	REQUIRE(g.agcount > 0);
	REQUIRE_OK(scrub(k, root, 0, 0));
	for (uint32_t type = SCRUB_AGS; type < SCRUB_FILES; type++) {
		for (uint32_t ag = 0; ag < g.agcount; ag++) {
			const int error = scrub(k, root, type, ag);

			if (error)
				REQUIRE_ERROR(error, ENOENT);
		}
		REQUIRE_ERROR(scrub(k, root, type, g.agcount), ENOENT, EINVAL);
	}
	for (uint32_t type = SCRUB_WHOLE; type < SCRUB_TYPES; type++) {
		const int error = scrub(k, root, type, 0);

		if (error)
			REQUIRE_ERROR(error, ENOENT);
	}
	REQUIRE_ERROR(scrub(k, root, SCRUB_TYPES, 0), ENOENT);
	scrub_path(k, "/mnt");
	scrub_path(k, "/mnt/d");
	scrub_path(k, "/mnt/holes");
	for (int i = 0; i < FILES; i += 3) {
		snprintf(path, sizeof(path), "/mnt/d/%0*d", 20 + i, i);
		scrub_path(k, path);
	}
	REQUIRE_OK(kern_close(k, root));
	fs_close(&fs);
}

CASE(xfs_scrub, "what was just written is found to be well, all of it")
{
	scrub_all("xfs");
}

CASE(xfs_quota_scrub, "and so is what counts who has what")
{
	scrub_all("xfs_quota");
}

CASE(xfs_large_scrub, "and so are blocks of directories larger than those of files")
{
	scrub_all("xfs_large");
}

CASE(xfs_scrub_damaged, "a block that does not fit its checksum is found")
{
	struct fs fs = fs_open(component_find("xfs"), NULL);
	struct scrub s = { .type = 3 }; /* free blocks of the group that are at hand */
	const int fd = REQUIRE_OK(kern_open(fs.k, "/mnt", O_RDONLY | O_DIRECTORY));
	uint8_t byte;

	kern_need_embedded(fs.k);
	disk_read(fs.disk, 3 * 512 + 100, &byte, 1);
	byte ^= 1;
	disk_write(fs.disk, 3 * 512 + 100, &byte, 1);
	REQUIRE_OK(kern_ioctl(fs.k, fd, IOC_SCRUB, &s));
	REQUIRE(s.flags & SCRUB_BAD);
	kern_splat_clear(fs.k);
	REQUIRE_OK(kern_close(fs.k, fd));
	byte ^= 1;
	disk_write(fs.disk, 3 * 512 + 100, &byte, 1);
	fs_close(&fs);
}

CASE(xfs_bulkstat, "all files are told of by number, with what stat says of them")
{
	struct fs fs = fs_open(component_find("xfs"), NULL);
	struct {
		struct bulk_head head;
		struct bulk_stat of[16];
	} bulk = { .head.icount = 16 };
	struct stat st;
	int root, found = 0, all = 0;

	fill(fs.k);
	st = stat_of(fs.k, "/mnt/d");
	root = REQUIRE_OK(kern_open(fs.k, "/mnt", O_RDONLY | O_DIRECTORY));
	do {
		REQUIRE_OK(kern_ioctl(fs.k, root, IOC_BULKSTAT, &bulk));
		for (unsigned i = 0; i < bulk.head.ocount; i++) {
			all++;
			if (bulk.of[i].ino != st.st_ino)
				continue;
			found++;
			REQUIRE_EQ(st.st_mode, bulk.of[i].mode);
			REQUIRE_EQ(st.st_size, (off_t)bulk.of[i].size);
			REQUIRE_EQ(st.st_nlink, bulk.of[i].nlink);
			REQUIRE_EQ(st.st_mtime, bulk.of[i].mtime);
		}
	} while (bulk.head.ocount);
	REQUIRE_EQ(1, found);
	REQUIRE_EQ(FILES + 4, all); /* root, folder, two links */
	REQUIRE_OK(kern_close(fs.k, root));
	fs_close(&fs);
}

CASE(xfs_inumbers, "chunks of inodes are told of, with so many in use as there are files")
{
	struct fs fs = fs_open(component_find("xfs"), NULL);
	struct {
		struct bulk_head head;
		struct numbers of[2];
	} bulk = { .head.icount = 2 };
	unsigned used = 0, bits = 0;
	int root;

	fill(fs.k);
	root = REQUIRE_OK(kern_open(fs.k, "/mnt", O_RDONLY | O_DIRECTORY));
	do {
		REQUIRE_OK(kern_ioctl(fs.k, root, IOC_INUMBERS, &bulk));
		for (unsigned i = 0; i < bulk.head.ocount; i++) {
			used += bulk.of[i].count;
			bits += __builtin_popcountll(bulk.of[i].mask);
		}
	} while (bulk.head.ocount);
	REQUIRE_EQ(bits, used);
	REQUIRE(used >= FILES + 4);
	REQUIRE_OK(kern_close(fs.k, root));
	fs_close(&fs);
}

CASE(xfs_grows, "a file system grows while it is mounted, and can be filled to its new end")
{
	struct disk *small = disk_open("xfs/small"), *d = disk_new(2 * small->size);
	struct kern *k = kern_boot("xfs");
	struct statfs before = { 0 }, after = { 0 };
	struct growth growth = { .blocks = d->size / 4096, .imaxpct = 25 };
	int root;

	disk_write(d, 0, small->data, small->size);
	REQUIRE_OK(kern_mount(k, d, "/mnt", "xfs", NULL));
	REQUIRE_OK(kern_statfs(k, "/mnt", &before));
	root = REQUIRE_OK(kern_open(k, "/mnt", O_RDONLY | O_DIRECTORY));
	REQUIRE_OK(kern_ioctl(k, root, IOC_GROW, &growth));
	growth.blocks = UINT64_MAX / 4096;
	REQUIRE_ERROR(kern_ioctl(k, root, IOC_GROW, &growth), EFBIG, EIO, EINVAL);
	REQUIRE_OK(kern_close(k, root));
	REQUIRE_OK(kern_statfs(k, "/mnt", &after));
	REQUIRE(after.f_blocks > before.f_blocks + small->size / 4096 / 2);
	put_pattern(k, "/mnt/f", before.f_blocks * before.f_bsize);
	REQUIRE_OK(kern_umount(k, "/mnt"));
	REQUIRE_OK(kern_mount(k, d, "/mnt", "xfs", NULL));
	require_pattern_file(k, "/mnt/f", before.f_blocks * before.f_bsize);
	REQUIRE_OK(kern_umount(k, "/mnt"));
	kern_halt(k);
	disk_close(small);
	disk_close(d);
}
