/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The steps of a body: after each call that may change the tree, all of it.  The
 * look is taken on a kernel that is put back afterwards: closing a file that was
 * only read can have a file system write it out, and must not here.
 */
#include <stdlib.h>
#include <string.h>

#include "harness/crash_internal.h"

static const struct crash_inode *by_number(const struct crash_tree *t, uint64_t ino)
{
	for (size_t i = 0; i < t->inodes; i++)
		if (t->inode[i].ino == ino)
			return &t->inode[i];
	return NULL;
}

/* Tells who the files of a new step are: those that were there before, or new. */
static void identify(struct crash *c, struct crash_tree *t, const struct crash_tree *before)
{
	const uint32_t step = c->steps - 1;

	for (size_t n = 0; n < t->inodes; n++) {
		struct crash_inode *i = &t->inode[n];
		const struct crash_inode *old = before ? by_number(before, i->ino) : NULL;

		if (i->error)
			harness_failf("crash states: file of %llu bytes, inode %llu: %s; a body's"
				      " files must be readable and have at most %u bytes",
			    (unsigned long long)i->size, (unsigned long long)i->ino,
			    strerrorname_np(-i->error), CRASH_FILE_MAX);
		i->id = old ? old->id : ++c->last_id;
		i->born = old ? old->born : step;
		i->changed = old && old->own == i->own ? old->changed : step;
	}
	if (t->error)
		harness_failf("crash states: the tree of the body is too large");
}

bool crash_tree_same(const struct crash_tree *a, const struct crash_tree *b)
{
	if (a->hash != b->hash || a->inodes != b->inodes)
		return false;
	for (size_t i = 0; i < a->inodes; i++)
		if (a->inode[i].own != b->inode[i].own || a->inode[i].size != b->inode[i].size ||
		    (S_ISREG(a->inode[i].mode) && a->inode[i].data != b->inode[i].data))
			return false;
	return true;
}

static void look(struct crash *c, struct kern *k, int fd, struct crash_tree *t)
{
	const struct crash_look l = {
		.k = k,
		.dir = "/mnt",
		.open_fds = (fd > k->last_fd ? fd : k->last_fd) + 1,
		.numbers = !(c->comp->lacks & FS_INODE_NUMBERS),
		.like = c->steps ? &c->step[c->steps - 1].tree : NULL,
		.pool = &c->pool,
	};
	const int last_fd = k->last_fd;

	kern_snapshot(k);
	crash_tree_read(&l, t);
	kern_restore(k);
	k->last_fd = last_fd;
}

static void add_step(struct crash *c, const struct crash_tree *t, char *call)
{
	c->step = realloc(c->step, (c->steps + 1) * sizeof(*c->step));
	if (!c->step)
		abort();
	c->step[c->steps++] = (struct crash_step){ .tree = *t, .call = call };
	identify(c, &c->step[c->steps - 1].tree, c->steps > 1 ? &c->step[c->steps - 2].tree : NULL);
}

static void called(void *arg, struct kern *k, int call, const long arg_of[6], long result)
{
	struct crash *c = arg;
	struct crash_tree t;

	if (call == KERN_MMAP && result >= 0)
		crash_map_note(c, k, arg_of, result);
	if (!crash_call_changes(call, arg_of) && !crash_call_syncs(call, result))
		return;
	if (!kern_alive(k))
		return;
	look(c, k, call == KERN_OPENAT ? result : -1, &t);
	if (crash_tree_same(&t, &c->step[c->steps - 1].tree) && !crash_call_syncs(call, result))
		return;
	add_step(c, &t, crash_call_text(call, arg_of, result));
	crash_sync_note(c, k, call, arg_of, result);
	trace_mark(c->log, c->steps - 1);
}

void crash_steps_begin(struct crash *c, struct kern *k)
{
	struct crash_tree t;

	look(c, k, -1, &t);
	add_step(c, &t, text_format("mount"));
	k->called = called;
	k->called_arg = c;
}

void crash_steps_end(struct crash *c, struct kern *k)
{
	struct crash_tree t;

	k->called = NULL;
	if (!kern_alive(k))
		return;
	look(c, k, -1, &t);
	if (crash_tree_same(&t, &c->step[c->steps - 1].tree))
		return;
	add_step(c, &t, text_format("end of the body"));
	trace_mark(c->log, c->steps - 1);
}

uint32_t crash_last_step(const struct crash *c, uint32_t cut)
{
	return c->under_way && cut + 1 < c->steps ? cut + 1 : cut;
}

const struct crash_inode *crash_inode_at(const struct crash *c, size_t step, uint32_t id)
{
	const struct crash_tree *t = &c->step[step].tree;

	for (size_t i = 0; i < t->inodes; i++)
		if (t->inode[i].id == id)
			return &t->inode[i];
	return NULL;
}
