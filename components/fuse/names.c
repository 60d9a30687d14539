/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Names that are looked up and made. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "components/fuse/store.h"

struct fuse_entry_out entry_of(struct node *n)
{
	n->lookups++;
	return (struct fuse_entry_out){
		.nodeid = n->id,
		.entry_valid = 1,
		.attr_valid = 1,
		.attr = attr_of(n),
	};
}

static int give(struct answer *a, struct node *n)
{
	*(struct fuse_entry_out *)a->body = entry_of(n);
	a->len = sizeof(struct fuse_entry_out);
	return 0;
}

int ask_lookup(struct store *s, struct node *dir, const struct request *q, struct answer *a)
{
	const char *name = q->body;
	const struct entry *e = entry_find(dir, name);

	(void)s;
	if (!strcmp(name, ".")) /* of a handle that is opened */
		return give(a, dir);
	if (!strcmp(name, ".."))
		return dir->parent ? give(a, dir->parent) : ESTALE;
	if (strlen(name) > STORE_NAME)
		return ENAMETOOLONG;
	return e ? give(a, e->node) : ENOENT;
}

/* A new node in `dir`, with a name unless that is NULL. */
static int make(struct store *s, struct node *dir, const char *name, uint32_t mode, uint32_t umask,
    struct node **made)
{
	struct node *n;

	if (name && strlen(name) > STORE_NAME)
		return ENAMETOOLONG;
	if (name && entry_find(dir, name))
		return EEXIST;
	if (!dir->nlink)
		return ENOENT;
	n = *made = node_make(s, mode);
	if (!n)
		return ENOSPC;
	acl_inherit(dir, n, umask);
	if (dir->mode & S_ISGID) {
		n->gid = dir->gid;
		n->mode |= S_ISDIR(mode) ? S_ISGID : 0;
	}
	if (name)
		entry_add(s, dir, name, n);
	return 0;
}

int ask_mknod(struct store *s, struct node *dir, const struct request *q, struct answer *a)
{
	const struct fuse_mknod_in *in = q->body;
	struct node *n;
	const int error = make(s, dir, (const char *)(in + 1), in->mode, in->umask, &n);

	if (error)
		return error;
	n->rdev = in->rdev;
	return give(a, n);
}

int ask_mkdir(struct store *s, struct node *dir, const struct request *q, struct answer *a)
{
	const struct fuse_mkdir_in *in = q->body;
	struct node *n;
	const int error = make(s, dir, (const char *)(in + 1), S_IFDIR | in->mode, in->umask, &n);

	return error ? error : give(a, n);
}

int ask_symlink(struct store *s, struct node *dir, const struct request *q, struct answer *a)
{
	const char *name = q->body, *target = name + strlen(name) + 1;
	struct node *n;
	const int error = make(s, dir, name, S_IFLNK | 0777, 0, &n);

	if (error)
		return error;
	n->target = strdup(target);
	if (!n->target)
		abort();
	n->size = strlen(target);
	return give(a, n);
}

static int create(struct store *s, struct node *dir, const char *name,
    const struct fuse_create_in *in, struct answer *a)
{
	struct node *n;
	const int error = make(s, dir, name, in->mode, in->umask, &n);
	struct {
		struct fuse_entry_out entry;
		struct fuse_open_out open;
	} *out = (void *)a->body;

	if (error)
		return error;
	out->entry = entry_of(n);
	out->open = open_node(n);
	a->len = sizeof(*out);
	return 0;
}

int ask_create(struct store *s, struct node *dir, const struct request *q, struct answer *a)
{
	const struct fuse_create_in *in = q->body;

	return create(s, dir, (const char *)(in + 1), in, a);
}

int ask_tmpfile(struct store *s, struct node *dir, const struct request *q, struct answer *a)
{
	return create(s, dir, NULL, q->body, a);
}

int ask_link(struct store *s, struct node *dir, const struct request *q, struct answer *a)
{
	const struct fuse_link_in *in = q->body;
	const char *name = (const char *)(in + 1);
	struct node *n = node_find(s, in->oldnodeid);

	if (!n)
		return ESTALE;
	if (S_ISDIR(n->mode))
		return EPERM;
	if (!dir->nlink)
		return ENOENT;
	if (strlen(name) > STORE_NAME)
		return ENAMETOOLONG;
	if (entry_find(dir, name))
		return EEXIST;
	entry_add(s, dir, name, n);
	return give(a, n);
}
