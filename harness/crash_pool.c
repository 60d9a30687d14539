/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Memory of a crash case: got piece by piece, given back all at once. */
#include <stdlib.h>
#include <string.h>

#include "harness/crash_internal.h"

#define CHUNK (1u << 20)

struct crash_chunk {
	struct crash_chunk *next;
	size_t size;
	_Alignas(16) uint8_t data[];
};

static struct crash_chunk *new_chunk(size_t len)
{
	const size_t size = len > CHUNK ? len : CHUNK;
	struct crash_chunk *c = malloc(sizeof(*c) + size);

	if (!c)
		harness_failf("crash states: out of memory");
	c->next = NULL;
	c->size = size;
	return c;
}

void *crash_pool_get(struct crash_pool *p, size_t len)
{
	struct crash_chunk **next;
	void *at;

	len = (len + 7) & ~(size_t)7;
	if (!p->now || len > p->now->size - p->used) {
		next = p->now ? &p->now->next : &p->first;
		while (*next && (*next)->size < len)
			next = &(*next)->next;
		if (!*next)
			*next = new_chunk(len);
		p->now = *next;
		p->used = 0;
	}
	at = p->now->data + p->used;
	p->used += len;
	return at;
}

char *crash_pool_text(struct crash_pool *p, const char *text)
{
	const size_t len = strlen(text) + 1;

	return memcpy(crash_pool_get(p, len), text, len);
}

void crash_pool_reset(struct crash_pool *p)
{
	p->now = p->first;
	p->used = 0;
}

void crash_pool_free(struct crash_pool *p)
{
	for (struct crash_chunk *c = p->first, *next; c; c = next) {
		next = c->next;
		free(c);
	}
	*p = (struct crash_pool){ 0 };
}

uint64_t crash_hash(uint64_t hash, const void *data, size_t len)
{
	const uint8_t *p = data;
	uint64_t word;

	hash = (hash ^ len) * 0x9e3779b97f4a7c15;
	for (; len >= 8; p += 8, len -= 8) {
		memcpy(&word, p, 8);
		hash = (hash ^ word) * 0x9fb21c651e98df25;
		hash ^= hash >> 29;
	}
	word = 0;
	memcpy(&word, p, len);
	hash = (hash ^ word) * 0x9fb21c651e98df25;
	return hash ^ hash >> 32;
}
