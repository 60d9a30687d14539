/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Reads all there is in a file system: names, attributes, targets, content. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "harness/sweep_internal.h"

#define NAMES 4096        /* of a directory, so many are looked at */
#define DEPTH 64          /* deeper trees end here: loops of directories too */
#define CONTENT (1 << 20) /* bytes read of a file: it may be a hole of terabytes */

struct names {
	char *text; /* one after the other, each with its end */
	size_t len, size;
	unsigned count;
};

static int add_name(void *arg, const struct kern_dirent *d)
{
	struct names *n = arg;
	const size_t len = strlen(d->name) + 1;

	if (!strcmp(d->name, ".") || !strcmp(d->name, "..") || n->count == NAMES)
		return 0;
	n->count++;
	if (n->len + len > n->size) {
		n->size = 2 * (n->len + len) + 1024;
		n->text = realloc(n->text, n->size);
		if (!n->text)
			abort();
	}
	memcpy(n->text + n->len, d->name, len);
	n->len += len;
	return 0;
}

static int failed(int error, const char *doing, const char *path, char what[256])
{
	snprintf(what, 256, "%s gives %s (%.160s)", doing, strerrorname_np(-error), path);
	return error;
}

static int read_file(struct kern *k, const char *path, char what[256])
{
	static char buf[65536];
	ssize_t n = 0;
	const int fd = kern_open(k, path, O_RDONLY | O_NONBLOCK);

	if (fd < 0)
		return failed(fd, "open", path, what);
	for (size_t at = 0; at < CONTENT; at += n) {
		n = kern_pread(k, fd, buf, sizeof(buf), at);
		if (n <= 0)
			break;
	}
	kern_close(k, fd);
	return n < 0 ? failed(n, "read", path, what) : 0;
}

static int read_attributes(struct kern *k, const char *path, char what[256])
{
	static char list[65536], value[65536];
	const ssize_t n = kern_call(k, KERN_LLISTXATTR, (long)path, (long)list, sizeof(list));

	if (n == -EOPNOTSUPP)
		return 0;
	if (n < 0)
		return failed(n, "llistxattr", path, what);
	for (const char *name = list; name < list + n; name += strlen(name) + 1) {
		const ssize_t got = kern_call(k, KERN_LGETXATTR, (long)path, (long)name,
		    (long)value, sizeof(value));

		if (got < 0)
			return failed(got, "lgetxattr", path, what);
	}
	return 0;
}

static int read_directory(struct kern *k, const char *path, int depth, char what[256]);

static int read_entry(struct kern *k, const char *path, int depth, char what[256])
{
	char target[4096];
	struct stat st;
	int error = kern_lstat(k, path, &st);

	if (error)
		return failed(error, "stat", path, what);
	error = read_attributes(k, path, what);
	if (error)
		return error;
	if (S_ISDIR(st.st_mode))
		return depth < DEPTH ? read_directory(k, path, depth + 1, what) : 0;
	if (S_ISREG(st.st_mode))
		return read_file(k, path, what);
	if (!S_ISLNK(st.st_mode))
		return 0;
	error = kern_readlink(k, path, target, sizeof(target));
	return error < 0 ? failed(error, "readlink", path, what) : 0;
}

static int read_directory(struct kern *k, const char *path, int depth, char what[256])
{
	struct names names = { 0 };
	int error = kern_readdir(k, path, add_name, &names);

	if (error < 0)
		failed(error, "readdir", path, what);
	for (size_t at = 0; error >= 0 && at < names.len; at += strlen(names.text + at) + 1) {
		char *entry = text_format("%s/%s", path, names.text + at);

		/* A path can be longer than a call takes: that is no error of the tree. */
		if (strlen(entry) < 4096)
			error = read_entry(k, entry, depth, what);
		free(entry);
	}
	free(names.text);
	return error < 0 ? error : 0;
}

int sweep_tree_read(struct kern *k, const char *dir, char what[256])
{
	return read_entry(k, dir, 0, what);
}
