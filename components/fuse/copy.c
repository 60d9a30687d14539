/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A copy of all nodes, for a snapshot. */
#include <stdlib.h>
#include <string.h>

#include "components/fuse/store.h"

static void *copy(const void *from, size_t len)
{
	void *to = malloc(len + 1);

	if (!to)
		abort();
	return len ? memcpy(to, from, len) : to;
}

static struct page *copy_pages(const struct node *n)
{
	struct page *page = n->pages ? copy(n->page, n->pages * sizeof(*page)) : NULL;

	for (size_t i = 0; i < n->pages; i++)
		page[i].data = copy(page[i].data, STORE_PAGE);
	return page;
}

static struct xattr *copy_xattrs(const struct xattr *from)
{
	struct xattr *first = NULL, **last = &first;

	for (; from; from = from->next) {
		struct xattr *x = copy(from, sizeof(*x) + strlen(from->name) + 1);

		x->value = copy(from->value, from->len);
		x->next = NULL;
		*last = x;
		last = &x->next;
	}
	return first;
}

/* Names of nodes that are copied already, but for their own names. */
static struct entry *copy_entries(const struct entry *from, struct node *const *node)
{
	struct entry *first = NULL, **last = &first;

	for (; from; from = from->next) {
		struct entry *e = copy(from, sizeof(*e) + strlen(from->name) + 1);

		e->node = node[from->node->id];
		e->next = NULL;
		*last = e;
		last = &e->next;
	}
	return first;
}

struct store *store_copy(const struct store *from)
{
	struct store *s = copy(from, sizeof(*s));

	s->node = copy(from->node, s->next * sizeof(*s->node));
	for (uint64_t id = 0; id < s->next; id++) {
		const struct node *was = from->node[id];
		struct node *n = was ? copy(was, sizeof(*n)) : NULL;

		s->node[id] = n;
		if (!n)
			continue;
		n->page = copy_pages(was);
		n->xattrs = copy_xattrs(was->xattrs);
		n->target = was->target ? copy(was->target, strlen(was->target) + 1) : NULL;
	}
	for (uint64_t id = 0; id < s->next; id++) {
		struct node *n = s->node[id];

		if (!n)
			continue;
		n->entries = copy_entries(n->entries, s->node);
		n->parent = n->parent ? s->node[n->parent->id] : NULL;
	}
	return s;
}
