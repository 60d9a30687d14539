/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Images that are no images: each gets one line that names it. */
#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>

#include "atf/case.h"

#define KIB 1024

/* A file of that size in the case's own folder. */
static void make(const char *path, off_t size)
{
	int fd = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0600);

	REQUIRE(fd >= 0);
	REQUIRE_EQ(0, ftruncate(fd, size));
	close(fd);
}

static void one_line(const char *why, const char *name, const char *expected)
{
	REQUIRE(why && !strchr(why, '\n'));
	if (!strstr(why, name) || !strstr(why, expected))
		require_failed(__FILE__, __LINE__, "\"%s\" names not \"%s\" and \"%s\"", why, name,
		    expected);
}

static void refused(const char *path, int error, const char *expected)
{
	struct disk *d = NULL;
	const char *why = NULL;

	REQUIRE_EQ(-error, disk_try_open(path, &d, &why));
	one_line(why, path, expected);
}

CASE(missing, "an image that is not there")
{
	refused("./none.img", ENOENT, "");
	refused("ext4/none", ENOENT, "");
	refused("none/small", ENOENT, "");
}

CASE(empty, "an image without a byte")
{
	make("./empty.img", 0);
	refused("./empty.img", EINVAL, "empty");
}

CASE(odd, "an image that is no multiple of the sector")
{
	make("./odd.img", 64 * KIB + 100);
	refused("./odd.img", EINVAL, "512");
	make("./odd.img", 511);
	refused("./odd.img", EINVAL, "512");
}

CASE(oversized, "an image larger than any disk here")
{
	make("./large.img", DISK_MAX + 512);
	refused("./large.img", EFBIG, "");
}

CASE(directory, "a directory in place of an image")
{
	REQUIRE_EQ(0, mkdir("./dir.img", 0700));
	refused("./dir.img", EISDIR, "");
}

static void open_missing(void *arg)
{
	disk_open(arg);
}

CASE(missing_ends_case, "disk_open ends the case with that line")
{
	one_line(harness_catch(open_missing, "./none.img"), "./none.img", "");
}

CASE(truncated, "a file system whose image was cut is not mounted")
{
	struct disk *whole = disk_open("ext4/small"), *cut;
	struct kern *k = kern_boot("ext4");

	disk_save(whole, "cut.img");
	REQUIRE_EQ(0, truncate("cut.img", whole->size / 2));
	cut = disk_open("./cut.img");
	REQUIRE_EQ(whole->size / 2, cut->size);
	REQUIRE_ERROR(kern_mount(k, cut, "/mnt", "ext4", NULL), EINVAL);
	REQUIRE(strstr(kern_log(k), "exceeds size of device"));
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
	disk_close(cut);
	disk_close(whole);
}

/* The same bytes each time, and no file system's. */
static void fill(struct disk *d)
{
	uint32_t x = 1;

	for (uint64_t i = 0; i < d->size; i++) {
		x = x * 1664525 + 1013904223;
		d->data[i] = x >> 24;
	}
}

CASE(garbage, "a disk of garbage is mounted as nothing")
{
	struct disk *d = disk_new(1024 * KIB);
	size_t n;
	const struct component *const *all = components(&n);
	int tried = 0;

	fill(d);
	for (size_t i = 0; i < n; i++) {
		struct kern *k;

		if (!all[i]->type || all[i]->nodev)
			continue;
		k = kern_boot(all[i]->name);
		REQUIRE_ERROR(kern_mount_flags(k, d, "/mnt", all[i]->type, MS_RDONLY, NULL), EINVAL,
		    EIO, EUCLEAN);
		REQUIRE_STREQ("", kern_splat(k));
		kern_detach(k, d);
		kern_halt(k);
		tried++;
	}
	REQUIRE(tried >= 3);
	disk_close(d);
}

static uint64_t hash_of(const char *path)
{
	struct disk *d = disk_open(path);
	uint64_t hash = disk_hash(d);

	disk_close(d);
	return hash;
}

CASE(readonly_file, "an image file that may not be written is mounted, and left alone")
{
	struct disk *d = disk_open("ext4/small");
	struct kern *k = kern_boot("ext4");
	uint64_t before;

	disk_save(d, "./ro.img");
	disk_close(d);
	before = hash_of("./ro.img");
	REQUIRE_EQ(0, chmod("./ro.img", 0400));
	d = disk_open("./ro.img");
	REQUIRE_OK(kern_mount(k, d, "/mnt", "ext4", NULL));
	REQUIRE_OK(kern_put(k, "/mnt/new", "x", 1));
	REQUIRE_OK(kern_umount(k, "/mnt"));
	REQUIRE(disk_hash(d) != before);
	REQUIRE_EQ(before, hash_of("./ro.img"));
	kern_halt(k);
	disk_close(d);
}

static void commit(void *arg)
{
	disk_commit(arg);
}

CASE(readonly_commit, "writing back to such a file fails with a line, and changes nothing")
{
	struct disk *d = disk_new(64 * KIB);
	const uid_t uid = geteuid();
	const char *why;
	uint64_t before;

	disk_save(d, "./ro.img");
	disk_close(d);
	before = hash_of("./ro.img");
	REQUIRE_EQ(0, chmod("./ro.img", 0444));
	d = disk_open("./ro.img");
	disk_write(d, 0, "x", 1);
	if (!uid)
		REQUIRE_EQ(0, seteuid(65534)); /* root may write any file */
	why = harness_catch(commit, d);
	if (!uid)
		REQUIRE_EQ(0, seteuid(0));
	one_line(why, "./ro.img", "");
	REQUIRE_EQ(before, hash_of("./ro.img"));
	disk_close(d);
}
