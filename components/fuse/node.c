/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Nodes, and the names that directories have for them. */
#include <stdlib.h>
#include <string.h>

#include "components/fuse/store.h"

struct node *node_find(struct store *s, uint64_t id)
{
	return id < s->next ? s->node[id] : NULL;
}

struct node *node_make(struct store *s, uint32_t mode)
{
	struct node *n;

	if (s->nodes == STORE_NODES)
		return NULL;
	n = calloc(1, sizeof(*n));
	s->node = realloc(s->node, (s->next + 1) * sizeof(*s->node));
	if (!n || !s->node)
		abort();
	*n = (struct node){
		.id = s->next,
		.mode = mode,
		.uid = s->uid,
		.gid = s->gid,
		.atime = s->now,
		.mtime = s->now,
		.ctime = s->now,
		.cookie = 2, /* those of "." and ".." */
	};
	s->node[s->next++] = n;
	s->nodes++;
	return n;
}

static void node_free(struct store *s, struct node *n)
{
	data_cut(s, n, 0, UINT64_MAX);
	while (n->xattrs)
		xattr_drop(n, n->xattrs->name);
	s->node[n->id] = NULL;
	s->nodes--;
	free(n->page);
	free(n->target);
	free(n);
}

void node_put(struct store *s, struct node *n)
{
	if (!n->nlink && !n->lookups && !n->opens)
		node_free(s, n);
}

void node_forget_all(struct store *s)
{
	for (uint64_t id = 0; id < s->next; id++) {
		struct node *n = s->node[id];

		if (!n)
			continue;
		n->lookups = n->opens = 0;
		node_put(s, n);
	}
}

void node_free_all(struct store *s)
{
	for (uint64_t id = 0; id < s->next; id++)
		while (s->node[id] && s->node[id]->entries)
			entry_remove(s, s->node[id], s->node[id]->entries);
	for (uint64_t id = 0; id < s->next; id++)
		if (s->node[id])
			node_free(s, s->node[id]);
	free(s->node);
}

struct entry *entry_find(struct node *dir, const char *name)
{
	struct entry *e = dir->entries;

	while (e && strcmp(e->name, name))
		e = e->next;
	return e;
}

static void changed(struct store *s, struct node *dir, struct node *n)
{
	dir->mtime = dir->ctime = n->ctime = s->now;
}

void entry_add(struct store *s, struct node *dir, const char *name, struct node *n)
{
	struct entry **last = &dir->entries;
	struct entry *e = malloc(sizeof(*e) + strlen(name) + 1);

	if (!e)
		abort();
	*e = (struct entry){ .cookie = ++dir->cookie, .node = n };
	strcpy(e->name, name);
	while (*last)
		last = &(*last)->next;
	*last = e;
	if (S_ISDIR(n->mode)) {
		n->parent = dir;
		n->nlink = n->nlink ? n->nlink : 1; /* its "." */
		dir->nlink++;
	}
	n->nlink++;
	changed(s, dir, n);
}

void entry_remove(struct store *s, struct node *dir, struct entry *e)
{
	struct entry **p = &dir->entries;
	struct node *n = e->node;

	while (*p != e)
		p = &(*p)->next;
	*p = e->next;
	free(e);
	if (S_ISDIR(n->mode)) {
		n->parent = NULL;
		dir->nlink--;
		if (n->nlink == 2)
			n->nlink--;
	}
	n->nlink--;
	changed(s, dir, n);
}
