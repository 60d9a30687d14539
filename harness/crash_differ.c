/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Says how one tree differs from another. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "harness/crash_internal.h"

#define SHOWN 8 /* differences that are told */

struct differ {
	char *buf;
	size_t len, used, count;
	bool numbers;
};

static __attribute__((format(printf, 2, 3))) void tell(struct differ *d, const char *format, ...)
{
	va_list list;
	int n;

	if (d->count++ >= SHOWN || d->used >= d->len)
		return;
	va_start(list, format);
	n = vsnprintf(d->buf + d->used, d->len - d->used, format, list);
	va_end(list);
	d->used += n > 0 ? n : 0;
	if (d->used < d->len)
		d->used += snprintf(d->buf + d->used, d->len - d->used, "\n");
}

static const char *shown(const char *path)
{
	return *path ? path : "(the root)";
}

static void differ_number(struct differ *d, const char *path, const char *what,
    unsigned long long want, unsigned long long got)
{
	if (want != got)
		tell(d, "%s: %s: expected %llu, got %llu", shown(path), what, want, got);
}

static bool same_link(const struct crash_inode *a, const struct crash_inode *b)
{
	return !S_ISLNK(a->mode) || !a->data || !b->data ||
	       !strcmp((const char *)a->data, (const char *)b->data);
}

static void differ_inode(struct differ *d, const char *path, const struct crash_inode *want,
    const struct crash_inode *got)
{
	if (got->error && !want->error) {
		tell(d, "%s: can not be read: %s", shown(path), strerrorname_np(-got->error));
		return;
	}
	if (want->mode != got->mode)
		tell(d, "%s: mode: expected %06o, got %06o", shown(path), want->mode, got->mode);
	differ_number(d, path, "uid", want->uid, got->uid);
	differ_number(d, path, "gid", want->gid, got->gid);
	differ_number(d, path, "links", want->nlink, got->nlink);
	differ_number(d, path, "device", want->rdev, got->rdev);
	if (d->numbers)
		differ_number(d, path, "inode", want->ino, got->ino);
	if (!same_link(want, got))
		tell(d, "%s: target: expected %s, got %s", path, want->data, got->data);
	if (want->xattr_len != got->xattr_len ||
	    memcmp(want->xattr ? want->xattr : (void *)"", got->xattr ? got->xattr : (void *)"",
		want->xattr_len))
		tell(d, "%s: extended attributes: expected %zu bytes of them, got %zu", shown(path),
		    want->xattr_len, got->xattr_len);
}

static const struct crash_inode *inode_at(const struct crash_tree *t, size_t name)
{
	return &t->inode[t->name[name].inode];
}

static const struct crash_inode *find(const struct crash_tree *t, const char *path)
{
	for (size_t i = 0; i < t->names; i++)
		if (!strcmp(t->name[i].path, path))
			return inode_at(t, i);
	return NULL;
}

size_t crash_tree_differ(const struct crash_tree *want, const struct crash_tree *got, bool numbers,
    char *buf, size_t len)
{
	struct differ d = { .buf = buf, .len = len, .numbers = numbers };

	buf[0] = '\0';
	if (got->error != want->error)
		tell(&d, "the tree can not be walked: %s", strerrorname_np(-got->error));
	for (size_t i = 0; i < want->names; i++) {
		const struct crash_inode *there = find(got, want->name[i].path);

		if (!there)
			tell(&d, "%s: missing", want->name[i].path);
		else
			differ_inode(&d, want->name[i].path, inode_at(want, i), there);
	}
	for (size_t i = 0; i < got->names; i++)
		if (!find(want, got->name[i].path))
			tell(&d, "%s: is there", got->name[i].path);
	return d.count;
}
