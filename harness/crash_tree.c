/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Reads the whole of a small file system. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/crash_internal.h"

#define DEPTH_MAX 16
#define NAMES_MAX 4096
#define TREE_BLOCK 64 /* names and inodes grow by so many */

struct walk {
	const struct crash_look *look;
	struct crash_tree *tree;
	char path[4096]; /* with the mount point */
	size_t dir_len;  /* of the mount point and its '/' */
};

/* Room for one more; the array doubles inside the pool. */
static void *grown(struct crash_pool *pool, void *old, size_t used, size_t size)
{
	void *bigger;

	if (used && (used < TREE_BLOCK || used & (used - 1)))
		return old;
	bigger = crash_pool_get(pool, (used ? 2 * used : TREE_BLOCK) * size);
	return used ? memcpy(bigger, old, used * size) : bigger;
}

static struct crash_inode *add_inode(struct walk *w)
{
	struct crash_tree *t = w->tree;

	t->inode = grown(w->look->pool, t->inode, t->inodes, sizeof(*t->inode));
	t->inode[t->inodes] = (struct crash_inode){ 0 };
	return &t->inode[t->inodes++];
}

static void add_name(struct walk *w, const char *path, uint32_t inode)
{
	struct crash_tree *t = w->tree;

	t->name = grown(w->look->pool, t->name, t->names, sizeof(*t->name));
	t->name[t->names++] = (struct crash_name){ crash_pool_text(w->look->pool, path), inode };
}

static const struct crash_inode *same_inode(const struct crash_tree *t, uint64_t ino)
{
	for (size_t i = 0; t && i < t->inodes; i++)
		if (t->inode[i].ino == ino)
			return &t->inode[i];
	return NULL;
}

/* The content behind a descriptor, shared with `like` where it is the same. */
static void read_content(struct walk *w, struct crash_inode *i, int fd)
{
	static uint8_t buf[CRASH_FILE_MAX];
	const struct crash_inode *like = same_inode(w->look->like, i->ino);
	size_t done = 0;
	ssize_t n = 0;

	if (i->size > CRASH_FILE_MAX) {
		i->error = -EFBIG;
		return;
	}
	for (; done < i->size; done += n) {
		n = kern_pread(w->look->k, fd, buf + done, i->size - done, done);
		if (n <= 0)
			break;
	}
	if (done < i->size) {
		i->error = n < 0 ? n : -ENODATA;
		return;
	}
	if (like && like->data && like->size == i->size && !memcmp(like->data, buf, i->size))
		i->data = like->data;
	else
		i->data = memcpy(crash_pool_get(w->look->pool, i->size + 1), buf, i->size);
}

static void read_file(struct walk *w, struct crash_inode *i)
{
	const int fd = kern_open(w->look->k, w->path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);

	if (fd < 0) {
		i->error = fd;
		return;
	}
	read_content(w, i, fd);
	kern_close(w->look->k, fd);
}

static void read_link(struct walk *w, struct crash_inode *i)
{
	char target[4096];
	const ssize_t n = kern_readlink(w->look->k, w->path, target, sizeof(target) - 1);

	if (n < 0) {
		i->error = n;
		return;
	}
	target[n] = '\0';
	i->data = (const uint8_t *)crash_pool_text(w->look->pool, target);
}

static void set_attributes(struct crash_inode *i, const struct stat *st)
{
	i->ino = st->st_ino;
	i->mode = st->st_mode;
	i->uid = st->st_uid;
	i->gid = st->st_gid;
	i->nlink = st->st_nlink;
	i->rdev = st->st_rdev;
	i->size = st->st_size;
}

static void read_inode(struct walk *w, struct crash_inode *i)
{
	int error;

	if (S_ISREG(i->mode))
		read_file(w, i);
	if (S_ISLNK(i->mode))
		read_link(w, i);
	error = crash_xattr_read(w->look->k, w->path, w->look->pool, i);
	if (error && !i->error)
		i->error = error;
}

/* The inode of the file at w->path, read where it was not so far. */
static uint32_t inode_of(struct walk *w)
{
	struct stat st = { 0 };
	const int error = kern_lstat(w->look->k, w->path, &st);
	struct crash_inode *i;

	for (size_t n = 0; !error && st.st_nlink > 1 && n < w->tree->inodes; n++)
		if (w->tree->inode[n].ino == st.st_ino && !S_ISDIR(st.st_mode))
			return n;
	i = add_inode(w);
	set_attributes(i, &st);
	i->error = error;
	if (!error)
		read_inode(w, i);
	return w->tree->inodes - 1;
}

struct entries {
	struct crash_pool *pool;
	const char **name;
	size_t n;
};

static int add_entry(void *arg, const struct kern_dirent *d)
{
	struct entries *e = arg;

	if (!strcmp(d->name, ".") || !strcmp(d->name, ".."))
		return 0;
	if (e->n == NAMES_MAX)
		return -E2BIG;
	e->name = grown(e->pool, e->name, e->n, sizeof(*e->name));
	e->name[e->n++] = crash_pool_text(e->pool, d->name);
	return 0;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The file at w->path, and what is below it. */
static void walk(struct walk *w, int depth)
{
	const size_t len = strlen(w->path);
	struct entries e = { .pool = w->look->pool };
	const uint32_t inode = inode_of(w);
	int n;

	add_name(w, len < w->dir_len ? "" : w->path + w->dir_len, inode);
	if (!S_ISDIR(w->tree->inode[inode].mode) || w->tree->error)
		return;
	if (depth == DEPTH_MAX || w->tree->names > NAMES_MAX) {
		w->tree->error = -E2BIG;
		return;
	}
	n = kern_readdir(w->look->k, w->path, add_entry, &e);
	if (n < 0)
		w->tree->inode[inode].error = n;
	if (e.n)
		qsort(e.name, e.n, sizeof(*e.name), by_name);
	for (size_t i = 0; i < e.n; i++) {
		if (len + 1 + strlen(e.name[i]) >= sizeof(w->path))
			continue;
		w->path[len] = '/';
		strcpy(w->path + len + 1, e.name[i]);
		walk(w, depth + 1);
		w->path[len] = '\0';
	}
}

/* Files that are open and have no name. */
static void read_open(struct walk *w)
{
	struct stat st, root;
	struct crash_inode *i;

	if (!w->look->open_fds || kern_stat(w->look->k, w->look->dir, &root))
		return;
	for (int fd = 0; fd < w->look->open_fds; fd++) {
		if (kern_fstat(w->look->k, fd, &st) || !S_ISREG(st.st_mode) || st.st_nlink ||
		    st.st_dev != root.st_dev || same_inode(w->tree, st.st_ino))
			continue;
		i = add_inode(w);
		set_attributes(i, &st);
		read_content(w, i, fd);
		i->error = 0; /* opened for writing alone: it can not be read */
	}
}

static uint64_t hash_attributes(const struct crash_inode *i, bool numbers)
{
	const uint64_t value[] = { i->mode, (uint64_t)i->uid << 32 | i->gid, i->nlink, i->rdev,
		numbers ? i->ino : 0, (uint64_t)(int64_t)i->error };
	uint64_t hash = crash_hash(1, value, sizeof(value));

	if (S_ISLNK(i->mode) && i->data)
		hash = crash_hash(hash, i->data, strlen((const char *)i->data));
	return i->xattr_len ? crash_hash(hash, i->xattr, i->xattr_len) : hash;
}

/* The directory that a path is in: the last name before it that is its front. */
static struct crash_inode *parent_of(struct crash_tree *t, size_t name)
{
	const char *path = t->name[name].path, *slash = strrchr(path, '/');
	const size_t len = slash ? (size_t)(slash - path) : 0;

	while (name--)
		if (strlen(t->name[name].path) == len && !memcmp(t->name[name].path, path, len))
			return &t->inode[t->name[name].inode];
	return NULL;
}

static void hash_tree(struct crash_tree *t, bool numbers)
{
	t->hash = (uint64_t)(int64_t)t->error;
	for (size_t i = 0; i < t->inodes; i++)
		t->inode[i].own = hash_attributes(&t->inode[i], numbers);
	for (size_t i = 0; i < t->names; i++) {
		const struct crash_inode *inode = &t->inode[t->name[i].inode];
		const uint64_t hash = hash_attributes(inode, numbers);

		t->hash = crash_hash(t->hash, t->name[i].path, strlen(t->name[i].path));
		t->hash = crash_hash(t->hash, &hash, sizeof(hash));
	}
}

/* In a step a file's own hash takes its names in, and that of a directory its
 * entries; sums, as the order of names is no matter. */
static void hash_names(struct crash_tree *t)
{
	for (size_t i = 1; i < t->names; i++) {
		struct crash_inode *dir = parent_of(t, i), *file = &t->inode[t->name[i].inode];
		const char *slash = strrchr(t->name[i].path, '/');
		const char *leaf = slash ? slash + 1 : t->name[i].path;

		if (!dir)
			continue;
		dir->own += crash_hash(file->ino, leaf, strlen(leaf));
		file->own += crash_hash(~dir->ino, leaf, strlen(leaf));
	}
}

void crash_tree_read(const struct crash_look *look, struct crash_tree *t)
{
	struct walk w = { .look = look, .tree = t };

	*t = (struct crash_tree){ 0 };
	snprintf(w.path, sizeof(w.path), "%s", look->dir);
	w.dir_len = strlen(w.path) + 1;
	walk(&w, 0);
	read_open(&w);
	hash_tree(t, look->numbers);
	if (look->open_fds)
		hash_names(t);
}
