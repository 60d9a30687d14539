/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Directory records of ISO 9660 that makers of today seldom write: sections of a file,
 * hidden and associated files, what Acorn added, and High Sierra.  Cases write the root
 * directory of an image anew.  Formats: ECMA-119, 8.4 and 9.1; for High Sierra
 * include/uapi/linux/iso_fs.h.
 */
#include <sys/mount.h>

#include "cases/fs/tree_util.h"

#define SECTOR 2048
#define DESCRIPTOR (16 * SECTOR) /* the primary volume descriptor */
#define ROOT 156                 /* the root's record in it; High Sierra: */
#define SIERRA_ROOT 180

enum { HIDDEN = 1, DIRECTORY = 2, ASSOCIATED = 4, MORE = 0x80 };

struct record {
	const char *name; /* "" and "\1": the directory and its parent */
	uint32_t extent;  /* in sectors */
	uint32_t size;
	uint8_t flags;
	const uint8_t *system_use; /* 32 bytes, or NULL */
};

/* A number in both orders. */
static void put_both(uint8_t *p, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		p[i] = p[7 - i] = value >> (8 * i);
}

/* Returns the length of the record. */
static size_t put_record(uint8_t *p, const struct record *r, bool sierra)
{
	const size_t name_len = *r->name ? strlen(r->name) : 1;
	size_t len = (33 + name_len + 1) & ~(size_t)1;

	put_both(p + 2, r->extent);
	put_both(p + 10, r->size);
	p[sierra ? 24 : 25] = r->flags;
	p[28] = p[31] = 1; /* the volume */
	p[32] = name_len;
	memcpy(p + 33, r->name, name_len);
	if (r->system_use) {
		memcpy(p + len, r->system_use, 32);
		len += 32;
	}
	return p[0] = len;
}

/* The number at an offset of a disk, of the lower order first. */
static uint32_t number(struct disk *d, uint64_t at)
{
	uint8_t p[4];

	disk_read(d, at, p, sizeof(p));
	return p[0] | p[1] << 8 | p[2] << 16 | (uint32_t)p[3] << 24;
}

/* Where the file begins, by its record in the root. */
static uint32_t extent_of(struct disk *d, const char *name)
{
	const uint64_t root = (uint64_t)number(d, DESCRIPTOR + ROOT + 2) * SECTOR;
	uint8_t dir[SECTOR];
	size_t at = 0;

	disk_read(d, root, dir, sizeof(dir));
	while (dir[at + 32] != strlen(name) || memcmp(dir + at + 33, name, strlen(name)) != 0) {
		REQUIRE(dir[at] != 0);
		at += dir[at];
	}
	return number(d, root + at + 2);
}

static void write_root(struct disk *d, const struct record *r, size_t n, bool sierra)
{
	const uint32_t root = number(d, DESCRIPTOR + ROOT + 2);
	uint8_t dir[SECTOR] = { 0 };
	size_t at = 0;

	at += put_record(dir, &(struct record){ "", root, SECTOR, DIRECTORY, NULL }, sierra);
	at += put_record(dir + at, &(struct record){ "\1", root, SECTOR, DIRECTORY, NULL }, sierra);
	for (size_t i = 0; i < n; i++)
		at += put_record(dir + at, &r[i], sierra);
	disk_write(d, (uint64_t)root * SECTOR, dir, sizeof(dir));
}

static struct kern *mounted(struct disk *d, const char *options)
{
	struct kern *k = kern_boot("iso9660");

	REQUIRE_OK(kern_mount_flags(k, d, "/mnt", "iso9660", MS_RDONLY, options));
	return k;
}

static void done(struct kern *k)
{
	REQUIRE_OK(kern_umount(k, "/mnt"));
	kern_halt(k);
}

static int count(void *arg, const struct kern_dirent *d)
{
	(void)d;
	++*(int *)arg;
	return 0;
}

/* How many names the root shows, with "." and "..". */
static int names(struct kern *k)
{
	int n = 0;

	REQUIRE_OK(kern_readdir(k, "/mnt", count, &n));
	return n;
}

CASE(iso_sections, "interchange level 3: a file of three sections, far from each other")
{
	struct disk *d = disk_open("iso9660/tree");
	const uint32_t file = extent_of(d, "FILE.;1"), away = extent_of(d, "ZIPPED.;1");
	const uint32_t size = 1000 * TREE_LINE, first = 2 * SECTOR, second = SECTOR;
	const struct record r[] = {
		{ "FILE.;1", file, first, MORE, NULL },
		{ "FILE.;1", away, second, MORE, NULL },
		{ "FILE.;1", away + 4, size - first - second, 0, NULL },
		{ "ONE.;1", file, TREE_LINE, 0, NULL },
	};
	uint8_t bytes[1000 * TREE_LINE];
	struct kern *k;

	disk_read(d, (uint64_t)file * SECTOR, bytes, size);
	disk_write(d, (uint64_t)away * SECTOR, bytes + first, second);
	disk_write(d, (uint64_t)(away + 4) * SECTOR, bytes + first + second, r[2].size);
	memset(bytes, 'x', sizeof(bytes));
	disk_write(d, (uint64_t)file * SECTOR + first, bytes, size - first);
	write_root(d, r, 4, false);
	k = mounted(d, "norock,nojoliet");
	REQUIRE_EQ(size, stat_of(k, "/mnt/file").st_size);
	require_lines(k, "/mnt/file", 1000);
	require_lines(k, "/mnt/one", 1);
	REQUIRE_EQ(4, names(k));
	done(k);
	disk_close(d);
}

CASE(iso_too_many_sections, "more than a hundred sections: no more are read, and nothing breaks")
{
	struct disk *d = disk_open("iso9660/tree");
	const uint32_t root = number(d, DESCRIPTOR + ROOT + 2);
	uint8_t dir[3 * SECTOR] = { 0 };
	struct record r = { "F", extent_of(d, "FILE.;1"), SECTOR, MORE, NULL };
	char got[SECTOR];
	struct kern *k;
	size_t at = 0;
	int fd;

	at += put_record(dir, &(struct record){ "", root, 3 * SECTOR, DIRECTORY, NULL }, false);
	at += put_record(dir + at, &(struct record){ "\1", root, SECTOR, DIRECTORY, NULL }, false);
	for (int i = 0; i < 110; i++) {
		if (at % SECTOR + 34 > SECTOR)
			at += SECTOR - at % SECTOR;
		r.flags = i < 109 ? MORE : 0;
		at += put_record(dir + at, &r, false);
	}
	/* What follows the root is of no use here. */
	disk_write(d, (uint64_t)root * SECTOR, dir, sizeof(dir));
	disk_write(d, DESCRIPTOR + ROOT + 10, dir + 10, 8);
	k = mounted(d, "norock,nojoliet");
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));
	REQUIRE_EQ(SECTOR, kern_pread(k, fd, got, SECTOR, 0));
	REQUIRE_MEMEQ("line 0000000\n", got, TREE_LINE);
	REQUIRE_EQ(101 * SECTOR, stat_of(k, "/mnt/f").st_size);
	REQUIRE_OK(kern_close(k, fd));
	done(k);
	disk_close(d);
}

/* Which of a hidden and an associated file are there. */
static void see(struct disk *d, const char *options, bool hidden, bool associated)
{
	struct kern *k = mounted(d, options);

	REQUIRE_EQ(hidden ? 0 : -ENOENT, kern_access(k, "/mnt/hidden", F_OK));
	REQUIRE_EQ(associated ? 0 : -ENOENT, kern_access(k, "/mnt/fork", F_OK));
	REQUIRE_EQ(3 + hidden + associated, names(k));
	done(k);
}

CASE(iso_hidden, "hidden files are seen unless hide, associated ones if showassoc")
{
	struct disk *d = disk_open("iso9660/tree");
	const uint32_t file = extent_of(d, "FILE.;1");
	const struct record r[] = {
		{ "FORK.;1", file, 13, ASSOCIATED, NULL },
		{ "HIDDEN.;1", file, 13, HIDDEN, NULL },
		{ "ONE.;1", file, 13, 0, NULL },
	};

	write_root(d, r, 3, false);
	see(d, "norock,nojoliet", true, false);
	see(d, "norock,nojoliet,hide", false, false);
	see(d, "norock,nojoliet,showassoc", true, true);
	see(d, "norock,nojoliet,unhide", true, true);
	disk_close(d);
}

CASE(iso_acorn, "map=acorn: a file's type becomes part of its name, and \"!\" its first letter")
{
	/* At 10 the load address 0xfffFEB00, whose middle is the type; at 19 a flag. */
	static const uint8_t typed[32] = { "ARCHIMEDES\0\xeb\xff\xff" };
	static const uint8_t bang[32] = { "ARCHIMEDES\0\0\0\0\0\0\0\0\0\1" };
	static const uint8_t other[32] = { "SOMEBODYELSE" };
	struct disk *d = disk_open("iso9660/tree");
	const uint32_t file = extent_of(d, "FILE.;1");
	const struct record r[] = {
		{ "OTHER.;1", file, TREE_LINE, 0, other },
		{ "PLAIN.;1", file, TREE_LINE, 0, NULL },
		{ "TYPED.;1", file, TREE_LINE, 0, typed },
		{ "_BOOT.;1", file, TREE_LINE, 0, bang },
	};
	struct kern *k;

	write_root(d, r, 4, false);
	k = mounted(d, "norock,nojoliet,map=acorn");
	require_lines(k, "/mnt/other", 1);
	require_lines(k, "/mnt/plain", 1);
	require_lines(k, "/mnt/typed,feb", 1);
	require_lines(k, "/mnt/!boot", 1);
	REQUIRE_EQ(6, names(k));
	done(k);
	k = mounted(d, "norock,nojoliet");
	require_lines(k, "/mnt/typed", 1);
	require_lines(k, "/mnt/_boot", 1);
	done(k);
	disk_close(d);
}

CASE(iso_cruft, "cruft: what a maker left in the highest byte of a size is no part of it")
{
	struct disk *d = disk_open("iso9660/tree");
	const struct record r = { "FILE.;1", extent_of(d, "FILE.;1"), 0x5a000000 + 1000 * TREE_LINE,
		0, NULL };
	struct kern *k;

	write_root(d, &r, 1, false);
	k = mounted(d, "norock,nojoliet");
	REQUIRE_EQ(r.size, stat_of(k, "/mnt/file").st_size);
	done(k);
	k = mounted(d, "norock,nojoliet,cruft");
	require_lines(k, "/mnt/file", 1000);
	done(k);
	disk_close(d);
}

/* Makes a volume of High Sierra of it. */
static void make_sierra(struct disk *d)
{
	const uint32_t file = extent_of(d, "FILE.;1");
	const uint32_t root = number(d, DESCRIPTOR + ROOT + 2);
	const struct record r[] = {
		{ "FILE.;1", file, 1000 * TREE_LINE, 0, NULL },
		{ "HIDDEN.;1", file, 13, HIDDEN, NULL },
	};
	uint8_t p[SECTOR] = { 0 };

	write_root(d, r, 2, true);
	p[8] = 1; /* a primary descriptor */
	memcpy(p + 9, "CDROM", 5);
	p[14] = 1;
	put_both(p + 88, d->size / SECTOR);
	p[137] = p[138] = SECTOR >> 8; /* the size of a block, in both orders */
	put_record(p + SIERRA_ROOT, &(struct record){ "", root, SECTOR, DIRECTORY, NULL }, true);
	disk_write(d, DESCRIPTOR, p, sizeof(p));
}

CASE(iso_high_sierra, "High Sierra, of which ISO 9660 was made")
{
	struct disk *d = disk_open("iso9660/tree");
	struct kern *k;

	make_sierra(d);
	k = mounted(d, NULL);
	if (strstr(kern_splat(k), "array-index-out-of-bounds"))
		EXPECT_DEFECT("the flags are read as flags[-1], which is outside of the array");
	require_lines(k, "/mnt/file", 1000);
	REQUIRE(S_ISDIR(stat_of(k, "/mnt").st_mode));
	REQUIRE_EQ(4, names(k));
	done(k);
	k = mounted(d, "hide");
	REQUIRE_EQ(3, names(k));
	done(k);
	k = kern_boot("iso9660");
	disk_write(d, DESCRIPTOR + 8, "\2", 1); /* a descriptor of another kind */
	REQUIRE_ERROR(kern_mount_flags(k, d, "/mnt", "iso9660", MS_RDONLY, NULL), EINVAL);
	kern_halt(k);
	disk_close(d);
}
