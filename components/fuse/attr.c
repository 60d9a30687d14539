/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Attributes of files and of all of it. */
#include <errno.h>
#include <string.h>

#include "components/fuse/store.h"

struct fuse_attr attr_of(const struct node *n)
{
	return (struct fuse_attr){
		.ino = n->id,
		.size = n->size,
		.blocks = n->pages * (STORE_PAGE / 512),
		.atime = n->atime.tv_sec,
		.mtime = n->mtime.tv_sec,
		.ctime = n->ctime.tv_sec,
		.atimensec = n->atime.tv_nsec,
		.mtimensec = n->mtime.tv_nsec,
		.ctimensec = n->ctime.tv_nsec,
		.mode = n->mode,
		.nlink = n->nlink,
		.uid = n->uid,
		.gid = n->gid,
		.rdev = n->rdev,
		.blksize = STORE_PAGE,
	};
}

int ask_getattr(struct store *s, struct node *n, const struct request *q, struct answer *a)
{
	(void)s;
	(void)q;
	*(struct fuse_attr_out *)a->body =
	    (struct fuse_attr_out){ .attr_valid = 1, .attr = attr_of(n) };
	a->len = sizeof(struct fuse_attr_out);
	return 0;
}

static void set_size(struct store *s, struct node *n, uint64_t size)
{
	if (size < n->size || !size)
		data_cut(s, n, size, UINT64_MAX);
	n->size = size;
	n->mtime = s->now;
}

static void set_times(struct store *s, struct node *n, const struct fuse_setattr_in *in)
{
	if (in->valid & FATTR_ATIME)
		n->atime = (struct timespec){ in->atime, in->atimensec };
	if (in->valid & FATTR_MTIME)
		n->mtime = (struct timespec){ in->mtime, in->mtimensec };
	if (in->valid & FATTR_ATIME_NOW)
		n->atime = s->now;
	if (in->valid & FATTR_MTIME_NOW)
		n->mtime = s->now;
	n->ctime = in->valid & FATTR_CTIME ? (struct timespec){ in->ctime, in->ctimensec } : s->now;
}

int ask_setattr(struct store *s, struct node *n, const struct request *q, struct answer *a)
{
	const struct fuse_setattr_in *in = q->body;

	if (in->valid & FATTR_SIZE)
		set_size(s, n, in->size);
	if (in->valid & FATTR_UID)
		n->uid = in->uid;
	if (in->valid & FATTR_GID)
		n->gid = in->gid;
	if (in->valid & FATTR_MODE) {
		n->mode = (n->mode & S_IFMT) | (in->mode & ~S_IFMT);
		acl_follow(n);
	}
	set_times(s, n, in);
	return ask_getattr(s, n, q, a);
}

int ask_readlink(struct store *s, struct node *n, const struct request *q, struct answer *a)
{
	(void)s;
	(void)q;
	if (!n->target)
		return EINVAL;
	a->len = strlen(n->target);
	memcpy(a->body, n->target, a->len);
	return 0;
}

int ask_statfs(struct store *s, struct node *n, const struct request *q, struct answer *a)
{
	(void)n;
	(void)q;
	*(struct fuse_statfs_out *)a->body = (struct fuse_statfs_out){
		.st = {
			.blocks = STORE_PAGES,
			.bfree = STORE_PAGES - s->pages,
			.bavail = STORE_PAGES - s->pages,
			.files = STORE_NODES,
			.ffree = STORE_NODES - s->nodes,
			.bsize = STORE_PAGE,
			.frsize = STORE_PAGE,
			.namelen = STORE_NAME,
		},
	};
	a->len = sizeof(struct fuse_statfs_out);
	return 0;
}
