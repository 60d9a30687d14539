/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The state of a kernel is its data, its arena, the KASAN shadow of both, what
 * the base hypercalls keep, the aliases, and which context does what.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "kernel/linux/user/linux.h"

struct snapshot_range linux_shadow_of(const struct rump_image *image, const void *base,
    uint64_t len)
{
	uint64_t from = ((uintptr_t)base >> 3) + image->shadow_offset;
	uint64_t to = (((uintptr_t)base + len + 7) >> 3) + image->shadow_offset;

	from &= ~(RUMP_PAGE - 1);
	to = (to + RUMP_PAGE - 1) & ~(RUMP_PAGE - 1);
	return (struct snapshot_range){ (void *)(uintptr_t)from, to - from };
}

static struct snapshot *open_snapshot(struct kern_impl *k)
{
	const struct rump_image *image = k->image;
	const struct posix_conf *c = &k->posix->conf;
	void *arena = (void *)(uintptr_t)c->arena_base;
	uint64_t data_len = image->data_end - image->data;
	struct snapshot_range range[SNAPSHOT_RANGES] = {
		{ arena, c->arena_len },
		{ image->data, data_len },
		linux_shadow_of(image, arena, c->arena_len),
		linux_shadow_of(image, image->data, data_len),
	};

	/* A fuzzer's rounds do not write the same pages, nor do those with KASAN. */
	return snapshot_open(range, image->shadow_offset ? 4 : 2,
	    !k->small_rounds && (image->shadow_offset || image->counters < image->counters_end));
}

static void close_alias(void *arg, void *at, uint64_t len)
{
	int *error = arg;

	if (mprotect(at, len, PROT_READ))
		*error = -ENOMEM;
}

static void copy_state(struct linux_state *to, const struct linux_state *from)
{
	memcpy(to->ctx, from->ctx, from->contexts * sizeof(*from->ctx));
	to->contexts = from->contexts;
	to->end = from->end;
	memcpy(to->what, from->what, sizeof(to->what));
}

int linux_snapshot(struct kern_impl *k)
{
	int error = 0;

	if (k->now.end)
		return -ENOTRECOVERABLE;
	linux_coverage_connect(k->image->host);
	if (!k->snapshot)
		k->snapshot = open_snapshot(k);
	if (!k->snapshot || snapshot_take(k->snapshot))
		return -ENOMEM;
	posix_mark(k->posix);
	copy_state(&k->marked, &k->now);
	posix_alias_runs(k->posix, close_alias, &error);
	return error;
}

int linux_restore(struct kern_impl *k)
{
	int error;

	if (!k->snapshot)
		return -EINVAL;
	/* Aliases first: those that come back have their pages listed, so that
	 * writes through them are undone by this and all later restores. */
	error = posix_rewind(k->posix);
	snapshot_restore(k->snapshot);
	copy_state(&k->now, &k->marked);
	return error;
}

bool linux_write_fault(struct kern_impl *k, void *addr)
{
	uintptr_t page = (uintptr_t)addr & ~(RUMP_PAGE - 1);
	void *arena_page;

	if (!k->snapshot)
		return false;
	if (snapshot_fault(k->snapshot, addr))
		return true;
	/* An alias that stood at the snapshot: it stays open, so its page is
	 * copied back at every restore from now on. */
	arena_page = posix_alias_page(k->posix, page);
	if (!arena_page)
		return false;
	snapshot_written(k->snapshot, arena_page, RUMP_PAGE, true);
	return !mprotect((void *)page, RUMP_PAGE, PROT_READ | PROT_WRITE);
}
