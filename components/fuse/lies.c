/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A server that lies by a script.
 *
 * Whatever it does ends: one that left somebody without an answer dies after a while in
 * which nothing else happened, and one that was asked very often dies at once.  So what
 * goes round for ever, or waits for ever, is the kernel's own.
 */
#include "components/fuse/lies.h"

#include <stdlib.h>
#include <string.h>

#include "components/fuse/slot.h"

#define SECOND 1000000000ull
#define HELD SECOND           /* an answer is held back no longer */
#define PATIENCE (20 * SECOND) /* of one that owes an answer: then it dies */
#define MOST 1500u            /* requests that are answered */
#define QUEUE 8               /* messages that are to be said; more are forgotten */

/* A message that is to be said once `seen` requests have come, or at `due`. */
struct message {
	uint32_t seen;
	uint64_t due;
	size_t len, pages;
	char *data; /* NULL: none */
};

struct lies {
	const struct server_script *script;
	bool changed[SCRIPT_OPS]; /* some slot of the opcode is */
	uint32_t turn[SCRIPT_OPS];
	uint32_t seen; /* requests */
	uint64_t now, last; /* virtual time: now, and when it said or heard something */
	bool owes;          /* somebody has no answer, and gets none */
	struct message queue[QUEUE];
	char room[SCRIPT_SLOT];
};

struct lies *lies_make(const struct server_script *script)
{
	struct lies *l;

	if (!script->n)
		return NULL;
	l = calloc(1, sizeof(*l));
	if (!l)
		abort();
	l->script = script;
	for (size_t i = 0; i < script->n; i++) {
		const struct server_change *c = &script->change[i];

		for (uint64_t at = c->at; at < c->at + c->len; at += SCRIPT_SLOT)
			l->changed[at / SCRIPT_SLOT / SCRIPT_TURNS] = true;
		l->changed[(c->at + c->len - 1) / SCRIPT_SLOT / SCRIPT_TURNS] = true;
	}
	return l;
}

static void forget_queue(struct lies *l)
{
	for (int i = 0; i < QUEUE; i++)
		free(l->queue[i].data);
	memset(l->queue, 0, sizeof(l->queue));
}

void lies_free(struct lies *l)
{
	if (l)
		forget_queue(l);
	free(l);
}

/* -- what is said later -- */

static void say_later(struct lies *l, const struct server_says *w, uint32_t requests, uint64_t ns)
{
	for (int i = 0; i < QUEUE; i++) {
		struct message *m = &l->queue[i];

		if (m->data)
			continue;
		*m = (struct message){ l->seen + requests, l->now + ns, w->len, w->pages,
			malloc(w->len + 1) };
		if (!m->data)
			abort();
		memcpy(m->data, w->data, w->len);
		return;
	}
	l->owes = true;
}

/* The first one that is due, and the queue without it. */
static bool take_due(struct lies *l, struct server_says *w)
{
	for (int i = 0; i < QUEUE && l->queue[i].data; i++) {
		struct message *m = &l->queue[i];

		if (m->seen > l->seen && m->due > l->now)
			continue;
		memcpy(w->data, m->data, m->len);
		w->len = m->len;
		w->pages = m->pages;
		free(m->data);
		memmove(m, m + 1, (QUEUE - 1 - i) * sizeof(*m));
		l->queue[QUEUE - 1].data = NULL;
		return true;
	}
	return false;
}

/* Whoever opens the device again is owed nothing. */
static void start_anew(struct lies *l)
{
	forget_queue(l);
	l->owes = false;
}

static void die(struct lies *l, struct server_says *w)
{
	start_anew(l);
	w->ends = true;
}

void lies_more(struct lies *l, struct server_says *w, uint64_t now)
{
	l->now = now;
	if (take_due(l, w))
		l->last = now;
	else if (l->owes && now >= l->last + PATIENCE)
		die(l, w);
}

/* -- what is said -- */

/* The length of the message is `len`, and its header is that of the slot where that is
 * changed. */
static void finish(const struct slot *s, struct server_says *w, size_t len)
{
	struct fuse_out_header *h = (struct fuse_out_header *)w->data;
	uint8_t *bytes = (uint8_t *)h;

	w->len = h->len = len;
	for (size_t i = 0; i < sizeof(*h); i++)
		if (s->set[SCRIPT_HEADER + i])
			bytes[i] = s->byte[SCRIPT_HEADER + i];
	w->pages = slot_control(s).pages & 1 ? sizeof(*h) : 0;
}

static size_t grown(const struct slot *s, size_t len, size_t room)
{
	const int64_t n = (int64_t)len + slot_control(s).grow;

	return n < 0 ? 0 : (size_t)n < room ? (size_t)n : room;
}

/* A message that nobody asked for, as a control names it. */
static void notify(const struct lies *l, uint8_t which, struct server_says *w)
{
	struct slot s;
	size_t len;

	slot_take(l->script, SCRIPT_NOTIFY + (which & 7), which >> 3 & 7, &s);
	len = grown(&s, s.len, SCRIPT_SLOT - SCRIPT_HEADER);
	memcpy(w->data, s.byte + SCRIPT_HEADER, SCRIPT_SLOT - SCRIPT_HEADER);
	finish(&s, w, len);
}

/* Changes an answer. */
static void change(const struct slot *s, struct server_says *w, size_t room)
{
	struct fuse_out_header *h = (struct fuse_out_header *)w->data;
	char *body = w->data + sizeof(*h);
	size_t len = w->len - sizeof(*h), longer;

	if (slot_control(s).own & 1 || (h->error && slot_is_set(s, SCRIPT_BODY, SCRIPT_SLOT))) {
		len = s->len - sizeof(*h);
		memcpy(body, s->byte + SCRIPT_BODY, len);
		h->error = 0;
	}
	if (slot_is_set(s, SCRIPT_ERROR, SCRIPT_ERROR + 4))
		len = 0; /* an error has no body, unless it grows one */
	longer = grown(s, len, room - sizeof(*h));
	for (size_t i = len; i < longer; i++)
		body[i] = i < SCRIPT_BODY_MAX ? s->byte[SCRIPT_BODY + i] : 0;
	for (size_t i = 0; i < longer && i < SCRIPT_BODY_MAX; i++)
		if (s->set[SCRIPT_BODY + i])
			body[i] = s->byte[SCRIPT_BODY + i];
	finish(s, w, sizeof(*h) + longer);
}

/* The kernel takes the message for an answer to the request, and that is done. */
static bool answers(const struct server_says *w, const struct fuse_in_header *request)
{
	const struct fuse_out_header *h = (const struct fuse_out_header *)w->data;

	return w->len >= sizeof(*h) && h->len == w->len && h->unique == request->unique &&
	       h->error <= 0 && h->error > -512;
}

/* What is done with the answer `w`. */
static void act(struct lies *l, const struct script_control *c, struct server_says *w)
{
	switch (c->act % 8) {
	case SCRIPT_SILENT:
		w->len = 0;
		break;
	case SCRIPT_HOLD:
		say_later(l, w, c->hold % 8 + 1, HELD);
		w->len = 0;
		break;
	case SCRIPT_TWICE:
		say_later(l, w, 0, 0);
		break;
	case SCRIPT_DEATH:
		w->len = 0;
		die(l, w);
		break;
	case SCRIPT_DIE:
		die(l, w);
		break;
	}
}

static void say(struct lies *l, const struct slot *s, const struct fuse_in_header *request,
    struct server_says *w, size_t room)
{
	const struct script_control c = slot_control(s);
	const bool asked = w->len != 0;

	if (asked) {
		change(s, w, room);
		l->owes |= !answers(w, request) || c.act % 8 == SCRIPT_SILENT;
		act(l, &c, w);
	}
	if (c.before & 7) {
		if (w->len)
			say_later(l, w, 0, 0);
		notify(l, c.before, w);
	}
	if (c.behind & 7) {
		struct server_says more = { .data = l->room };

		notify(l, c.behind, &more);
		say_later(l, &more, 0, 0);
	}
}

void lies_answer(struct lies *l, const struct fuse_in_header *request, struct server_says *w,
    size_t room)
{
	const uint32_t op = request->opcode < SCRIPT_NOTIFY ? request->opcode : 0;
	struct slot s;

	if (op == FUSE_INIT) /* of another mount */
		start_anew(l);
	l->last = l->now;
	l->turn[op]++;
	if (++l->seen > MOST) {
		w->len = 0;
		die(l, w);
		return;
	}
	if (!l->changed[op])
		return;
	slot_take(l->script, op, l->turn[op] < SCRIPT_TURNS ? l->turn[op] : 0, &s);
	say(l, &s, request, w, room);
}
