/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "cases/hypercall/restored.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "atf/case.h"
#include "kernel/linux/user/linux.h"

#define RANGES 4

static struct {
	const char *name;
	const uint8_t *at;
	uint64_t len;
	uint8_t *copy;
} range[RANGES];

static void copy_range(int i, const char *name, uintptr_t from, uint64_t len)
{
	if (!range[i].copy)
		range[i].copy =
		    mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	REQUIRE(range[i].copy != MAP_FAILED);
	range[i].name = name;
	range[i].at = (const uint8_t *)from;
	range[i].len = len;
	memcpy(range[i].copy, range[i].at, len);
}

/* Of whole pages. */
static void copy_shadow(int i, const char *name, const void *base, uint64_t len)
{
	const uint64_t offset = linux_alive->image->shadow_offset;

	copy_range(i, name, ((uintptr_t)base >> 3) + offset, len >> 3);
}

void restored_remember(void)
{
	const struct rump_image *image = linux_alive->image;
	const struct posix_conf *c = &linux_alive->posix->conf;
	const void *arena = (const void *)(uintptr_t)c->arena_base;
	const uint64_t data_len = image->data_end - image->data;

	copy_range(0, "arena", c->arena_base, c->arena_len);
	copy_range(1, "data", (uintptr_t)image->data, data_len);
	if (!image->shadow_offset)
		return;
	copy_shadow(2, "shadow of the arena", arena, c->arena_len);
	copy_shadow(3, "shadow of the data", image->data, data_len);
}

void restored_require(void)
{
	for (int i = 0; i < RANGES; i++) {
		uint64_t at = 0;

		if (!range[i].len || !memcmp(range[i].at, range[i].copy, range[i].len))
			continue;
		while (range[i].at[at] == range[i].copy[at])
			at++;
		atf_tc_fail("%s: page %#llx, byte %llu: is %#x, was %#x at the snapshot",
		    range[i].name, (unsigned long long)(uintptr_t)(range[i].at + at) & ~4095ull,
		    (unsigned long long)at % 4096, range[i].at[at], range[i].copy[at]);
	}
}

const void *restored_page(const void *page)
{
	return range[0].copy + ((const uint8_t *)page - range[0].at);
}
