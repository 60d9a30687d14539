/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The promise CRASH_WEAK, of a file system without a journal:
 *
 * - a name is durable once its directory was synced after the name was made there,
 *   and so is the name of the directory; sync does that for all;
 * - content and size of a file are durable once the file was synced; and they are
 *   kept as long as no call changes the file, or the names on the way to it.  Where
 *   its content alone was changed in place, each sector is the old or the new one.
 *
 * Nothing is promised about other files: they may be missing, unreadable, or hold
 * anything.
 */
#include <stdio.h>
#include <string.h>

#include "harness/crash_internal.h"

static const struct crash_inode *at_path(const struct crash_tree *t, const char *path)
{
	for (size_t i = 0; i < t->names; i++)
		if (!strcmp(t->name[i].path, path))
			return &t->inode[t->name[i].inode];
	return NULL;
}

/* The last step before the cut at which all was synced.  The tree of the mount is on
 * the disk. */
static uint32_t synced_all(const struct crash *c, uint32_t cut)
{
	uint32_t step = 0;

	for (size_t i = 0; i < c->syncs && c->sync[i].step <= cut; i++)
		if (!c->sync[i].id && !(c->promise->sync_cached && c->sync[i].step > c->flushed))
			step = c->sync[i].step;
	return step;
}

/* The same for file `id` alone: its size and content, or its names and entries. */
static uint32_t synced_alone(const struct crash *c, uint32_t cut, uint32_t id, bool size)
{
	uint32_t step = 0;

	for (size_t i = 0; i < c->syncs && c->sync[i].step <= cut; i++) {
		const struct crash_sync *s = &c->sync[i];

		if (s->id == id && (size ? s->size : s->names))
			step = s->step;
	}
	return step;
}

static uint32_t synced(const struct crash *c, uint32_t cut, uint32_t id, bool size)
{
	const uint32_t all = synced_all(c, cut), alone = synced_alone(c, cut, id, size);

	return all > alone ? all : alone;
}

/* The first step since when `path` is without a break the name of file `id`. */
static uint32_t named_since(const struct crash *c, uint32_t last, const char *path, uint32_t id)
{
	uint32_t step = last + 1;

	while (step > 0) {
		const struct crash_inode *i = at_path(&c->step[step - 1].tree, path);

		if (!i || i->id != id)
			break;
		step--;
	}
	return step;
}

/* True where the entries of a directory are durable that it had in step `since`.
 * `above` is the directory that it is in, NULL for the root. */
static bool entries_durable(const struct crash *c, uint32_t cut, uint32_t since,
    const struct crash_inode *dir, const struct crash_inode *above)
{
	if (synced_all(c, cut) >= since)
		return true;
	if (c->promise->mkdir_above && above && dir->born &&
	    synced_alone(c, cut, above->id, false) < dir->born)
		return false;
	return synced(c, cut, dir->id, false) >= since;
}

static void cut_leaf(char *path)
{
	char *slash = strrchr(path, '/');

	*(slash ? slash : path) = '\0';
}

/* True where the name `path` of file `id` in the last step is durable, and so are
 * those of the directories on the way. */
static bool name_durable(const struct crash *c, uint32_t cut, uint32_t last, const char *path,
    uint32_t id)
{
	const uint32_t since = named_since(c, last, path, id);
	char dir[4096], up[4096];
	const struct crash_inode *parent, *above;

	if (!*path)
		return true;
	if (c->promise->rename_bare && crash_inode_at(c, last, id)->born < since &&
	    synced(c, cut, id, true) < since)
		return false;
	snprintf(dir, sizeof(dir), "%s", path);
	cut_leaf(dir);
	snprintf(up, sizeof(up), "%s", dir);
	cut_leaf(up);
	parent = at_path(&c->step[last].tree, dir);
	above = *dir ? at_path(&c->step[last].tree, up) : NULL;
	return entries_durable(c, cut, since, parent, above) &&
	       name_durable(c, cut, last, dir, parent->id);
}

/* True where size and attributes are the same since the file was synced. */
static bool untouched(const struct crash *c, uint32_t since, uint32_t last, uint32_t id)
{
	const struct crash_inode *now = crash_inode_at(c, last, id);

	for (uint32_t step = since; step < last; step++) {
		const struct crash_inode *i = crash_inode_at(c, step, id);

		if (!i || i->size != now->size || i->mode != now->mode)
			return false;
	}
	return true;
}

static bool judge_file(struct crash *c, uint32_t cut, uint32_t last, const char *path,
    const struct crash_inode *want, const struct crash_tree *got)
{
	const struct crash_inode *found = at_path(got, path);
	const uint32_t since = synced(c, cut, want->id, true);

	if (!found)
		return crash_wrong(c, "%s: missing; its name was durable\n", path);
	if ((found->mode ^ want->mode) & S_IFMT)
		return crash_wrong(c, "%s: mode %06o, expected %06o\n", path, found->mode,
		    want->mode);
	if (!S_ISREG(want->mode) || since < want->born || !untouched(c, since, last, want->id))
		return true;
	if (found->error)
		return crash_wrong(c, "%s: can not be read: %s\n", path,
		    strerrorname_np(-found->error));
	return crash_judge_data(c, want->id, cut, path, found);
}

bool crash_consistent(const struct crash *c, uint32_t cut)
{
	const uint32_t last = crash_last_step(c, cut);

	if (c->promise->keeps == CRASH_JOURNAL)
		return true;
	for (uint32_t step = synced_all(c, cut); step < last; step++)
		if (!crash_tree_same(&c->step[step].tree, &c->step[step + 1].tree))
			return false;
	return true;
}

bool crash_judge_weak(struct crash *c, uint32_t cut, const struct crash_tree *got)
{
	const uint32_t last = crash_last_step(c, cut);
	const struct crash_tree *t = &c->step[last].tree;
	bool good = true;

	for (size_t i = 0; i < t->names; i++) {
		const struct crash_inode *want = &t->inode[t->name[i].inode];

		if (name_durable(c, cut, last, t->name[i].path, want->id))
			good &= judge_file(c, cut, last, t->name[i].path, want, got);
	}
	return good;
}
