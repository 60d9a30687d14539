/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Helpers on top of the system calls: whole files, directories. */
#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "harness/internal.h"

int kern_put(struct kern *k, const char *path, const void *data, size_t len)
{
	const char *p = data;
	ssize_t n = 0;
	int error;
	const int fd = kern_open(k, path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	if (fd < 0)
		return fd;
	for (size_t done = 0; done < len && n >= 0; done += n) {
		n = kern_write(k, fd, p + done, len - done);
		if (n == 0)
			n = -EIO;
		if (n < 0)
			break;
	}
	error = kern_close(k, fd);
	return n < 0 ? n : error;
}

ssize_t kern_get(struct kern *k, const char *path, void *data, size_t max)
{
	char *p = data;
	ssize_t n = 0;
	size_t done;
	int error;
	const int fd = kern_open(k, path, O_RDONLY);

	if (fd < 0)
		return fd;
	for (done = 0; done < max; done += n) {
		n = kern_read(k, fd, p + done, max - done);
		if (n <= 0)
			break;
	}
	error = kern_close(k, fd);
	return n < 0 ? n : error < 0 ? error : (ssize_t)done;
}

/* What getdents64(2) writes. */
struct dirent64 {
	uint64_t ino;
	int64_t next;
	uint16_t len;
	uint8_t type;
	char name[];
};

static int each_entry(const char *buf, long len, int *count,
    int (*f)(void *arg, const struct kern_dirent *), void *arg)
{
	for (long at = 0; at < len;) {
		const struct dirent64 *d = (const struct dirent64 *)(buf + at);
		const struct kern_dirent entry = { .name = d->name,
			.ino = d->ino,
			.type = d->type };
		int r;

		if (d->len <= offsetof(struct dirent64, name) || d->len > len - at)
			return -EIO;
		r = f(arg, &entry);
		if (r)
			return r;
		++*count;
		at += d->len;
	}
	return 0;
}

int kern_readdir(struct kern *k, const char *path, int (*f)(void *arg, const struct kern_dirent *),
    void *arg)
{
	_Alignas(8) char buf[8192];
	int count = 0, r = 0;
	long n;
	const int fd = kern_open(k, path, O_RDONLY | O_DIRECTORY);

	if (fd < 0)
		return fd;
	memset(buf, 0, sizeof(buf));
	while (!r && (n = kern_call(k, KERN_GETDENTS, fd, (long)buf, sizeof(buf))) != 0)
		r = n < 0 ? n : each_entry(buf, n, &count, f, arg);
	kern_close(k, fd);
	return r ? r : count;
}
