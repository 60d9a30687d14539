/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A file system in memory, which the server of fuse gives to the kernel: nodes by
 * number, with content in pages, names, and attributes.  Functions give 0 or an errno
 * (positive) unless they say otherwise; memory that is out ends the program.
 *
 * The requests and answers are those of <linux/fuse.h>, whose structures say what is
 * in them; what a file system has to do for each is in the manual pages of the calls.
 */
#ifndef COMPONENTS_FUSE_STORE_H
#define COMPONENTS_FUSE_STORE_H

#include <linux/fuse.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <time.h>

#define STORE_PAGE 4096u
#define STORE_PAGES 2048u /* of all files */
#define STORE_NODES 1000u /* that exist at a time */
#define STORE_NAME 255u
#define STORE_WRITE 131072u /* bytes of one request to write */

struct page {
	uint64_t index;
	uint8_t *data;
};

struct entry {
	struct entry *next;
	uint64_t cookie; /* where readdir goes on behind it; rises along the list */
	struct node *node;
	char name[];
};

struct xattr {
	struct xattr *next;
	size_t len;
	void *value;
	char name[];
};

struct node {
	uint64_t id;
	uint32_t mode, uid, gid, rdev, nlink;
	uint64_t size;
	struct timespec atime, mtime, ctime;
	uint64_t lookups, opens; /* that the kernel has */
	char *target;            /* of a symbolic link */
	struct page *page;       /* those that are there, by index */
	size_t pages;
	struct entry *entries; /* of a directory */
	uint64_t cookie;
	struct node *parent;
	struct xattr *xattrs;
};

struct store {
	struct node **node; /* by number; NULL: none */
	uint64_t next;      /* the number of the next one; none is used twice */
	uint64_t nodes, pages;
	bool writeback; /* how the kernel is to cache content */
	/* Of the request under way: */
	struct timespec now;
	uint32_t uid, gid;
	struct lies *lies; /* NULL: it tells the truth */
};

/* -- node.c -- */

struct node *node_find(struct store *, uint64_t id);
/* A new node without a name; NULL: there are too many. */
struct node *node_make(struct store *, uint32_t mode);
/* Frees a node that has no name and that the kernel does not know. */
void node_put(struct store *, struct node *);
/* Forgets what the kernel knew: it is another mount. */
void node_forget_all(struct store *);
void node_free_all(struct store *);

struct entry *entry_find(struct node *dir, const char *name);
void entry_add(struct store *, struct node *dir, const char *name, struct node *);
/* Takes the name away; the node stays until it is put. */
void entry_remove(struct store *, struct node *dir, struct entry *);

/* -- copy.c, tree.c -- */

struct store *store_copy(const struct store *);
/* Fills an empty one. */
void tree_make(struct store *, struct node *root);

/* -- data.c -- */

void data_read(const struct node *, uint64_t at, void *to, size_t len);
/* *done receives how much of it had room. */
int data_write(struct store *, struct node *, uint64_t at, const void *from, size_t len,
    size_t *done);
/* [from, to) is zeroes, and takes no room where that is whole pages. */
void data_cut(struct store *, struct node *, uint64_t from, uint64_t to);
/* [from, to) has room. */
int data_reserve(struct store *, struct node *, uint64_t from, uint64_t to);
/* The next page from `at` on that is there (data) or is not; `at` or more. */
uint64_t data_next(const struct node *, uint64_t at, bool data);

/* -- acl.c, xattr.c -- */

struct xattr *xattr_find(struct node *, const char *name);
void xattr_put(struct node *, const char *name, const void *value, size_t len);
void xattr_drop(struct node *, const char *name);

#define ACL_ACCESS "system.posix_acl_access"
#define ACL_DEFAULT "system.posix_acl_default"
/* Sets the mode by an access list, and keeps the list where the mode does not say it
 * all. */
int acl_set(struct node *, const void *value, size_t len);
/* The mode was changed: the list follows. */
void acl_follow(struct node *);
/* A new node of `dir` gets its mode and lists. */
void acl_inherit(struct node *dir, struct node *, uint32_t umask);

/* -- the requests, each in the file that is named for it -- */

struct request {
	const struct fuse_in_header *head;
	const void *body;
	size_t len; /* of the body */
};

struct answer {
	char *body;
	size_t len; /* of the body; 0 until set */
};

typedef int handler(struct store *, struct node *, const struct request *, struct answer *);

/* names.c */
handler ask_lookup, ask_mknod, ask_mkdir, ask_symlink, ask_create, ask_tmpfile, ask_link;
/* remove.c */
handler ask_unlink, ask_rmdir, ask_rename, ask_rename2;
/* attr.c */
handler ask_getattr, ask_setattr, ask_readlink, ask_statfs;
/* file.c */
handler ask_open, ask_release, ask_read, ask_write, ask_fallocate, ask_lseek, ask_copy, ask_done;
/* dir.c */
handler ask_opendir, ask_readdir, ask_readdirplus;
/* xattr.c */
handler ask_setxattr, ask_getxattr, ask_listxattr, ask_removexattr;

/* attr.c: what an answer says of a node. */
struct fuse_attr attr_of(const struct node *);
/* names.c: the same with its number; the kernel then knows the node. */
struct fuse_entry_out entry_of(struct node *);
/* file.c: the node is open. */
struct fuse_open_out open_node(struct node *);

#endif
