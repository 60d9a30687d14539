/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Image files: finding, opening, saving. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "harness/disk_internal.h"

/* Writes the path of image `name`; 0, or -ENAMETOOLONG. */
static int image_path(const char *name, char path[PATH_MAX])
{
	int n;

	if (*name == '/' || *name == '.')
		n = snprintf(path, PATH_MAX, "%s", name);
	else
		n = snprintf(path, PATH_MAX, "%s/images/%s.img", harness_build(), name);
	return n < PATH_MAX ? 0 : -ENAMETOOLONG;
}

/* Why there is no image `name`, for one that is looked up below build/images. */
static const char *unknown_image(const char *name, const char *path)
{
	char comp[64];
	const char *slash = strchr(name, '/');

	if (*name == '/' || *name == '.')
		return text_static("image %s: no such file; expected a disk image", name);
	if (!slash)
		return text_static("image \"%s\": expected <component>/<name>, or a path that "
				   "starts with / or .",
		    name);
	snprintf(comp, sizeof(comp), "%.*s", (int)(slash - name), name);
	if (!component_find(comp))
		return text_static(
		    "image %s: no component \"%s\"; expected a folder of components/", name, comp);
	return text_static("image %s: component %s has no such image built; expected %s (make "
			   "images)",
	    name, comp, path);
}

static int check_size(const char *name, const struct stat *st, const char **why)
{
	const long long size = st->st_size;

	if (!S_ISREG(st->st_mode)) {
		*why = text_static("image %s: not a regular file; expected a disk image", name);
		return S_ISDIR(st->st_mode) ? -EISDIR : -EINVAL;
	}
	if (!size) {
		*why =
		    text_static("image %s: empty; expected at least one sector of 512 bytes", name);
		return -EINVAL;
	}
	if ((uint64_t)size > DISK_MAX) {
		*why = text_static("image %s: %lld bytes is too large; expected at most %llu", name,
		    size, DISK_MAX);
		return -EFBIG;
	}
	if (size % 512) {
		*why = text_static("image %s: truncated: %lld bytes; expected a multiple of 512",
		    name, size);
		return -EINVAL;
	}
	return 0;
}

static int map_image(struct disk_file *f, int fd, const char *name, const char **why)
{
	struct stat st;
	int error;

	if (fstat(fd, &st) < 0) {
		error = -errno;
		*why = text_static("image %s: %s", name, strerror(-error));
		return error;
	}
	error = check_size(name, &st, why);
	if (error)
		return error;
	f->disk.size = st.st_size;
	f->disk.data =
	    mmap(NULL, f->disk.size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, fd, 0);
	if (f->disk.data != MAP_FAILED)
		return 0;
	error = -errno;
	*why = text_static("image %s: can not be mapped: %s", name, strerror(-error));
	return error;
}

int disk_try_open(const char *name, struct disk **dp, const char **why)
{
	struct disk_file *f = calloc(1, sizeof(*f));
	int error, fd;

	*why = "out of memory";
	if (!f)
		return -ENOMEM;
	error = image_path(name, f->path);
	if (error || strlen(name) >= sizeof(f->disk.name)) {
		*why = text_static(
		    "image %.40s...: the name is too long; expected less than %zu bytes", name,
		    sizeof(f->disk.name));
		free(f);
		return -ENAMETOOLONG;
	}
	strcpy(f->disk.name, name);
	fd = open(f->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0) {
		error = -errno;
		*why = error == -ENOENT ? unknown_image(name, f->path)
		                        : text_static("image %s: %s", name, strerror(-error));
	} else {
		error = map_image(f, fd, name, why);
		close(fd);
	}
	if (error) {
		free(f);
		return error;
	}
	*dp = &f->disk;
	return 0;
}

struct disk *disk_open(const char *name)
{
	const char *why;
	struct disk *d;

	if (disk_try_open(name, &d, &why))
		harness_failf("%s", why);
	return d;
}

/* Writes the blocks that differ from `old` (NULL: from zeroes). */
static bool write_blocks(int fd, const struct disk *d, const uint8_t *old)
{
	for (uint64_t b = 0; b < disk_blocks(d); b++) {
		const uint64_t at = b * DISK_BLOCK;
		const size_t len = disk_block_len(d, b);

		if (old ? !memcmp(d->data + at, old + at, len) : disk_zero(d->data + at, len))
			continue;
		if (pwrite(fd, d->data + at, len, at) != (ssize_t)len)
			return false;
	}
	return true;
}

void disk_save(const struct disk *d, const char *path)
{
	const int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	if (fd < 0)
		harness_failf("disk %s: save: %s: %s", d->name, path, strerror(errno));
	if (ftruncate(fd, d->size) < 0 || !write_blocks(fd, d, NULL)) {
		const int error = errno;

		unlink(path);
		harness_failf("disk %s: save: %s: %s", d->name, path, strerror(error));
	}
	close(fd);
}

void disk_commit(struct disk *d)
{
	const char *path = disk_file(d)->path;
	uint8_t *old;
	int fd;

	if (!*path)
		harness_failf("disk %s: commit: it was not opened on a file", d->name);
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		harness_failf("disk %s: commit: %s: %s", d->name, path, strerror(errno));
	old = mmap(NULL, d->size, PROT_READ, MAP_SHARED, fd, 0);
	if (old == MAP_FAILED || !write_blocks(fd, d, old))
		harness_failf("disk %s: commit: %s: %s", d->name, path, strerror(errno));
	munmap(old, d->size);
	close(fd);
}
