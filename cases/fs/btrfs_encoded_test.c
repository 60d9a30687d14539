/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Btrfs alone: extents are read and written as they are compressed on the disk, which is
 * what btrfs-send(8) and btrfs-receive(8) do with --compressed-data. */
#include <linux/btrfs.h>
#include <stdlib.h>
#include <sys/uio.h>

#include "cases/fs/fs_util.h"

#define EXTENT (128 << 10) /* the most that is compressed as one */
#define LARGE (3 * EXTENT + 5000)

struct encoded {
	struct btrfs_ioctl_encoded_io_args args;
	struct iovec iov;
	char bytes[EXTENT];
};

static struct encoded *encoded_new(void)
{
	struct encoded *e = calloc(1, sizeof(*e));

	REQUIRE(e != NULL);
	e->iov.iov_base = e->bytes;
	e->iov.iov_len = sizeof(e->bytes);
	e->args.iov = &e->iov;
	e->args.iovcnt = 1;
	return e;
}

/* What is stored of the file at an offset: how many bytes, 0 at its end. */
static int encoded_read(struct kern *k, int fd, struct encoded *e, uint64_t at)
{
	e->iov.iov_len = sizeof(e->bytes);
	e->args.offset = at;
	e->args.flags = 0;
	return REQUIRE_OK(kern_ioctl(k, fd, BTRFS_IOC_ENCODED_READ, &e->args));
}

static int encoded_write(struct kern *k, int fd, struct encoded *e, size_t len)
{
	e->iov.iov_len = len;
	return kern_ioctl(k, fd, BTRFS_IOC_ENCODED_WRITE, &e->args);
}

/* Copies /mnt/f to /mnt/g as it is stored; the number of bytes of that. */
static uint64_t copy(struct kern *k, uint32_t compression)
{
	const int from = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));
	const int to = REQUIRE_OK(kern_open(k, "/mnt/g", O_CREAT | O_WRONLY | O_TRUNC, 0644));
	struct encoded *e = encoded_new();
	uint64_t at = 0, stored = 0;
	int len;

	while ((len = encoded_read(k, from, e, at)) > 0) {
		if (e->args.compression) {
			REQUIRE_EQ(compression, e->args.compression);
			REQUIRE_EQ(len, encoded_write(k, to, e, len));
		} else {
			REQUIRE_EQ(e->args.len, kern_pwrite(k, to, e->bytes, e->args.len, at));
		}
		stored += len;
		at += e->args.len;
	}
	REQUIRE_EQ(LARGE, at);
	REQUIRE_OK(kern_close(k, from));
	REQUIRE_OK(kern_close(k, to));
	free(e);
	return stored;
}

static void round_trip(const char *option, uint32_t compression)
{
	struct fs fs = fs_open(component_find("btrfs"), NULL);
	uint64_t stored;

	fs_remount(&fs, option);
	put_pattern(fs.k, "/mnt/f", LARGE);
	REQUIRE_OK(kern_sync(fs.k));
	stored = copy(fs.k, compression);
	REQUIRE(compression ? stored < LARGE / 2 : stored >= LARGE);
	fs_remount(&fs, NULL);
	require_pattern_file(fs.k, "/mnt/g", LARGE);
	fs_close(&fs);
}

CASE(btrfs_encoded_zlib, "a file is copied as it is stored: zlib")
{
	round_trip("compress-force=zlib", BTRFS_ENCODED_IO_COMPRESSION_ZLIB);
}

CASE(btrfs_encoded_zstd, "a file is copied as it is stored: zstd")
{
	round_trip("compress-force=zstd", BTRFS_ENCODED_IO_COMPRESSION_ZSTD);
}

CASE(btrfs_encoded_lzo, "a file is copied as it is stored: lzo, by sectors of 4 KiB")
{
	round_trip("compress-force=lzo", BTRFS_ENCODED_IO_COMPRESSION_LZO_4K);
}

CASE(btrfs_encoded_plain, "what is not compressed is read as it is, holes as zeroes")
{
	round_trip("compress=no", 0);
}

CASE(btrfs_encoded_small, "a file inside of metadata, a hole, and what is behind the end")
{
	struct fs fs = fs_open(component_find("btrfs"), NULL);
	struct kern *k = fs.k;
	struct encoded *e = encoded_new();
	int fd;

	put_pattern(k, "/mnt/small", 500);
	REQUIRE_OK(kern_sync(k));
	fd = REQUIRE_OK(kern_open(k, "/mnt/small", O_RDWR));
	REQUIRE_EQ(500, encoded_read(k, fd, e, 0));
	REQUIRE_EQ(0, encoded_read(k, fd, e, 500));
	REQUIRE_OK(kern_ftruncate(k, fd, EXTENT));
	REQUIRE_OK(kern_sync(k));
	encoded_read(k, fd, e, 8192);
	REQUIRE_EQ(EXTENT - 8192, e->args.len);
	REQUIRE_OK(kern_close(k, fd));
	free(e);
	fs_close(&fs);
}

CASE(btrfs_encoded_refused, "what can not have been compressed so is refused")
{
	static const struct btrfs_ioctl_encoded_io_args bad[] = {
		{ .len = 4096, .unencoded_len = 4096, .compression = 0 },
		{ .len = 4096, .unencoded_len = 4096, .compression = 100 },
		{ .len = 4096, .unencoded_len = 2 * EXTENT, .compression = 1 },
		{ .len = 8192, .unencoded_len = 4096, .compression = 1 },
		{ .len = 4096, .unencoded_len = 4096, .compression = 1, .encryption = 1 },
		{ .len = 4096, .unencoded_len = 4096, .compression = 1, .offset = 100 },
		{ .len = 4096, .unencoded_len = 4096, .compression = 1, .flags = 1 },
	};
	struct fs fs = fs_open(component_find("btrfs"), NULL);
	const int fd = REQUIRE_OK(kern_open(fs.k, "/mnt/f", O_CREAT | O_RDWR, 0644));
	struct encoded *e = encoded_new();

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		e->args = bad[i];
		e->args.iov = &e->iov;
		e->args.iovcnt = 1;
		REQUIRE_ERROR(encoded_write(fs.k, fd, e, 4096), EINVAL);
	}
	/* Bytes that are no stream of zlib: they are taken, and then can not be read. */
	e->args = (struct btrfs_ioctl_encoded_io_args){ .iov = &e->iov,
		.iovcnt = 1,
		.len = 8192,
		.unencoded_len = 8192,
		.compression = BTRFS_ENCODED_IO_COMPRESSION_ZLIB };
	REQUIRE_EQ(4096, encoded_write(fs.k, fd, e, 4096));
	REQUIRE_OK(kern_sync(fs.k));
	REQUIRE_OK(kern_close(fs.k, fd));
	fs_remount(&fs, NULL);
	REQUIRE_EQ(8192, stat_of(fs.k, "/mnt/f").st_size);
	REQUIRE_ERROR(kern_get(fs.k, "/mnt/f", e->bytes, 8192), EIO);
	free(e);
	fs_close(&fs);
}
