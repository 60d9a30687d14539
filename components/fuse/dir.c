/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Directories that are read. */
#include <string.h>

#include "components/fuse/store.h"

int ask_opendir(struct store *s, struct node *n, const struct request *q, struct answer *a)
{
	(void)s;
	(void)q;
	*(struct fuse_open_out *)a->body = open_node(n);
	a->len = sizeof(struct fuse_open_out);
	return 0;
}

struct listing {
	struct answer *answer;
	size_t room;
	bool plus;
};

/* Adds an entry; false: it does not fit. */
static bool list(struct listing *l, struct node *n, const char *name, uint64_t cookie, bool dots)
{
	const size_t before = l->plus ? sizeof(struct fuse_entry_out) : 0;
	const size_t len =
	    FUSE_DIRENT_ALIGN(before + FUSE_NAME_OFFSET + strlen(name));
	char *at = l->answer->body + l->answer->len;
	struct fuse_dirent *d = (struct fuse_dirent *)(at + before);

	if (l->answer->len + len > l->room)
		return false;
	memset(at, 0, len);
	if (l->plus && !dots)
		*(struct fuse_entry_out *)at = entry_of(n);
	*d = (struct fuse_dirent){
		.ino = n->id,
		.off = cookie,
		.namelen = strlen(name),
		.type = n->mode >> 12,
	};
	memcpy(d->name, name, strlen(name));
	l->answer->len += len;
	return true;
}

static int read_dir(struct node *n, const struct fuse_read_in *in, struct answer *a, bool plus)
{
	struct listing l = { .answer = a, .room = in->size, .plus = plus };
	const struct entry *e = n->entries;

	if (in->offset < 1 && !list(&l, n, ".", 1, true))
		return 0;
	if (in->offset < 2 && !list(&l, n->parent ? n->parent : n, "..", 2, true))
		return 0;
	while (e && e->cookie <= in->offset)
		e = e->next;
	while (e && list(&l, e->node, e->name, e->cookie, false))
		e = e->next;
	return 0;
}

int ask_readdir(struct store *s, struct node *n, const struct request *q, struct answer *a)
{
	(void)s;
	return read_dir(n, q->body, a, false);
}

int ask_readdirplus(struct store *s, struct node *n, const struct request *q, struct answer *a)
{
	(void)s;
	return read_dir(n, q->body, a, true);
}
