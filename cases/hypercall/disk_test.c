/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Disk requests: what the kernel asks for, and what it makes of the answers. */
#include <linux/fs.h>

#include "atf/case.h"
#include "cases/hypercall/tally.h"

#define MIB (1 << 20)

/* A kernel with a tally, and a fresh disk of zeroes opened raw. */
struct raw {
	struct tally t;
	struct kern *k;
	struct disk *disk;
	int fd;
};

static void raw_open(struct raw *r)
{
	r->k = kern_boot("tmpfs", .layers = tally_layer, .layers_arg = &r->t);
	r->disk = disk_new(MIB);
	r->fd = REQUIRE_OK(kern_open(r->k, kern_disk(r->k, r->disk), O_RDWR));
}

static void raw_close(struct raw *r)
{
	REQUIRE_STREQ("", kern_splat(r->k));
	kern_halt(r->k);
	disk_close(r->disk);
}

CASE(geometry, "the kernel sees the size of the disk")
{
	struct raw r = { 0 };
	uint64_t size = 0;

	raw_open(&r);
	REQUIRE_OK(kern_ioctl(r.k, r.fd, BLKGETSIZE64, &size));
	REQUIRE_EQ(MIB, size);
	REQUIRE_ERROR(kern_open(r.k, "/dev/disk7", O_RDONLY), ENOENT);
	raw_close(&r);
}

CASE(write_read, "what is written and synced is on the disk, and is read back")
{
	struct raw r = { 0 };
	char sent[4096], got[4096] = { 0 };

	for (size_t i = 0; i < sizeof(sent); i++)
		sent[i] = i * 7;
	raw_open(&r);
	REQUIRE_EQ(4096, kern_pwrite(r.k, r.fd, sent, 4096, 8192));
	REQUIRE_OK(kern_fsync(r.k, r.fd));
	REQUIRE(r.t.writes > 0);
	disk_read(r.disk, 8192, got, 4096);
	REQUIRE_MEMEQ(sent, got, 4096);
	disk_write(r.disk, 65536, sent, 4096);
	REQUIRE_EQ(4096, kern_pread(r.k, r.fd, got, 4096, 65536));
	REQUIRE_MEMEQ(sent, got, 4096);
	raw_close(&r);
}

CASE(past_end, "a disk ends where it ends")
{
	struct raw r = { 0 };
	char buf[512] = { 0 };

	raw_open(&r);
	REQUIRE_ERROR(kern_pwrite(r.k, r.fd, buf, 512, MIB), ENOSPC);
	REQUIRE_EQ(0, kern_pread(r.k, r.fd, buf, 512, MIB));
	raw_close(&r);
}

CASE(flush, "fsync of a raw disk flushes its cache")
{
	struct raw r = { 0 };
	uint64_t before;

	raw_open(&r);
	REQUIRE_EQ(3, kern_pwrite(r.k, r.fd, "abc", 3, 0));
	before = r.t.flushes;
	REQUIRE_OK(kern_fsync(r.k, r.fd));
	REQUIRE_EQ(before + 1, r.t.flushes);
	raw_close(&r);
}

CASE(discard, "a discarded range reads as zeroes")
{
	struct raw r = { 0 };
	uint64_t range[2] = { 65536, 65536 };
	char zero[65536] = { 0 }, got[65536];

	raw_open(&r);
	memset(got, 1, sizeof(got));
	disk_write(r.disk, range[0], got, sizeof(got));
	REQUIRE_OK(kern_ioctl(r.k, r.fd, BLKDISCARD, range));
	REQUIRE(r.t.discards > 0);
	disk_read(r.disk, range[0], got, sizeof(got));
	REQUIRE_MEMEQ(zero, got, sizeof(got));
	raw_close(&r);
}

CASE(read_error, "an error of a read reaches the caller")
{
	struct raw r = { .t = { .error = -EIO } };
	char buf[4096];

	raw_open(&r);
	r.t.fail_read = r.t.reads + 1;
	REQUIRE_ERROR(kern_pread(r.k, r.fd, buf, 4096, 0), EIO);
	r.t.fail_read = 0;
	REQUIRE_EQ(4096, kern_pread(r.k, r.fd, buf, 4096, 0));
	raw_close(&r);
}

CASE(write_error, "an error of a write reaches fsync")
{
	struct raw r = { .t = { .error = -EIO } };

	raw_open(&r);
	REQUIRE_EQ(3, kern_pwrite(r.k, r.fd, "abc", 3, 0));
	r.t.fail_write = r.t.writes + 1;
	REQUIRE_ERROR(kern_fsync(r.k, r.fd), EIO);
	raw_close(&r);
}

CASE(rdonly, "a read-only disk is read and not written")
{
	struct kern *k = kern_boot("tmpfs");
	struct disk *d = disk_new(MIB);
	char buf[512];
	int fd;

	d->rdonly = true;
	fd = REQUIRE_OK(kern_open(k, kern_disk(k, d), O_RDONLY));
	REQUIRE_EQ(512, kern_pread(k, fd, buf, 512, 0));
	fd = kern_open(k, kern_disk(k, d), O_RDWR);
	if (fd >= 0)
		REQUIRE_ERROR(kern_pwrite(k, fd, buf, 512, 0), EPERM, EROFS, EACCES);
	else
		REQUIRE_ERROR(fd, EROFS, EACCES);
	kern_halt(k);
	disk_close(d);
}

/* A disk file system, mounted with a tally. */
static void mounted(struct raw *r, const char *image, const char *options)
{
	r->k = kern_boot("ext4", .layers = tally_layer, .layers_arg = &r->t);
	r->disk = disk_open(image);
	REQUIRE_OK(kern_mount(r->k, r->disk, "/mnt", "ext4", options));
}

CASE(journal_barrier, "fsync of a file flushes before its commit record is durable")
{
	struct raw r = { 0 };
	struct tally before;
	int fd;

	mounted(&r, "ext4/small", NULL);
	fd = REQUIRE_OK(kern_open(r.k, "/mnt/f", O_CREAT | O_WRONLY, 0644));
	REQUIRE_EQ(1, kern_write(r.k, fd, "x", 1));
	before = r.t;
	REQUIRE_OK(kern_fsync(r.k, fd));
	REQUIRE(r.t.flushes > before.flushes);
	REQUIRE(r.t.fuas > before.fuas);
	REQUIRE_OK(kern_close(r.k, fd));
	REQUIRE_OK(kern_umount(r.k, "/mnt"));
	raw_close(&r);
}

CASE(journal_nobarrier, "without barriers nothing is flushed by fsync")
{
	struct raw r = { 0 };
	struct tally before;
	int fd;

	mounted(&r, "ext4/small", "nobarrier");
	fd = REQUIRE_OK(kern_open(r.k, "/mnt/f", O_CREAT | O_WRONLY, 0644));
	REQUIRE_EQ(1, kern_write(r.k, fd, "x", 1));
	before = r.t;
	REQUIRE_OK(kern_fsync(r.k, fd));
	REQUIRE(r.t.writes > before.writes);
	REQUIRE_EQ(before.flushes, r.t.flushes);
	REQUIRE_EQ(before.fuas, r.t.fuas);
	REQUIRE_OK(kern_close(r.k, fd));
	REQUIRE_OK(kern_umount(r.k, "/mnt"));
	raw_close(&r);
}

CASE(trim, "FITRIM discards what a file system does not use")
{
	struct raw r = { 0 };
	struct fstrim_range range = { .len = UINT64_MAX };
	int fd;

	mounted(&r, "ext4/small", NULL);
	fd = REQUIRE_OK(kern_open(r.k, "/mnt", O_RDONLY | O_DIRECTORY));
	REQUIRE_OK(kern_ioctl(r.k, fd, FITRIM, &range));
	REQUIRE(range.len > 0);
	REQUIRE(r.t.discards > 0);
	REQUIRE_OK(kern_close(r.k, fd));
	REQUIRE_OK(kern_umount(r.k, "/mnt"));
	raw_close(&r);
}
