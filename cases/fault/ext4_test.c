/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What becomes of faults in ext4. */
#include <stdio.h>

#include "atf/case.h"

#define FILE_SIZE 16384

/* A kernel with ext4/small mounted. */
struct mounted {
	struct disk *disk;
	struct kern *k;
};

static struct mounted mounted(void)
{
	struct mounted m = { disk_open("ext4/small"), kern_boot("ext4") };

	kern_now(m.k); /* skips without hypercalls */
	REQUIRE_OK(kern_mount(m.k, m.disk, "/mnt", "ext4", NULL));
	return m;
}

static void remount(struct mounted *m)
{
	REQUIRE_OK(kern_umount(m->k, "/mnt"));
	REQUIRE_OK(kern_mount(m->k, m->disk, "/mnt", "ext4", NULL));
}

static void finish(struct mounted *m)
{
	REQUIRE_STREQ("", kern_splat(m->k));
	kern_halt(m->k);
	disk_close(m->disk);
}

/* Writes a file of one byte value and syncs it; 0 or what went wrong. */
static int put(struct kern *k, const char *path, uint8_t value)
{
	uint8_t data[FILE_SIZE];
	int fd = kern_open(k, path, O_CREAT | O_WRONLY, 0644), error;

	if (fd < 0)
		return fd;
	memset(data, value, sizeof(data));
	error = kern_write(k, fd, data, sizeof(data));
	if (error == sizeof(data))
		error = kern_fsync(k, fd);
	kern_close(k, fd);
	return error;
}

/* All bytes of the file are `value`; 0 or what went wrong. */
static int same(struct kern *k, const char *path, uint8_t value)
{
	uint8_t data[FILE_SIZE];
	int n = kern_get(k, path, data, sizeof(data));

	if (n < 0)
		return n;
	REQUIRE_EQ(FILE_SIZE, n);
	for (int i = 0; i < n; i++)
		if (data[i] != value)
			return -EBADMSG;
	return 0;
}

/* The first sector of the disk that is full of that byte. */
static uint64_t sector_of(const struct disk *d, uint8_t value)
{
	uint8_t data[512];

	memset(data, value, sizeof(data));
	for (uint64_t at = 0; at < d->size; at += 512)
		if (!memcmp(d->data + at, data, 512))
			return at / 512;
	require_failed(__FILE__, __LINE__, "no sector of 0x%02x on the disk", value);
}

CASE(third_write, "EIO on the third write of a disk")
{
	struct disk *d = disk_open("ext4/small");
	struct kern *k = kern_boot("ext4");
	int error;

	disk_fault(d, .on = DISK_WRITE, .nth = 3, .error = EIO);
	error = kern_mount(k, d, "/mnt", "ext4", "errors=remount-ro");
	if (!error)
		error = put(k, "/mnt/file", 'x');
	REQUIRE_ERROR(error, EIO, EROFS, EUCLEAN);
	REQUIRE_EQ(1, disk_hits(d));
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
	disk_close(d);
}

CASE(other_disk, "a fault of one disk leaves another alone")
{
	struct disk *a = disk_open("ext4/small"), *b = disk_open("ext4/small");
	struct kern *k = kern_boot("ext4");
	int error;

	disk_fault(b, .on = DISK_WRITE, .forever = true, .error = EIO);
	REQUIRE_OK(kern_mount(k, a, "/a", "ext4", NULL));
	REQUIRE_OK(put(k, "/a/file", 'x'));
	REQUIRE_EQ(0, disk_hits(a) + disk_hits(b));
	error = kern_mount(k, b, "/b", "ext4", NULL);
	if (!error)
		error = put(k, "/b/file", 'x');
	REQUIRE_ERROR(error, EIO, EROFS);
	REQUIRE(disk_hits(b) > 0);
	REQUIRE_EQ(0, disk_hits(a));
	REQUIRE_OK(put(k, "/a/file", 'y'));
	REQUIRE_OK(kern_umount(k, "/a"));
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
	disk_close(a);
	disk_close(b);
}

CASE(flip_magic, "a bit flips in the super block as it is read: no file system")
{
	struct disk *d = disk_open("ext4/small");
	struct kern *k = kern_boot("ext4");

	/* The magic number is at byte 56 of the super block, at byte 1024. */
	disk_fault(d, .on = DISK_READ, .sector = 2, .sectors = 1, .effect = "flip(1,at=56)");
	REQUIRE_ERROR(kern_mount(k, d, "/mnt", "ext4", NULL), EINVAL);
	REQUIRE_EQ(1, disk_hits(d));
	kern_detach(k, d);
	REQUIRE_OK(kern_mount(k, d, "/mnt", "ext4", NULL));
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
	disk_close(d);
}

CASE(lost_data, "a lost write is found only when the file is read from the disk")
{
	struct mounted m = mounted();

	REQUIRE_OK(put(m.k, "/mnt/file", 'x'));
	disk_fault(m.disk, .on = DISK_WRITE, .sector = sector_of(m.disk, 'x'), .sectors = 1,
	    .effect = "drop");
	REQUIRE_OK(put(m.k, "/mnt/file", 'y'));
	REQUIRE_EQ(0, same(m.k, "/mnt/file", 'y'));
	remount(&m);
	REQUIRE_EQ(-EBADMSG, same(m.k, "/mnt/file", 'y'));
	REQUIRE_EQ(1, disk_hits(m.disk));
	finish(&m);
}

CASE(bad_data, "a bad sector of a file gives EIO until the file is rewritten")
{
	struct mounted m = mounted();

	REQUIRE_OK(put(m.k, "/mnt/file", 'x'));
	remount(&m);
	disk_fault(m.disk, .on = DISK_READ, .sector = sector_of(m.disk, 'x'), .sectors = 1,
	    .effect = "bad");
	REQUIRE_EQ(-EIO, same(m.k, "/mnt/file", 'x'));
	REQUIRE_EQ(-EIO, same(m.k, "/mnt/file", 'x'));
	REQUIRE_OK(put(m.k, "/mnt/file", 'y'));
	remount(&m);
	REQUIRE_EQ(0, same(m.k, "/mnt/file", 'y'));
	REQUIRE_EQ(1, disk_hits(m.disk));
	finish(&m);
}

CASE(gone, "a disk goes away for good: errors, and nothing worse")
{
	struct mounted m = mounted();

	REQUIRE_OK(put(m.k, "/mnt/file", 'x'));
	kern_fault(m.k, "write:2=gone");
	REQUIRE_ERROR(put(m.k, "/mnt/other", 'y'), EIO, EROFS, ENODEV);
	kern_advance(m.k, 60000000000);
	REQUIRE_ERROR(put(m.k, "/mnt/third", 'z'), EIO, EROFS, ENODEV);
	kern_umount(m.k, "/mnt");
	REQUIRE(kern_alive(m.k));
	finish(&m);
}

/* Makes, writes, renames and removes files, with requests that are done out of
 * turn; all is there after, and e2fsck agrees. */
static void work_through(const char *faults)
{
	struct fs fs = fs_open(component_find("ext4"), NULL);
	char a[32], b[32];

	kern_fault(fs.k, faults);
	for (int i = 0; i < 24; i++) {
		snprintf(a, sizeof(a), "/mnt/%d", i);
		snprintf(b, sizeof(b), "/mnt/to%d", i);
		REQUIRE_OK(put(fs.k, a, i));
		REQUIRE_OK(kern_rename(fs.k, a, b));
		if (i % 3 == 0)
			REQUIRE_OK(kern_unlink(fs.k, b));
	}
	fs_remount(&fs, NULL);
	for (int i = 0; i < 24; i++) {
		snprintf(b, sizeof(b), "/mnt/to%d", i);
		REQUIRE_EQ(i % 3 ? 0 : -ENOENT, same(fs.k, b, i));
	}
	REQUIRE(kern_fault_hits(fs.k) > 10);
	fs_close(&fs);
}

CASE(out_of_turn, "late and reordered requests are no errors: all is there, and consistent")
{
	work_through("write:*/3=reorder(2)");
	work_through("disk:*/2=delay(5ms)");
	work_through("write:1../2=delay(3ms); read:*/2=delay(2s); write:2../2=reorder; "
		     "flush:*/3=delay(10ms)");
}

/* Mounts and writes with a fault; the content of the disk after. */
static uint64_t hash_with(const char *faults)
{
	struct disk *d = disk_open("ext4/small");
	struct kern *k = kern_boot("ext4", .faults = faults);
	uint64_t hash;

	if (!kern_mount(k, d, "/mnt", "ext4", NULL)) {
		put(k, "/mnt/one", 'x');
		put(k, "/mnt/two", 'y');
		kern_umount(k, "/mnt");
	}
	REQUIRE(!faults || kern_fault_hits(k) > 0);
	kern_halt(k);
	hash = disk_hash(d);
	disk_close(d);
	return hash;
}

CASE(deterministic, "the same fault gives the same disk, another fault another one")
{
	static const char *const faults[] = { "write:3=EIO", "write:5=EIO", "write:4=torn(512)",
		NULL, "write:*/4=reorder; disk:7=delay(1s)" };
	uint64_t hash[5];

	for (int i = 0; i < 5; i++) {
		hash[i] = hash_with(faults[i]);
		REQUIRE_EQ(hash[i], hash_with(faults[i]));
	}
	for (int i = 1; i < 4; i++)
		for (int j = 0; j < i; j++)
			REQUIRE(hash[i] != hash[j]);
}
