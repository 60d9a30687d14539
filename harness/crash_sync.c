/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What a call made durable.  fsync: content, size, attributes and names of a file,
 * the entries of a directory.  fdatasync, O_DSYNC, msync: content and size, and
 * the names that a new file was given first.
 */
#include <stdlib.h>
#include <sys/mman.h>

#include "harness/crash_internal.h"

static void add_sync(struct crash *c, const struct crash_sync *s)
{
	c->sync = realloc(c->sync, (c->syncs + 1) * sizeof(*c->sync));
	if (!c->sync)
		abort();
	c->sync[c->syncs] = *s;
	c->sync[c->syncs++].step = c->steps - 1;
}

/* The identity of a file by its inode number in the last step; 0: none, as where
 * it has no name and is not open. */
static uint32_t id_of(const struct crash *c, uint64_t ino)
{
	const struct crash_tree *t = &c->step[c->steps - 1].tree;

	for (size_t i = 0; i < t->inodes; i++)
		if (t->inode[i].ino == ino)
			return t->inode[i].id;
	return 0;
}

static uint32_t id_of_fd(const struct crash *c, struct kern *k, int fd)
{
	struct stat st;

	return kern_fstat(k, fd, &st) ? 0 : id_of(c, st.st_ino);
}

void crash_map_note(struct crash *c, struct kern *k, const long arg[6], long addr)
{
	struct stat st;

	if (arg[3] & MAP_ANONYMOUS || kern_fstat(k, arg[4], &st))
		return;
	c->map = realloc(c->map, (c->maps + 1) * sizeof(*c->map));
	if (!c->map)
		abort();
	c->map[c->maps++] =
	    (struct crash_map){ .addr = addr, .len = arg[1], .ino = st.st_ino, .at = arg[5] };
}

/* The last mapping made there; earlier ones may be gone. */
static void note_msync(struct crash *c, const long arg[6])
{
	const uint64_t addr = arg[0], len = arg[1];

	if (!(arg[2] & MS_SYNC))
		return;
	for (size_t i = c->maps; i-- > 0;) {
		const struct crash_map *m = &c->map[i];
		struct crash_sync s;

		if (addr < m->addr || addr - m->addr >= m->len)
			continue;
		s = (struct crash_sync){ .id = id_of(c, m->ino), .from = m->at + addr - m->addr };
		s.to = s.from + len;
		if (s.id)
			add_sync(c, &s);
		return;
	}
}

/* A write to a file that was opened with O_SYNC or O_DSYNC. */
static void note_write(struct crash *c, struct kern *k, int call, const long arg[6], long result)
{
	const long flags = kern_call(k, KERN_FCNTL, arg[0], F_GETFL);
	struct crash_sync s = { .size = true, .names = (flags & O_SYNC) == O_SYNC };

	if (flags < 0 || !(flags & O_DSYNC) || result <= 0)
		return;
	s.id = id_of_fd(c, k, arg[0]);
	s.to = call == KERN_PWRITE ? arg[3] + result : kern_lseek(k, arg[0], 0, SEEK_CUR);
	s.from = s.to - result;
	if (s.id)
		add_sync(c, &s);
}

void crash_sync_note(struct crash *c, struct kern *k, int call, const long arg[6], long result)
{
	struct crash_sync s = { .to = UINT64_MAX, .size = true, .names = true };

	if (call == KERN_WRITE || call == KERN_WRITEV || call == KERN_PWRITE) {
		note_write(c, k, call, arg, result);
		return;
	}
	if (!crash_call_syncs(call, result))
		return;
	if (call == KERN_MSYNC) {
		note_msync(c, arg);
		return;
	}
	if (call == KERN_FSYNC || call == KERN_FDATASYNC) {
		s.id = id_of_fd(c, k, arg[0]);
		s.names = call == KERN_FSYNC;
		if (!s.id)
			return;
	}
	add_sync(c, &s);
}
