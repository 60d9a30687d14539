/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "cases/hypercall/crash_model.h"

#include <stdlib.h>
#include <string.h>

/* -- sets -- */

static uint64_t fnv(uint64_t hash, const void *data, size_t len)
{
	const uint8_t *p = data;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ p[i]) * 0x100000001b3;
	return hash;
}

void state_add(struct state_set *s, uint64_t mark, const uint8_t *content, size_t len)
{
	if (s->n == s->room) {
		s->room = 2 * s->room + 64;
		s->item = realloc(s->item, s->room * sizeof(*s->item));
		if (!s->item)
			abort();
	}
	s->item[s->n++] = fnv(fnv(0xcbf29ce484222325, &mark, sizeof(mark)), content, len);
}

static int by_value(const void *a, const void *b)
{
	const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

void state_sort(struct state_set *s)
{
	size_t kept = 0;

	qsort(s->item, s->n, sizeof(*s->item), by_value);
	for (size_t i = 0; i < s->n; i++)
		if (!kept || s->item[kept - 1] != s->item[i])
			s->item[kept++] = s->item[i];
	s->n = kept;
}

/* -- a device with a cache, at one moment -- */

enum where {
	NOWHERE, /* not submitted */
	MAYBE,   /* submitted */
	CACHED,  /* done */
	SAFE,    /* durable */
};

struct moment {
	uint64_t mark;
	enum where where[LOGGED_MAX];
	/* Of each flush under way what was in the cache when it was submitted. */
	size_t order[LOGGED_MAX], orders; /* the writes in the order they came */
	uint8_t flushes[32][LOGGED_MAX];
	size_t flush_of[32], nflush;
};

static void submitted(const struct logged *l, struct moment *m, size_t i)
{
	const uint32_t op = l->request[i].req.op;

	m->where[i] = MAYBE;
	if (op == HYP_DISK_WRITE || op == HYP_DISK_DISCARD)
		m->order[m->orders++] = i;
	if (op != HYP_DISK_FLUSH)
		return;
	if (m->nflush == 32)
		abort();
	for (size_t j = 0; j < l->requests; j++)
		m->flushes[m->nflush][j] = m->where[j] == CACHED;
	m->flush_of[m->nflush++] = i;
}

static void is_done(const struct logged *l, struct moment *m, size_t i)
{
	const struct hyp_disk_req *req = &l->request[i].req;

	if (m->where[i] != MAYBE || req->error)
		return;
	m->where[i] = req->flags & HYP_DISK_FUA ? SAFE : CACHED;
	for (size_t f = 0; req->op == HYP_DISK_FLUSH && f < m->nflush; f++)
		for (size_t j = 0; m->flush_of[f] == i && j < l->requests; j++)
			if (m->flushes[f][j])
				m->where[j] = SAFE;
}

/* -- all that it can leave -- */

static void lay(const struct logged *l, uint8_t *content, size_t i, uint64_t len)
{
	const struct hyp_disk_req *req = &l->request[i].req;
	uint8_t *to = content + req->sector * 512;

	if (req->op == HYP_DISK_WRITE)
		memcpy(to, l->request[i].seg[0].base, len);
	else
		memset(to, 0, len);
}

/* The content where of the open writes those in `kept` are there, and of the last
 * write that is there, if it is one of them, only `torn` bytes if that is not 0. */
static bool leave(const struct logged *l, const struct moment *m, uint64_t kept, uint64_t torn,
    uint8_t *content)
{
	size_t open = 0, last = LOGGED_MAX;

	for (size_t i = 0, o = 0; i < m->orders; i++)
		if (m->where[m->order[i]] == SAFE)
			last = LOGGED_MAX;
		else if (kept >> o++ & 1)
			last = i;
	if (torn && (last == LOGGED_MAX || torn >= l->request[m->order[last]].req.len))
		return false;
	for (size_t i = 0; i < m->orders; i++) {
		const size_t r = m->order[i];

		if (m->where[r] == SAFE || kept >> open++ & 1)
			lay(l, content, r, i == last && torn ? torn : l->request[r].req.len);
	}
	return true;
}

static void all_of(const struct logged *l, const struct moment *m, const struct disk *before,
    struct state_set *s)
{
	uint8_t *content = malloc(before->size);
	size_t open = 0;

	if (!content)
		abort();
	for (size_t i = 0; i < m->orders; i++)
		open += m->where[m->order[i]] != SAFE;
	if (open > 16)
		abort();
	for (uint64_t kept = 0; kept < 1ull << open; kept++) {
		for (uint64_t torn = 0; torn < before->size; torn += 512) {
			memcpy(content, before->data, before->size);
			if (!leave(l, m, kept, torn, content))
				break;
			state_add(s, m->mark, content, before->size);
		}
	}
	free(content);
}

/* False: the moment after this event is one that a later restore takes back. */
static bool lasts(const struct logged *l, size_t event)
{
	size_t from = 0;

	for (size_t i = 0; i < l->events; i++) {
		if (l->event[i].event == LOGGED_SNAPSHOT)
			from = i + 1;
		if (l->event[i].event == LOGGED_RESTORE && event >= from && event < i)
			return false;
	}
	return true;
}

void model_states(const struct logged *l, const struct disk *before, struct state_set *s)
{
	struct moment *m = calloc(2, sizeof(*m)), *snapshot = m + 1;

	if (!m)
		abort();
	all_of(l, m, before, s);
	for (size_t i = 0; i < l->events; i++) {
		switch (l->event[i].event) {
		case LOGGED_SUBMIT:
			submitted(l, m, l->event[i].request);
			break;
		case LOGGED_DONE:
			is_done(l, m, l->event[i].request);
			break;
		case LOGGED_MARK:
			m->mark = l->event[i].mark;
			break;
		case LOGGED_SNAPSHOT:
			*snapshot = *m;
			break;
		case LOGGED_RESTORE:
			*m = *snapshot;
			break;
		}
		if (lasts(l, i))
			all_of(l, m, before, s);
	}
	free(m);
}
