/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/crash_internal.h"
#include "harness/look.h"

#define DETAILS 2048

struct look {
	struct crash_pool pool;
	struct crash_tree tree;
};

struct look *look_at(struct kern *k, const char *dir)
{
	struct look *l = calloc(1, sizeof(*l));

	if (!l)
		harness_failf("a look at %s: out of memory", dir);
	crash_tree_read(&(struct crash_look){ .k = k, .dir = dir, .pool = &l->pool }, &l->tree);
	return l;
}

void look_free(struct look *l)
{
	if (l)
		crash_pool_free(&l->pool);
	free(l);
}

/* What a file system does not keep is made the same in both. */
static struct crash_inode kept(const struct crash_inode *i, uint64_t lacks)
{
	struct crash_inode k = *i;

	if (lacks & FS_MODE)
		k.mode &= S_IFMT;
	if (lacks & FS_OWNER)
		k.uid = k.gid = 0;
	if (lacks & FS_DIR_LINKS && S_ISDIR(k.mode))
		k.nlink = 0;
	return k;
}

/* What differs first between a file then and now; NULL: nothing does. */
static const char *differ(const struct crash_inode *was, const struct crash_inode *is)
{
	if (was->error)
		return NULL;
	if (is->error)
		return "a file can not be read";
	if (was->mode != is->mode)
		return "mode";
	if (was->uid != is->uid || was->gid != is->gid)
		return "owner";
	if (was->nlink != is->nlink)
		return "number of links";
	if (was->rdev != is->rdev)
		return "device number";
	if (was->xattr_len != is->xattr_len ||
	    (was->xattr_len && memcmp(was->xattr, is->xattr, was->xattr_len)))
		return "extended attributes";
	if (S_ISREG(was->mode) && was->size != is->size)
		return "size";
	if (S_ISREG(was->mode) && was->data && is->data && memcmp(was->data, is->data, was->size))
		return "content";
	if (S_ISLNK(was->mode) && strcmp((const char *)was->data, (const char *)is->data))
		return "target";
	return NULL;
}

static void describe(const struct crash_inode *i, char *text, size_t len)
{
	if (!i)
		snprintf(text, len, "nothing");
	else
		snprintf(text, len, "mode %06o, owner %u:%u, %u links, %llu bytes%s%s", i->mode,
		    i->uid, i->gid, i->nlink, (unsigned long long)i->size,
		    i->error ? ", not to be read: " : "",
		    i->error ? strerrorname_np(-i->error) : "");
}

static void tell(char *text, const char *path, const struct crash_inode *was,
    const struct crash_inode *is)
{
	char before[160], now[160];

	describe(was, before, sizeof(before));
	describe(is, now, sizeof(now));
	snprintf(text, DETAILS, "/%.*s\nbefore: %s\nnow:    %s\n", 1024, path, before, now);
}

/* Where contents differ, and how. */
static void tell_content(char *text, const struct crash_inode *was, const struct crash_inode *is)
{
	const size_t len = strlen(text);
	size_t at = 0;

	while (was->data[at] == is->data[at])
		at++;
	snprintf(text + len, DETAILS - len, "byte %zu: before: 0x%02x, now: 0x%02x\n", at,
	    was->data[at], is->data[at]);
}

static const struct crash_inode *inode_of(const struct look *l, size_t name)
{
	return &l->tree.inode[l->tree.name[name].inode];
}

static bool has(const struct look *l, const char *path)
{
	for (size_t i = 0; i < l->tree.names; i++)
		if (!strcmp(l->tree.name[i].path, path))
			return true;
	return false;
}

/* The names at `i` are not the same: one of the lists has one more. */
static const char *differ_name(const struct look *was, const struct look *is, size_t i, char *text)
{
	const struct crash_tree *w = &was->tree, *n = &is->tree;
	const bool gone = i < w->names && !has(is, w->name[i].path);

	if (gone) {
		tell(text, w->name[i].path, inode_of(was, i), NULL);
		return "a name is gone";
	}
	if (i < n->names) {
		tell(text, n->name[i].path, NULL, inode_of(is, i));
		return "a name has come";
	}
	return "a name is there twice";
}

/* Both lists of names are in the order of the walk.  The first difference is told. */
static const char *walk(const struct look *was, const struct look *is, uint64_t lacks, char *text)
{
	const struct crash_tree *w = &was->tree, *n = &is->tree;

	for (size_t i = 0; i < w->names || i < n->names; i++) {
		struct crash_inode a, b;
		const char *what;

		if (i == w->names || i == n->names || strcmp(w->name[i].path, n->name[i].path))
			return differ_name(was, is, i, text);
		a = kept(inode_of(was, i), lacks);
		b = kept(inode_of(is, i), lacks);
		what = differ(&a, &b);
		if (!what)
			continue;
		tell(text, w->name[i].path, inode_of(was, i), inode_of(is, i));
		if (!strcmp(what, "content"))
			tell_content(text, &a, &b);
		return what;
	}
	return NULL;
}

const char *look_differ(const struct look *was, const struct look *is, uint64_t lacks,
    char **details)
{
	char *text = calloc(1, DETAILS);

	if (!text)
		harness_failf("looks: out of memory");
	*details = text;
	/* A tree that was cut short at the first look was not seen whole. */
	return was->tree.error ? NULL : walk(was, is, lacks, text);
}
