/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Writes a trace to a file.  Uses nothing that a signal handler may not, for that
 * of a program that dies.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rumpuser/trace/format.h"
#include "rumpuser/trace/internal.h"

struct out {
	int fd;
	int error;
	uint64_t sum; /* of all bytes put */
	size_t used;
	uint8_t buf[65536];
};

static void write_all(struct out *o, const uint8_t *from, uint64_t len)
{
	while (len && !o->error) {
		const ssize_t n = write(o->fd, from, len);

		if (n < 0 && errno != EINTR)
			o->error = -errno;
		if (n > 0) {
			from += n;
			len -= n;
		}
	}
}

static void put(struct out *o, const void *from, uint64_t len)
{
	o->sum = trace_sum(o->sum, from, len);
	if (len > sizeof(o->buf) - o->used) {
		write_all(o, o->buf, o->used);
		o->used = 0;
	}
	if (len > sizeof(o->buf)) {
		write_all(o, from, len);
		return;
	}
	memcpy(o->buf + o->used, from, len);
	o->used += len;
}

static void put_header(struct out *o, const struct trace *t, const struct trace_image *image)
{
	uint8_t buf[TRACE_HEADER], *p = buf;

	memcpy(p, TRACE_MAGIC, TRACE_MAGIC_LEN);
	p += TRACE_MAGIC_LEN;
	put32(&p, TRACE_VERSION);
	put32(&p, image->dev);
	put64(&p, image->size);
	put64(&p, image->hash);
	put64(&p, trace_first(t));
	put(o, buf, sizeof(buf));
}

static void put_record(struct out *o, const struct trace_record *r)
{
	uint8_t buf[TRACE_RECORD], *p = buf;

	put32(&p, r->call);
	put32(&p, r->dev);
	put32(&p, r->flags);
	put32(&p, r->result);
	put64(&p, r->clock);
	put64(&p, r->sector);
	put64(&p, r->len);
	put64(&p, r->done);
	put32(&p, r->epoch);
	put32(&p, r->data != NULL);
	put64(&p, 0); /* reserved */
	put(o, buf, sizeof(buf));
	if (r->data)
		put(o, r->data, r->len);
}

static void put_trailer(struct out *o, uint64_t records)
{
	uint8_t buf[TRACE_TRAILER], *p = buf;

	memcpy(p, TRACE_END, TRACE_MAGIC_LEN);
	p += TRACE_MAGIC_LEN;
	put64(&p, records);
	put64(&p, trace_sum(o->sum, buf, p - buf));
	put(o, buf, sizeof(buf));
}

/* Half a file is worse than none; what is no regular file was there before. */
static void discard(const char *path)
{
	struct stat st;

	if (!stat(path, &st) && S_ISREG(st.st_mode))
		unlink(path);
}

int trace_save(const struct trace *t, const char *path, const struct trace_image *image)
{
	static const struct trace_image none = { .dev = TRACE_NO_DEV };
	static struct out o; /* the stack may be a small one */

	o.fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (o.fd < 0)
		return -errno;
	o.error = 0;
	o.sum = TRACE_SUM;
	o.used = 0;
	put_header(&o, t, image ? image : &none);
	for (size_t i = 0; i < trace_count(t); i++)
		put_record(&o, trace_at(t, i));
	put_trailer(&o, trace_count(t));
	write_all(&o, o.buf, o.used);
	if (close(o.fd) && !o.error)
		o.error = -errno;
	if (o.error)
		discard(path);
	return o.error;
}
