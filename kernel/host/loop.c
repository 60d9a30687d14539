/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Disks as loop devices over memory. */
#include <errno.h>
#include <fcntl.h>
#include <linux/loop.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/disk.h"
#include "kernel/host/host.h"

#define BLOCK 4096ull

static bool zero(const uint8_t *p, size_t len)
{
	return !p[0] && !memcmp(p, p + 1, len - 1);
}

static size_t block_len(const struct disk *d, uint64_t at)
{
	return d->size - at < BLOCK ? d->size - at : BLOCK;
}

/* The content in memory that a loop device can be put on; -errno. */
static int memory_of(const struct disk *d)
{
	const int fd = memfd_create("rumpus-disk", MFD_CLOEXEC);

	if (fd < 0)
		return -errno;
	if (ftruncate(fd, d->size) < 0)
		goto failed;
	for (uint64_t at = 0; at < d->size; at += BLOCK) {
		const size_t len = block_len(d, at);

		if (!zero(d->data + at, len) && pwrite(fd, d->data + at, len, at) != (ssize_t)len)
			goto failed;
	}
	return fd;
failed:
	close(fd);
	return -EIO;
}

/* A loop device over `memory`; another process may take the free one first. */
static int loop_over(int memory, bool rdonly)
{
	const struct loop_config config = {
		.fd = memory,
		.block_size = 512,
		.info.lo_flags = LO_FLAGS_AUTOCLEAR | (rdonly ? LO_FLAGS_READ_ONLY : 0),
	};
	const int control = open("/dev/loop-control", O_RDWR | O_CLOEXEC);
	int error = -EOPNOTSUPP;

	if (control < 0)
		return -EOPNOTSUPP;
	for (int taken = 0; taken < 64; taken++) {
		const int n = ioctl(control, LOOP_CTL_GET_FREE);
		char path[32];
		int fd;

		snprintf(path, sizeof(path), "/dev/loop%d", n);
		fd = n < 0 ? -1 : open(path, O_RDWR | O_CLOEXEC);
		if (fd < 0)
			break;
		if (!ioctl(fd, LOOP_CONFIGURE, &config)) {
			close(control);
			return fd;
		}
		error = -errno;
		close(fd);
		if (error != -EBUSY)
			break;
	}
	close(control);
	return error;
}

int loop_attach(struct host_disk *h, struct disk *d)
{
	struct stat st;

	/* The machine's kernel is not ours to crash: it sees only what mkfs made. */
	if (d->patched || d->name[0] == '/' || d->name[0] == '.' || d->name[0] == '(')
		return -EOPNOTSUPP;
	h->memory = memory_of(d);
	if (h->memory < 0)
		return h->memory;
	h->loop = loop_over(h->memory, d->rdonly);
	if (h->loop < 0) {
		close(h->memory);
		return h->loop;
	}
	fstat(h->loop, &st);
	h->dev = st.st_rdev;
	h->disk = d;
	return 0;
}

static int copy_back(struct host_disk *h)
{
	struct disk *d = h->disk;
	const uint8_t *now = mmap(NULL, d->size, PROT_READ, MAP_SHARED, h->memory, 0);

	if (now == MAP_FAILED)
		return -errno;
	for (uint64_t at = 0; at < d->size; at += BLOCK) {
		const size_t len = block_len(d, at);

		if (memcmp(now + at, d->data + at, len))
			disk_io_write(d, at, now + at, len);
	}
	munmap((void *)now, d->size);
	return 0;
}

/* True while a file system is mounted from the device. */
static bool in_use(int loop)
{
	char path[32];
	int fd;

	snprintf(path, sizeof(path), "/proc/self/fd/%d", loop);
	fd = open(path, O_RDONLY | O_EXCL | O_CLOEXEC);
	if (fd < 0)
		return errno == EBUSY;
	close(fd);
	return false;
}

int loop_detach(struct host_disk *h, bool idle)
{
	int error;

	if (idle && in_use(h->loop))
		return -EBUSY;
	error = fsync(h->loop) < 0 ? -errno : copy_back(h);
	ioctl(h->loop, LOOP_CLR_FD);
	close(h->loop);
	close(h->memory);
	h->disk = NULL;
	return error;
}
