/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Content and size of one file.  Each sector has to be as it was in one of the
 * steps since it was made durable last, the one under way too; what is behind the
 * end of a file counts as zeroes, so that a file that grew may read as zeroes
 * there.  The size lies between the least and the largest of those steps.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "harness/crash_internal.h"

#define VERSIONS 256 /* of a file's content that are told apart */

/* A content that the file had, in the steps first..last. */
struct version {
	const uint8_t *data;
	uint64_t size;
	uint32_t last; /* the last step that had it */
};

struct file {
	struct crash *c;
	const char *path;
	const struct crash_inode *got;
	uint32_t id, cut; /* the last step before the cut */
	struct version version[VERSIONS];
	size_t versions;
};

bool crash_wrong(struct crash *c, const char *format, ...)
{
	const size_t used = strlen(c->why);
	va_list list;

	va_start(list, format);
	vsnprintf(c->why + used, sizeof(c->why) - used, format, list);
	va_end(list);
	return false;
}

static bool covers(const struct file *f, const struct crash_sync *s)
{
	return s->step <= f->cut && (!s->id || s->id == f->id);
}

/* The step whose content from..to-1 was made durable last.  A sector is written as
 * a whole: one of its bytes is enough. */
static uint32_t durable_data(const struct file *f, uint64_t from, uint64_t to)
{
	uint32_t step = 0;

	for (size_t i = 0; i < f->c->syncs; i++) {
		const struct crash_sync *s = &f->c->sync[i];

		if (covers(f, s) && s->from < to && s->to > from && s->step > step)
			step = s->step;
	}
	return step;
}

static uint32_t durable_size(const struct file *f)
{
	uint32_t step = 0;

	for (size_t i = 0; i < f->c->syncs; i++) {
		const struct crash_sync *s = &f->c->sync[i];

		if (covers(f, s) && s->size && s->step > step)
			step = s->step;
	}
	return step;
}

static void find_versions(struct file *f)
{
	for (uint32_t step = crash_last_step(f->c, f->cut) + 1; step-- > 0;) {
		const struct crash_inode *i = crash_inode_at(f->c, step, f->id);
		const struct version *v = f->versions ? &f->version[f->versions - 1] : NULL;

		if (!i || !i->data || (v && v->data == i->data && v->size == i->size))
			continue;
		if (f->versions == VERSIONS)
			harness_failf("crash states: %s has more than %d contents", f->path,
			    VERSIONS);
		f->version[f->versions++] = (struct version){ i->data, i->size, step };
	}
}

/* Compares `len` bytes at `at` with a version, zeroes behind its end. */
static bool same(const struct version *v, const uint8_t *data, uint64_t at, size_t len)
{
	const size_t there = v->size <= at ? 0 : v->size - at < len ? v->size - at : len;

	if (there && memcmp(v->data + at, data, there))
		return false;
	for (size_t i = there; i < len; i++)
		if (data[i])
			return false;
	return true;
}

static bool zero(const struct version *v, uint64_t at, size_t len)
{
	static const uint8_t zeroes[CRASH_SECTOR];

	return same(v, zeroes, at, len);
}

/* A file system that may show old data may do so where the file had none. */
static bool may_be_old(const struct file *f, const struct version *v, uint64_t at, size_t len)
{
	return f->c->promise->old_data && zero(v, at, len);
}

static bool judge_sector(struct file *f, uint64_t at, size_t len)
{
	static const struct version nothing = { .data = (const uint8_t *)"" };
	const uint8_t *data = f->got->data + at;
	const uint32_t since = durable_data(f, at, at + len);
	const struct version *v = f->version;

	for (size_t i = 0; i < f->versions; i++, v++) {
		if (v->last < since)
			break;
		if (same(v, data, at, len) || may_be_old(f, v, at, len))
			return true;
	}
	if (crash_old_is(data, len))
		return crash_wrong(f->c, "%s: byte %llu: old data of a deleted file\n", f->path,
		    (unsigned long long)at);
	return crash_wrong(f->c,
	    "%s: bytes %llu to %llu%s: the content of no step since it was durable (%u: %s)\n",
	    f->path, (unsigned long long)at, (unsigned long long)(at + len - 1),
	    same(&nothing, data, at, len) ? ", zeroes" : "", since, f->c->step[since].call);
}

static bool judge_size(struct file *f)
{
	const uint32_t since = durable_size(f);
	uint64_t least = UINT64_MAX, most = 0;

	for (uint32_t step = since; step <= crash_last_step(f->c, f->cut); step++) {
		const struct crash_inode *i = crash_inode_at(f->c, step, f->id);

		if (i && i->size < least)
			least = i->size;
		if (i && i->size > most)
			most = i->size;
	}
	if (f->got->size >= least && f->got->size <= most)
		return true;
	return crash_wrong(f->c,
	    "%s: size %llu; expected %llu to %llu, those since it was durable (%u: %s)\n", f->path,
	    (unsigned long long)f->got->size, (unsigned long long)least, (unsigned long long)most,
	    since, f->c->step[since].call);
}

bool crash_judge_data(struct crash *c, uint32_t id, uint32_t last, const char *path,
    const struct crash_inode *got)
{
	struct file f = { .c = c, .path = path, .got = got, .id = id, .cut = last };

	find_versions(&f);
	if (!judge_size(&f))
		return false;
	for (uint64_t at = 0; at < got->size; at += CRASH_SECTOR) {
		const uint64_t left = got->size - at;

		if (!judge_sector(&f, at, left < CRASH_SECTOR ? left : CRASH_SECTOR))
			return false;
	}
	return true;
}
