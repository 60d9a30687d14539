/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The compiler's notes of an object.  The format is that of gcc 12: a head, then
 * records of a tag, a length in bytes and that many bytes; described in gcc's
 * gcov-io.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coverage/cover.h"

#define MAGIC 0x67636e6fu /* "gcno" */
#define TAG_FUNCTION 0x01000000u
#define TAG_ARCS 0x01430000u
#define TAG_BLOCKS 0x01410000u
#define TAG_LINES 0x01450000u
#define TREE "/src/linux/" /* what is before it is where the tree is */

struct reader {
	const char *path;
	const uint8_t *at, *end;
};

static uint32_t word(struct reader *r)
{
	uint32_t v;

	if (r->end - r->at < 4)
		die("%s: truncated: rebuild with make kernel-cov", r->path);
	memcpy(&v, r->at, 4);
	r->at += 4;
	return v;
}

/* A string with its NUL, or NULL where its length is 0. */
static const char *string(struct reader *r)
{
	const uint32_t len = word(r);
	const char *s = (const char *)r->at;

	if (len > (size_t)(r->end - r->at) || (len && s[len - 1]))
		die("%s: truncated: rebuild with make kernel-cov", r->path);
	r->at += len;
	return len ? s : NULL;
}

static uint32_t source_of(struct notes *notes, const char *path)
{
	const char *tree = path ? strstr(path, TREE) : NULL;

	return notes_source(notes, tree ? tree + strlen(TREE) : path ? path : "?");
}

static void read_function(struct notes *notes, struct object *o, struct reader *r)
{
	struct function *f;

	o->function = grow(o->function, o->functions + 1, sizeof(*f));
	f = &o->function[o->functions++];
	*f = (struct function){ .ident = word(r) };
	f->checksum[0] = word(r);
	f->checksum[1] = word(r);
	f->name = copy_text(string(r));
	f->artificial = word(r);
	f->source = source_of(notes, string(r));
	f->first = word(r);
	word(r); /* its column */
	f->final = word(r);
}

static void read_arcs(struct function *f, struct reader *r)
{
	const uint32_t from = word(r);

	while (r->at < r->end) {
		struct arc a = { .from = from, .to = word(r) };

		a.flags = word(r) & (ARC_ON_TREE | ARC_FAKE);
		if (a.from >= f->blocks || a.to >= f->blocks ||
		    (f->arcs && f->arc[f->arcs - 1].from > from))
			die("%s: its arcs make no sense: rebuild with make kernel-cov", r->path);
		f->arc = grow(f->arc, f->arcs + 1, sizeof(a));
		f->arc[f->arcs++] = a;
		f->counters += !(a.flags & ARC_ON_TREE);
	}
}

/* The lines of a block, in the order of the code. */
static void read_lines(struct notes *notes, struct function *f, struct reader *r)
{
	const uint32_t block = word(r);
	uint32_t source = f->source;

	while (r->at < r->end) {
		const uint32_t number = word(r);
		const char *file;

		if (!number) {
			file = string(r);
			if (!file)
				break;
			source = source_of(notes, file);
			continue;
		}
		f->place = grow(f->place, f->places + 1, sizeof(*f->place));
		f->place[f->places++] =
		    (struct place){ .block = block, .source = source, .number = number };
	}
}

/* The branches at the end of a block belong to the highest line that it has of the
 * function's own file, which is that of the condition and not of what it calls. */
static void mark_ends(struct function *f)
{
	struct place *end = NULL;

	for (uint32_t i = 0; i < f->places; i++) {
		struct place *p = &f->place[i];

		if (end && end->block != p->block)
			end = NULL;
		if (p->source != f->source || (end && end->number > p->number))
			continue;
		if (end)
			end->end = false;
		p->end = true;
		end = p;
	}
}

static void read_record(struct notes *notes, struct object *o, uint32_t tag, struct reader *r)
{
	struct function *f = o->functions ? &o->function[o->functions - 1] : NULL;

	if (tag == TAG_FUNCTION)
		read_function(notes, o, r);
	else if (tag == TAG_BLOCKS && f)
		f->blocks = word(r);
	else if (tag == TAG_ARCS && f)
		read_arcs(f, r);
	else if (tag == TAG_LINES && f)
		read_lines(notes, f, r);
}

/* An arc is a branch where its block has another that is none of those that the
 * compiler made up. */
static void mark_branches(struct function *f)
{
	for (uint32_t i = 0, n; i < f->arcs; i += n) {
		uint32_t real = 0;

		for (n = 0; i + n < f->arcs && f->arc[i + n].from == f->arc[i].from; n++)
			real += !(f->arc[i + n].flags & ARC_FAKE);
		for (uint32_t j = i; real > 1 && j < i + n; j++)
			if (!(f->arc[j].flags & ARC_FAKE))
				f->arc[j].flags |= ARC_BRANCH;
	}
}

void gcno_read(struct notes *notes, struct object *o)
{
	char path[1024];
	struct reader all = { .path = path };
	size_t len;

	snprintf(path, sizeof(path), "%s/%s.gcno", notes->folder, o->name);
	all.at = map_file(path, &len);
	all.end = all.at + len;
	if (word(&all) != MAGIC)
		die("%s: no notes of a compiler: rebuild with make kernel-cov", path);
	if (word(&all) != o->version || word(&all) != o->stamp)
		die("%s: of another build than the kernel: rebuild with make kernel-cov", path);
	word(&all);   /* a checksum, which notes do not have */
	string(&all); /* where it was compiled */
	word(&all);   /* whether blocks that never run are noted */
	while (all.end - all.at >= 8) {
		struct reader r = { .path = path };
		const uint32_t tag = word(&all), size = word(&all);

		if (size > (size_t)(all.end - all.at))
			die("%s: truncated: rebuild with make kernel-cov", path);
		r.at = all.at;
		r.end = all.at += size;
		read_record(notes, o, tag, &r);
	}
	for (size_t i = 0; i < o->functions; i++) {
		mark_branches(&o->function[i]);
		mark_ends(&o->function[i]);
	}
}
