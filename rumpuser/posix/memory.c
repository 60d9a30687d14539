/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Memory.  The arena is private anonymous memory at a fixed address, which costs
 * half as much per page as a memory file.  Only a page that is to appear a second
 * time elsewhere (an alias) has to be part of a memory file: it is moved there,
 * in place, when its first alias is made.
 *
 * A table tells for each alias page which arena page shows there.  After
 * posix_memory_mark() a journal keeps what stood where, so that rewinding costs
 * only what changed.
 */
#define _GNU_SOURCE
#include "rumpuser/posix/posix.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static uint64_t alias_pages(const struct posix *p)
{
	return p->conf.alias_len / POSIX_PAGE;
}

static uint64_t arena_pages(const struct posix *p)
{
	return p->conf.arena_len / POSIX_PAGE;
}

static uint8_t *arena_addr(const struct posix *p, uint32_t page)
{
	return (uint8_t *)(uintptr_t)(p->conf.arena_base + page * POSIX_PAGE);
}

static uint8_t *alias_addr(const struct posix *p, uint32_t at)
{
	return (uint8_t *)(uintptr_t)(p->conf.alias_base + at * POSIX_PAGE);
}

/* Zeroed memory that costs nothing until it is touched. */
static void *table(uint64_t len)
{
	void *at = mmap(NULL, len, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	return at == MAP_FAILED ? NULL : at;
}

static int map_at(uint64_t base, uint64_t len, int prot)
{
	void *at = mmap((void *)(uintptr_t)base, len, prot,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);

	if (at == MAP_FAILED)
		return -errno;
	if ((uintptr_t)at != base) { /* a host that does not know the flag */
		munmap(at, len);
		return -EEXIST;
	}
	return 0;
}

static int open_tables(struct posix *p)
{
	p->alias = table(alias_pages(p) * sizeof(*p->alias));
	p->journal = table(alias_pages(p) * sizeof(*p->journal));
	p->in_journal = table(alias_pages(p) / 8 + 1);
	p->in_file = table(arena_pages(p));
	return p->alias && p->journal && p->in_journal && p->in_file ? 0 : -ENOMEM;
}

int posix_memory_open(struct posix *p, const char **why)
{
	const struct posix_conf *c = &p->conf;
	int error;

	*why = "out of host memory for the arena";
	if (open_tables(p))
		return -ENOMEM;
	error = map_at(c->arena_base, c->arena_len, PROT_READ | PROT_WRITE);
	p->arena_mapped = !error;
	if (!error)
		error = map_at(c->alias_base, c->alias_len, PROT_NONE);
	p->alias_mapped = !error;
	if (error == -EEXIST)
		*why = "the addresses of the kernel's memory are taken in this process";
	if (error)
		return error;
	/* A matter of speed and size alone: a host that can not does without. */
	madvise(arena_addr(p, 0), c->arena_len, MADV_NOHUGEPAGE);
	if (c->prefault_head + c->prefault_tail <= c->arena_len) {
		madvise(arena_addr(p, 0), c->prefault_head, MADV_POPULATE_WRITE);
		madvise(arena_addr(p, arena_pages(p)) - c->prefault_tail, c->prefault_tail,
		    MADV_POPULATE_WRITE);
	}
	return 0;
}

static void unmap(void *at, uint64_t len)
{
	if (at)
		munmap(at, len);
}

void posix_memory_close(struct posix *p)
{
	if (p->file >= 0)
		close(p->file);
	if (p->arena_mapped)
		munmap((void *)(uintptr_t)p->conf.arena_base, p->conf.arena_len);
	if (p->alias_mapped)
		munmap((void *)(uintptr_t)p->conf.alias_base, p->conf.alias_len);
	unmap(p->alias, alias_pages(p) * sizeof(*p->alias));
	unmap(p->journal, alias_pages(p) * sizeof(*p->journal));
	unmap(p->in_journal, alias_pages(p) / 8 + 1);
	unmap(p->in_file, arena_pages(p));
}

int posix_mem_arena(struct hyp *hyp, void **base, uint64_t *len)
{
	struct posix *p = posix_of(hyp);

	*base = (void *)(uintptr_t)p->conf.arena_base;
	*len = p->conf.arena_len;
	return 0;
}

static int open_file(struct posix *p)
{
	if (p->file >= 0)
		return 0;
	p->file = memfd_create("rumpus-arena", MFD_CLOEXEC);
	return p->file >= 0 && !ftruncate(p->file, p->conf.arena_len) ? 0 : -ENOMEM;
}

/* Moves arena pages to the memory file, where they are not there yet.  Their
 * addresses and contents stay. */
static int move_to_file(struct posix *p, uint32_t page, uint32_t n)
{
	for (uint32_t i = 0, run; i < n; i += run) {
		uint8_t *addr = arena_addr(p, page + i);
		uint64_t at = (page + i) * POSIX_PAGE;

		for (run = 1; i + run < n && p->in_file[page + i + run] == p->in_file[page + i];
		     run++)
			;
		if (p->in_file[page + i])
			continue;
		if (open_file(p) ||
		    pwrite(p->file, addr, run * POSIX_PAGE, at) != (ssize_t)(run * POSIX_PAGE) ||
		    mmap(addr, run * POSIX_PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED,
			p->file, at) == MAP_FAILED)
			return -ENOMEM;
		memset(&p->in_file[page + i], 1, run);
	}
	return 0;
}

static void remember(struct posix *p, uint32_t at)
{
	uint8_t bit = 1u << (at % 8);

	if (!p->journaling || (p->in_journal[at / 8] & bit))
		return;
	p->in_journal[at / 8] |= bit;
	p->journal[p->journaled++] = (struct posix_alias){ at, p->alias[at] };
}

/* Shows `n` pages of the arena from number `page` - 1 on, or nothing where page
 * is 0, at alias pages from `at` on. */
static int show(struct posix *p, uint32_t at, uint32_t n, uint32_t page)
{
	void *addr = alias_addr(p, at);
	uint64_t len = n * POSIX_PAGE;
	void *got;

	if (page)
		got = mmap(addr, len, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, p->file,
		    (page - 1) * POSIX_PAGE);
	else
		got = mmap(addr, len, PROT_NONE,
		    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);
	if (got == MAP_FAILED)
		return -ENOMEM;
	for (uint32_t i = 0; i < n; i++) {
		remember(p, at + i);
		p->alias[at + i] = page ? page + i : 0;
	}
	if (page && at + n > p->alias_top)
		p->alias_top = at + n;
	return 0;
}

static bool inside(uint64_t addr, uint64_t len, uint64_t base, uint64_t size)
{
	return addr % POSIX_PAGE == 0 && len % POSIX_PAGE == 0 && len > 0 && addr >= base &&
	       len <= size && addr - base <= size - len;
}

int posix_mem_alias(struct hyp *hyp, void *addr, void *page, uint64_t len)
{
	struct posix *p = posix_of(hyp);
	const struct posix_conf *c = &p->conf;
	uint64_t from = (uintptr_t)addr, to = (uintptr_t)page;
	uint32_t number = (to - c->arena_base) / POSIX_PAGE, n = len / POSIX_PAGE;
	int error;

	if (!inside(from, len, c->alias_base, c->alias_len) ||
	    !inside(to, len, c->arena_base, c->arena_len))
		return -EINVAL;
	error = move_to_file(p, number, n);
	/* Even where it failed half way: what was moved is open for writing. */
	if (c->aliased)
		c->aliased(c->arg, page, len, false);
	return error ? error : show(p, (from - c->alias_base) / POSIX_PAGE, n, number + 1);
}

int posix_mem_unalias(struct hyp *hyp, void *addr, uint64_t len)
{
	struct posix *p = posix_of(hyp);
	const struct posix_conf *c = &p->conf;
	uint64_t from = (uintptr_t)addr;

	if (!inside(from, len, c->alias_base, c->alias_len))
		return -EINVAL;
	return show(p, (from - c->alias_base) / POSIX_PAGE, len / POSIX_PAGE, 0);
}

void *posix_alias_page(const struct posix *p, uint64_t addr)
{
	const struct posix_conf *c = &p->conf;
	uint32_t page;

	if (addr < c->alias_base || addr - c->alias_base >= c->alias_len)
		return NULL;
	page = p->alias[(addr - c->alias_base) / POSIX_PAGE];
	return page ? arena_addr(p, page - 1) : NULL;
}

void posix_alias_runs(const struct posix *p, void (*f)(void *arg, void *at, uint64_t len),
    void *arg)
{
	uint32_t at = 0;

	while (at < p->alias_top) {
		uint32_t end = at;

		while (end < p->alias_top && p->alias[end])
			end++;
		if (end > at)
			f(arg, alias_addr(p, at), (end - at) * POSIX_PAGE);
		at = end + 1;
	}
}

static void forget_journal(struct posix *p)
{
	for (uint32_t i = 0; i < p->journaled; i++)
		p->in_journal[p->journal[i].at / 8] = 0;
	p->journaled = 0;
}

void posix_memory_mark(struct posix *p)
{
	forget_journal(p);
	p->journaling = true;
}

/* The length of the run of journal entries from `i` on that one mapping can
 * put back. */
static uint32_t run_length(const struct posix *p, uint32_t i)
{
	const struct posix_alias *first = &p->journal[i];
	uint32_t n = 1;

	while (i + n < p->journaled && first[n].at == first->at + n &&
	       first[n].page == (first->page ? first->page + n : 0))
		n++;
	return n;
}

int posix_memory_rewind(struct posix *p)
{
	const struct posix_conf *c = &p->conf;

	for (uint32_t i = 0, n; i < p->journaled; i += n) {
		const struct posix_alias *old = &p->journal[i];

		n = run_length(p, i);
		if ((n > 1 || p->alias[old->at] != old->page) && show(p, old->at, n, old->page))
			return -ENOMEM;
		/* Also where it went and came again: it is open for writing since then. */
		if (old->page && c->aliased)
			c->aliased(c->arg, arena_addr(p, old->page - 1), n * POSIX_PAGE, true);
	}
	forget_journal(p);
	return 0;
}
