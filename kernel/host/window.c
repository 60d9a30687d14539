/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Mappings of contexts.  They lie in one reserved part of the case's memory:
 * each new one at the next free address, and what is unmapped is reserved again,
 * so that nothing of the case can come to lie there.
 */
#include <errno.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "kernel/host/host.h"

#define WINDOW (1ull << 36)
#define PAGE 4096ull

static uint64_t pages(uint64_t len)
{
	return (len + PAGE - 1) & ~(PAGE - 1);
}

static void reserve(uint64_t addr, uint64_t len)
{
	if (len)
		mmap((void *)addr, len, PROT_NONE,
		    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);
}

int window_open(struct window *win)
{
	void *p = mmap(NULL, WINDOW, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (p == MAP_FAILED)
		return -errno;
	*win = (struct window){ .base = (uint64_t)p, .len = WINDOW, .next = (uint64_t)p };
	return 0;
}

void window_close(struct window *win)
{
	munmap((void *)win->base, win->len);
}

static bool inside(const struct window *win, uint64_t addr, uint64_t len)
{
	return addr >= win->base && addr - win->base <= win->len &&
	       len <= win->len - (addr - win->base);
}

/* Room for `len` bytes and an unmapped page behind; 0: none is left. */
static uint64_t room(struct window *win, uint64_t len)
{
	const uint64_t addr = win->next;

	if (len > win->len || !inside(win, addr, pages(len) + PAGE))
		return 0;
	win->next += pages(len) + PAGE;
	return addr;
}

long window_mmap(struct window *win, struct worker *w, const long arg[6])
{
	const uint64_t len = arg[1], addr = arg[0] ? (uint64_t)arg[0] : room(win, len);
	long result;

	if (!addr)
		return -ENOMEM;
	if (!inside(win, addr, len))
		return -EINVAL;
	result = worker_do(w, SYS_mmap, addr, len, arg[2], arg[3] | MAP_FIXED, arg[4], arg[5]);
	if (result < 0)
		reserve(addr, pages(len));
	return result;
}

long window_munmap(struct window *win, struct worker *w, const long arg[6])
{
	long result;

	if (!inside(win, arg[0], arg[1]))
		return -EINVAL;
	result = worker_call(w, SYS_munmap, arg);
	if (!result)
		reserve(arg[0], pages(arg[1]));
	return result;
}

long window_mremap(struct window *win, struct worker *w, const long arg[6])
{
	const uint64_t old = arg[0], old_len = pages(arg[1]), len = pages(arg[2]);
	uint64_t to;
	long result;

	if (!inside(win, old, old_len))
		return -EFAULT;
	if (len <= old_len || !(arg[3] & MREMAP_MAYMOVE)) {
		result = worker_do(w, SYS_mremap, old, arg[1], arg[2], arg[3] & ~MREMAP_FIXED);
		if (result >= 0 && len < old_len)
			reserve(old + len, old_len - len);
		return result;
	}
	to = room(win, len);
	if (!to)
		return -ENOMEM;
	result = worker_do(w, SYS_mremap, old, arg[1], arg[2], arg[3] | MREMAP_FIXED, to);
	if (result < 0)
		reserve(to, len);
	else
		reserve(old, old_len);
	return result;
}
