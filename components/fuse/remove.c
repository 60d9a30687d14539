/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Names that are removed, and names that change. */
#include <errno.h>
#include <linux/fs.h>
#include <string.h>

#include "components/fuse/store.h"

static int remove_entry(struct store *s, struct node *dir, const char *name, bool is_dir)
{
	struct entry *e = entry_find(dir, name);
	struct node *n = e ? e->node : NULL;

	if (!e)
		return ENOENT;
	if (is_dir != S_ISDIR(n->mode))
		return is_dir ? ENOTDIR : EISDIR;
	if (n->entries)
		return ENOTEMPTY;
	entry_remove(s, dir, e);
	node_put(s, n);
	return 0;
}

int ask_unlink(struct store *s, struct node *dir, const struct request *q, struct answer *a)
{
	(void)a;
	return remove_entry(s, dir, q->body, false);
}

int ask_rmdir(struct store *s, struct node *dir, const struct request *q, struct answer *a)
{
	(void)a;
	return remove_entry(s, dir, q->body, true);
}

struct place {
	struct node *dir;
	const char *name;
	struct entry *entry;
};

/* Each gets the other's node. */
static int exchange(struct store *s, struct place *from, struct place *to)
{
	struct node *a = from->entry->node, *b = to->entry->node;

	a->nlink++; /* so that neither is without a name meanwhile */
	b->nlink++;
	entry_remove(s, from->dir, from->entry);
	entry_remove(s, to->dir, to->entry);
	a->nlink--;
	b->nlink--;
	entry_add(s, from->dir, from->name, b);
	entry_add(s, to->dir, to->name, a);
	return 0;
}

/* Leaves behind what an overlay takes for "there is nothing". */
static int white_out(struct store *s, struct place *at)
{
	struct node *n = node_make(s, S_IFCHR);

	if (!n)
		return ENOSPC;
	entry_add(s, at->dir, at->name, n);
	return 0;
}

static int move(struct store *s, struct place *from, struct place *to, uint32_t flags)
{
	struct node *n = from->entry->node, *old = to->entry ? to->entry->node : NULL;

	if (old && old->entries)
		return ENOTEMPTY;
	if (flags & RENAME_WHITEOUT && s->nodes == STORE_NODES)
		return ENOSPC;
	if (old) {
		entry_remove(s, to->dir, to->entry);
		node_put(s, old);
	}
	entry_remove(s, from->dir, from->entry);
	entry_add(s, to->dir, to->name, n);
	return flags & RENAME_WHITEOUT ? white_out(s, from) : 0;
}

/* True where `dir` is the node, or below it. */
static bool is_below(const struct node *dir, const struct node *n)
{
	while (dir && dir != n)
		dir = dir->parent;
	return dir != NULL;
}

/* What a kernel that was not lied to does not ask for; 0: it may be done. */
static int check(const struct place *from, const struct place *to)
{
	if (S_ISDIR(from->entry->node->mode) && is_below(to->dir, from->entry->node))
		return EINVAL;
	if (to->entry && S_ISDIR(to->entry->node->mode) &&
	    is_below(from->dir, to->entry->node))
		return ENOTEMPTY;
	return 0;
}

static int change(struct store *s, struct node *dir, uint64_t newdir, const char *name,
    uint32_t flags)
{
	struct place from = { .dir = dir, .name = name };
	struct place to = { .dir = node_find(s, newdir), .name = name + strlen(name) + 1 };

	if (!to.dir)
		return ESTALE;
	if (!S_ISDIR(to.dir->mode))
		return ENOTDIR;
	if (!to.dir->nlink)
		return ENOENT;
	if (strlen(to.name) > STORE_NAME)
		return ENAMETOOLONG;
	from.entry = entry_find(from.dir, from.name);
	to.entry = entry_find(to.dir, to.name);
	if (!from.entry || (flags & RENAME_EXCHANGE && !to.entry))
		return ENOENT;
	if (to.entry && flags & RENAME_NOREPLACE)
		return EEXIST;
	if (to.entry && to.entry->node == from.entry->node)
		return 0;
	if (check(&from, &to))
		return check(&from, &to);
	return flags & RENAME_EXCHANGE ? exchange(s, &from, &to) : move(s, &from, &to, flags);
}

int ask_rename(struct store *s, struct node *dir, const struct request *q, struct answer *a)
{
	const struct fuse_rename_in *in = q->body;

	(void)a;
	return change(s, dir, in->newdir, (const char *)(in + 1), 0);
}

int ask_rename2(struct store *s, struct node *dir, const struct request *q, struct answer *a)
{
	const struct fuse_rename2_in *in = q->body;

	(void)a;
	return change(s, dir, in->newdir, (const char *)(in + 1), in->flags);
}
