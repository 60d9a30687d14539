/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A small tree with one of each kind, for programs that begin with something.  No name is
 * longer than eight bytes, so that each takes as much of an answer as the next one. */
#include <stdlib.h>
#include <string.h>

#include "components/fuse/store.h"

static struct node *add(struct store *s, struct node *dir, const char *name, uint32_t mode)
{
	struct node *n = node_make(s, mode);

	entry_add(s, dir, name, n);
	return n;
}

/* `len` bytes from `at` on, no two pages alike. */
static void fill(struct store *s, struct node *n, uint64_t at, size_t len)
{
	char data[STORE_PAGE];
	size_t done;

	for (size_t part; len; at += part, len -= part) {
		part = len < sizeof(data) ? len : sizeof(data);
		memset(data, 'a' + at / STORE_PAGE % 26, part);
		data_write(s, n, at, data, part, &done);
	}
}

static void link_to(struct node *n, const char *target)
{
	n->target = strdup(target);
	if (!n->target)
		abort();
	n->size = strlen(target);
}

void tree_make(struct store *s, struct node *root)
{
	struct node *dir, *file = add(s, root, "file", S_IFREG | 0644);

	fill(s, file, 0, 5000);
	xattr_put(file, "user.a", "value", 5);
	dir = add(s, root, "dir", S_IFDIR | 0755);
	fill(s, add(s, dir, "inside", S_IFREG | 0600), 0, 100);
	add(s, add(s, dir, "deeper", S_IFDIR | 0755), "empty", S_IFREG | 0644);
	link_to(add(s, root, "link", S_IFLNK | 0777), "dir/inside");
	fill(s, add(s, root, "big", S_IFREG | 0666), 0, 20 * STORE_PAGE);
	fill(s, add(s, root, "sparse", S_IFREG | 0644), 60 * STORE_PAGE, STORE_PAGE);
	entry_add(s, root, "hard", file);
	add(s, root, "fifo", S_IFIFO | 0644);
	add(s, root, "null", S_IFCHR | 0666)->rdev = 1 << 8 | 3;
}
