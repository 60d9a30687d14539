/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Traces in files: written, read again, and refused where they are wrong. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "atf/case.h"
#include "cases/hypercall/logged.h"
#include "rumpuser/trace/format.h"

#define FILE_NAME "a.trace"

static const struct trace_image image = { .dev = 0, .size = 32768, .hash = 0x123456789abcdef0 };

static void require_same(const struct trace *a, const struct trace *b)
{
	REQUIRE_EQ(trace_count(a), trace_count(b));
	REQUIRE_EQ(trace_first(a), trace_first(b));
	for (size_t i = 0; i < trace_count(a); i++) {
		const struct trace_record *r = trace_at(a, i), *s = trace_at(b, i);

		REQUIRE_EQ(r->call, s->call);
		REQUIRE_EQ(r->dev, s->dev);
		REQUIRE_EQ(r->flags, s->flags);
		REQUIRE_EQ(r->result, s->result);
		REQUIRE_EQ(r->clock, s->clock);
		REQUIRE_EQ(r->sector, s->sector);
		REQUIRE_EQ(r->len, s->len);
		REQUIRE_EQ(r->epoch, s->epoch);
		REQUIRE_EQ(r->done, s->done);
		REQUIRE_EQ(!r->data, !s->data);
		if (r->data)
			REQUIRE_MEMEQ(r->data, s->data, r->len);
	}
}

static void round_trip(bool all)
{
	struct logged *l = logged_open(all);
	struct trace_image got;
	struct trace *t;
	const char *why;

	logged_anything(l, 3, 300, 200);
	logged_write(l, 0, 200, 0); /* more than a buffer of the writer */
	REQUIRE_EQ(0, trace_save(l->trace, FILE_NAME, &image));
	REQUIRE_EQ(0, trace_load(FILE_NAME, &t, &got, &why));
	require_same(l->trace, t);
	REQUIRE_EQ(image.dev, got.dev);
	REQUIRE_EQ(image.size, got.size);
	REQUIRE_EQ(image.hash, got.hash);
	trace_close(t);
	logged_close(l);
}

CASE(round_trip, "a trace with data is read as it was written")
{
	round_trip(true);
}

CASE(round_trip_ring, "so is one of the last records")
{
	round_trip(false);
}

CASE(empty, "so is one without records, about no image")
{
	struct logged *l = logged_open(true);
	struct trace_image got;
	struct trace *t;
	const char *why;

	REQUIRE_EQ(0, trace_save(l->trace, FILE_NAME, NULL));
	REQUIRE_EQ(0, trace_load(FILE_NAME, &t, &got, &why));
	REQUIRE_EQ(0, trace_count(t));
	REQUIRE_EQ(0, got.size);
	trace_close(t);
	logged_close(l);
}

CASE(unwritable, "a file that can not be written is an error, and leaves nothing")
{
	struct logged *l = logged_open(true);

	logged_write(l, 0, 200, 0);
	REQUIRE_EQ(-ENOENT, trace_save(l->trace, "no/such/folder", &image));
	REQUIRE_EQ(-EISDIR, trace_save(l->trace, ".", &image));
	REQUIRE_EQ(-ENOSPC, trace_save(l->trace, "/dev/full", &image));
	REQUIRE_EQ(0, access("/dev/full", F_OK));
	logged_close(l);
}

/* -- wrong files -- */

struct bytes {
	uint8_t data[8192];
	size_t len;
};

/* A good file: a write of one sector with data, a read, a mark. */
static void good(struct bytes *b)
{
	struct logged *l = logged_open(true);
	FILE *f;

	logged_write(l, 5, 1, 0);
	logged_read(l, 5, 1);
	logged_mark(l, 1);
	REQUIRE_EQ(0, trace_save(l->trace, FILE_NAME, &image));
	logged_close(l);
	f = fopen(FILE_NAME, "r");
	REQUIRE(f != NULL);
	b->len = fread(b->data, 1, sizeof(b->data), f);
	fclose(f);
	REQUIRE_EQ(TRACE_HEADER + 3 * TRACE_RECORD + 512 + TRACE_TRAILER, b->len);
}

static int load(const struct bytes *b, const char **why)
{
	FILE *f = fopen(FILE_NAME, "w");
	struct trace_image got;
	struct trace *t;
	int error;

	REQUIRE(f != NULL);
	REQUIRE_EQ(b->len, fwrite(b->data, 1, b->len, f));
	fclose(f);
	error = trace_load(FILE_NAME, &t, &got, why);
	if (!error)
		trace_close(t);
	return error;
}

static void set32(struct bytes *b, size_t at, uint32_t value)
{
	uint8_t *p = b->data + at;

	put32(&p, value);
}

/* Makes the checksum right, so that what is wrong besides is looked at. */
static void seal(struct bytes *b)
{
	uint8_t *p = b->data + b->len - 8;

	put64(&p, trace_sum(TRACE_SUM, b->data, b->len - 8));
}

static void require_refused(const struct bytes *b, const char *want)
{
	const char *why;

	REQUIRE_EQ(-EINVAL, load(b, &why));
	REQUIRE_STREQ(want, why);
}

CASE(missing, "a file that is not there")
{
	struct trace_image got;
	struct trace *t;
	const char *why;

	REQUIRE_EQ(-ENOENT, trace_load("nowhere", &t, &got, &why));
	REQUIRE_STREQ("nowhere: No such file or directory", why);
	REQUIRE_EQ(-EINVAL, trace_load(".", &t, &got, &why));
	REQUIRE_STREQ(".: no regular file; expected a trace", why);
}

CASE(no_trace, "a file that is no trace")
{
	struct bytes b = { .data = "#!/bin/sh\necho\n", .len = 15 };

	require_refused(&b, "a.trace: no trace; expected it to begin with \"RUMPTRAC\"");
	b.len = 0;
	require_refused(&b, "a.trace: empty; expected a trace");
}

CASE(version, "a trace of another version")
{
	struct bytes b;

	good(&b);
	set32(&b, TRACE_MAGIC_LEN, 2);
	seal(&b);
	require_refused(&b, "a.trace: trace of version 2; expected version 1");
}

CASE(truncated, "a trace that lost its end, wherever it was cut off")
{
	struct bytes b;
	const char *why;
	size_t len;

	good(&b);
	REQUIRE_EQ(0, load(&b, &why));
	for (len = b.len - 1; len > 0; len--) {
		b.len = len;
		REQUIRE_EQ(-EINVAL, load(&b, &why));
		if (len >= TRACE_MAGIC_LEN)
			REQUIRE(strstr(why, "a.trace: truncated") != NULL);
	}
}

CASE(checksum, "a trace with one bit that is another, wherever it is")
{
	struct bytes b;
	const char *why;

	good(&b);
	for (size_t i = 0; i < b.len; i++) {
		b.data[i] ^= 1 << i % 8;
		REQUIRE_EQ(-EINVAL, load(&b, &why));
		b.data[i] ^= 1 << i % 8;
	}
	b.data[TRACE_HEADER + TRACE_RECORD] ^= 1;
	REQUIRE_EQ(-EINVAL, load(&b, &why));
	REQUIRE(strstr(why, "a.trace: checksum 0x") != NULL);
}

/* Of the second record, which follows the sector of the first. */
#define SECOND (TRACE_HEADER + TRACE_RECORD + 512)

CASE(records, "records that make no sense, with a checksum that is right")
{
	struct bytes b;

	good(&b);
	set32(&b, SECOND, 99);
	seal(&b);
	require_refused(&b, "a.trace: record 1 of 3: of a call that there is none of");
	good(&b);
	set32(&b, SECOND + 52, 1);
	seal(&b);
	require_refused(&b, "a.trace: record 1 of 3: with data that is none of a write");
	good(&b);
	set32(&b, TRACE_HEADER + 32, 1 << 20);
	seal(&b);
	require_refused(&b, "a.trace: record 0 of 3: with more data than the file has");
	good(&b);
	set32(&b, b.len - 16, 4);
	seal(&b);
	require_refused(&b, "a.trace: record 3 of 4: too short");
	good(&b);
	set32(&b, b.len - 16, 2);
	seal(&b);
	require_refused(&b, "a.trace: 64 bytes follow the last of 2 records; expected none");
}
