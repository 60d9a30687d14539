/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the files harness/crash*.c share. */
#ifndef RUMPUS_HARNESS_CRASH_INTERNAL_H
#define RUMPUS_HARNESS_CRASH_INTERNAL_H

#include "harness/crash.h"
#include "harness/internal.h"

#define CRASH_SECTOR 512u
#define CRASH_FILE_MAX (4u << 20) /* files of a body are no larger */
#define CRASH_WHY 4096            /* room for what is wrong with a state */

/* crash_pool.c: memory that is given back all at once. */
struct crash_chunk;
struct crash_pool {
	struct crash_chunk *first, *now;
	size_t used;
};
void *crash_pool_get(struct crash_pool *, size_t len); /* not cleared; aligned to 8 */
char *crash_pool_text(struct crash_pool *, const char *text);
void crash_pool_reset(struct crash_pool *); /* all of it may be got again */
void crash_pool_free(struct crash_pool *);

/* A set of 64-bit hashes. */
struct crash_seen {
	uint64_t *slot; /* 0: empty */
	size_t size, used;
};
/* Adds a hash; true where it was not there. */
bool crash_seen_add(struct crash_seen *, uint64_t hash);
void crash_seen_free(struct crash_seen *);

/* crash_hash(): folds `len` bytes into `hash`. */
uint64_t crash_hash(uint64_t hash, const void *data, size_t len);

/* One file, with all names that it has. */
struct crash_inode {
	uint64_t ino;
	uint32_t mode, uid, gid, nlink;
	uint64_t rdev, size;
	const uint8_t *data;  /* a regular file: size bytes; a link: its target */
	const uint8_t *xattr; /* "name\0", length as uint32_t, value; by name */
	size_t xattr_len;
	int error;    /* of reading it, else 0 */
	uint64_t own; /* hash of attributes, names and, of a directory, entries */
	/* In a step: who it is.  Inode numbers are used again, these are not. */
	uint32_t id;
	uint32_t born, changed; /* the step it came in; the one that changed `own` last */
};

struct crash_name {
	const char *path; /* below the mount point; "" is the root */
	uint32_t inode;   /* index */
};

/* The whole of a small file system.  Names in the order of a walk, sorted in each
 * directory; inodes without a name (open files) come last. */
struct crash_tree {
	struct crash_name *name;
	size_t names;
	struct crash_inode *inode;
	size_t inodes;
	int error;     /* of the walk: too many names, too deep; else 0 */
	uint64_t hash; /* of all names and attributes but the sizes of regular files */
};

/* crash_tree.c: reads what is below `dir`.  `open_fds`: files that descriptors
 * below it hold and that have no name are part of it.  `like`: where a file is as
 * it was there, its content is shared (NULL: none). */
struct crash_look {
	struct kern *k;
	const char *dir;
	int open_fds;
	bool numbers; /* inode numbers outlive an unmount: they count */
	const struct crash_tree *like;
	struct crash_pool *pool;
};
void crash_tree_read(const struct crash_look *, struct crash_tree *);
/* Says how `got` differs from `want`, in at most `len` bytes, a few differences at
 * most, from line to line; the number of all differences. */
size_t crash_tree_differ(const struct crash_tree *want, const struct crash_tree *got, bool numbers,
    char *buf, size_t len);
/* crash_attr.c: reads the extended attributes of `path`; 0 or -errno. */
int crash_xattr_read(struct kern *, const char *path, struct crash_pool *, struct crash_inode *);

/* A state of the tree, after the call that led to it. */
struct crash_step {
	struct crash_tree tree;
	char *call; /* "renameat2 /mnt/a /mnt/b = 0" */
};

/* A call that made something durable. */
struct crash_sync {
	uint32_t step;
	uint32_t id;       /* of the file; 0: everything */
	uint64_t from, to; /* content: the bytes from..to - 1 */
	bool size;         /* size */
	bool names;        /* attributes, names and entries */
};

/* A mapping of a file, for msync. */
struct crash_map {
	uint64_t addr, len, ino, at;
};

struct crash {
	const struct component *comp;
	const struct crash_promise *promise;
	struct disk *disk; /* the content from before the log, between states */
	uint32_t dev;      /* as the log knows it */
	struct trace *log;
	struct crash_step *step; /* 0: mounted */
	size_t steps;
	struct crash_sync *sync;
	size_t syncs;
	struct crash_map *map;
	size_t maps;
	uint32_t last_id;
	char *options;    /* of the mount */
	uint32_t flushed; /* the last step whose writes the state's disk had to keep */
	bool under_way;   /* the call behind the state's last step had written something */
	struct crash_pool pool;
	char why[CRASH_WHY];
	struct crash_fsck *fsck; /* NULL: not used so far */
	/* The judgement under way, or left with a bad state; else NULL. */
	struct crash_states *states;
	struct kern *k;
};

/* Ends a judgement: its kernel, its states. */
void crash_judged(struct crash *);

/* crash_calls.c: what a call is to a crash case. */
bool crash_call_changes(int call, const long arg[6]);
char *crash_call_text(int call, const long arg[6], long result);
/* crash_step.c: true where two steps do not differ, in content and sizes either. */
bool crash_tree_same(const struct crash_tree *, const struct crash_tree *);
/* The hook of struct kern.called; begins with step 0. */
void crash_steps_begin(struct crash *, struct kern *);
void crash_steps_end(struct crash *, struct kern *);
/* crash_sync.c: adds what a call made durable, for the step that it is. */
void crash_sync_note(struct crash *, struct kern *, int call, const long arg[6], long result);
void crash_map_note(struct crash *, struct kern *, const long arg[6], long addr);
/* True where the last call made something durable. */
bool crash_call_syncs(int call, long result);

/* crash_old.c: what free space holds before a body. */
void crash_old_fill(struct kern *, const char *dir);
bool crash_old_is(const uint8_t *data, size_t len);

/* The judges, of the tree that was found after a cut behind step `cut`: true, or
 * false with what is wrong added to c->why. */
bool crash_judge_journal(struct crash *, uint32_t cut, const struct crash_tree *got);
bool crash_judge_weak(struct crash *, uint32_t cut, const struct crash_tree *got);
/* crash_data.c: the same, of content and size of the file `id`. */
bool crash_judge_data(struct crash *, uint32_t id, uint32_t cut, const char *path,
    const struct crash_inode *got);
/* Adds a line to c->why; false, for the convenience of callers. */
bool crash_wrong(struct crash *, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The last step that a cut behind step `cut` may show: the call under way counts. */
uint32_t crash_last_step(const struct crash *, uint32_t cut);
/* The inode of a file in a step, or NULL. */
const struct crash_inode *crash_inode_at(const struct crash *, size_t step, uint32_t id);

/* True where the checker must have nothing to say of the disk: of a file system with
 * a journal always, else where nothing changed since all of it was synced. */
bool crash_consistent(const struct crash *, uint32_t cut);
/* crash_fsck.c: the real checker, on each distinct disk once.  False: it complains,
 * with a line in c->why. */
bool crash_fsck(struct crash *, uint64_t *checked);
void crash_fsck_free(struct crash *);

#endif
