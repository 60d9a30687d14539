/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Reads a trace from a file, and believes nothing that it says. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rumpuser/trace/format.h"
#include "rumpuser/trace/internal.h"

static char line[4608]; /* a path and what is wrong with the file */

#define FAIL(error, why, ...) (snprintf(line, sizeof(line), __VA_ARGS__), *(why) = line, -(error))

/* What a system call has set. */
static int fail_errno(const char *path, const char **why)
{
	const int error = errno;

	return FAIL(error, why, "%s: %s", path, strerror(error));
}

struct in {
	const char *path;
	const uint8_t *data;
	uint64_t size;
	const char **why;
};

/* -- the file as a whole -- */

static int check_head(const struct in *in)
{
	const uint8_t *p = in->data + TRACE_MAGIC_LEN;
	uint32_t version;

	if (in->size < TRACE_MAGIC_LEN || memcmp(in->data, TRACE_MAGIC, TRACE_MAGIC_LEN))
		return FAIL(EINVAL, in->why, "%s: no trace; expected it to begin with \"%s\"",
		    in->path, TRACE_MAGIC);
	if (in->size < TRACE_HEADER)
		return FAIL(EINVAL, in->why, "%s: truncated: %llu bytes; expected %d at least",
		    in->path, (unsigned long long)in->size, TRACE_HEADER + TRACE_TRAILER);
	version = get32(&p);
	if (version != TRACE_VERSION)
		return FAIL(EINVAL, in->why, "%s: trace of version %u; expected version %d",
		    in->path, version, TRACE_VERSION);
	return 0;
}

static int check_end(const struct in *in, uint64_t *records)
{
	const uint8_t *p = in->data + in->size - TRACE_TRAILER;
	uint64_t want, got;

	if (in->size < TRACE_HEADER + TRACE_TRAILER || memcmp(p, TRACE_END, TRACE_MAGIC_LEN))
		return FAIL(EINVAL, in->why,
		    "%s: truncated after %llu bytes; expected it to end with \"%s\", a count and a "
		    "checksum",
		    in->path, (unsigned long long)in->size, TRACE_END);
	p += TRACE_MAGIC_LEN;
	*records = get64(&p);
	want = trace_sum(TRACE_SUM, in->data, p - in->data);
	got = get64(&p);
	if (got != want)
		return FAIL(EINVAL, in->why, "%s: checksum 0x%016llx; expected 0x%016llx", in->path,
		    (unsigned long long)got, (unsigned long long)want);
	return 0;
}

/* -- records -- */

static void get_record(const uint8_t *p, struct trace_record *r, uint32_t *data)
{
	r->call = get32(&p);
	r->dev = get32(&p);
	r->flags = get32(&p);
	r->result = (int32_t)get32(&p);
	r->clock = get64(&p);
	r->sector = get64(&p);
	r->len = get64(&p);
	r->done = get64(&p);
	r->epoch = get32(&p);
	*data = get32(&p);
}

/* The bytes of the record at `at`, data and all; 0: it is none, and `what` says why. */
static uint64_t record_size(const struct in *in, uint64_t at, struct trace_record *r,
    uint32_t *data, const char **what)
{
	const uint64_t left = in->size - TRACE_TRAILER - at;

	*what = "too short";
	if (left < TRACE_RECORD)
		return 0;
	get_record(in->data + at, r, data);
	*what = "of a call that there is none of";
	if (r->call >= TRACE_CALLS)
		return 0;
	*what = "with data that is none of a write";
	if (*data > 1 || (*data && r->call != TRACE_WRITE))
		return 0;
	*what = "with more data than the file has";
	if (*data && r->len > left - TRACE_RECORD)
		return 0;
	return TRACE_RECORD + (*data ? r->len : 0);
}

static int get_records(const struct in *in, struct trace *t, uint64_t records)
{
	uint64_t at = TRACE_HEADER;

	for (uint64_t i = 0; i < records; i++) {
		struct trace_record got = { 0 }, *r;
		const char *what;
		uint32_t data;
		const uint64_t size = record_size(in, at, &got, &data, &what);

		if (!size)
			return FAIL(EINVAL, in->why, "%s: record %llu of %llu: %s", in->path,
			    (unsigned long long)i, (unsigned long long)records, what);
		r = trace_add(t, got.call, got.dev);
		*r = got;
		if (data) {
			uint8_t *to = trace_room(t, got.len);

			memcpy(to, in->data + at + TRACE_RECORD, got.len);
			r->data = to;
		}
		at += size;
	}
	if (at != in->size - TRACE_TRAILER)
		return FAIL(EINVAL, in->why,
		    "%s: %llu bytes follow the last of %llu records; expected none", in->path,
		    (unsigned long long)(in->size - TRACE_TRAILER - at),
		    (unsigned long long)records);
	return 0;
}

static int parse(const struct in *in, struct trace **tp, struct trace_image *image)
{
	const uint8_t *p = in->data + TRACE_MAGIC_LEN + sizeof(uint32_t);
	uint64_t records = 0;
	struct trace *t;
	int error = check_head(in);

	if (!error)
		error = check_end(in, &records);
	if (error)
		return error;
	t = trace_open(true);
	if (!t)
		return FAIL(ENOMEM, in->why, "%s: out of memory", in->path);
	image->dev = get32(&p);
	image->size = get64(&p);
	image->hash = get64(&p);
	t->first = get64(&p);
	error = get_records(in, t, records);
	if (error)
		trace_close(t);
	else
		*tp = t;
	return error;
}

static int load(int fd, struct in *in, struct trace **tp, struct trace_image *image)
{
	struct stat st;
	void *data;
	int error;

	if (fstat(fd, &st))
		return fail_errno(in->path, in->why);
	if (!S_ISREG(st.st_mode) || !st.st_size)
		return FAIL(EINVAL, in->why, "%s: %s; expected a trace", in->path,
		    S_ISREG(st.st_mode) ? "empty" : "no regular file");
	in->size = st.st_size;
	data = mmap(NULL, in->size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (data == MAP_FAILED)
		return fail_errno(in->path, in->why);
	in->data = data;
	error = parse(in, tp, image);
	munmap(data, in->size);
	return error;
}

int trace_load(const char *path, struct trace **tp, struct trace_image *image, const char **why)
{
	struct in in = { .path = path, .why = why };
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	int error;

	if (fd < 0)
		return fail_errno(path, why);
	error = load(fd, &in, tp, image);
	close(fd);
	return error;
}
