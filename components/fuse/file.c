/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Open files: reads, writes, room, holes. */
#include <errno.h>
#include <fcntl.h>
#include <linux/falloc.h>
#include <stdlib.h>
#include <unistd.h>

#include "components/fuse/store.h"

struct fuse_open_out open_node(struct node *n)
{
	n->opens++;
	return (struct fuse_open_out){ .fh = n->id };
}

int ask_open(struct store *s, struct node *n, const struct request *q, struct answer *a)
{
	(void)s;
	(void)q;
	*(struct fuse_open_out *)a->body = open_node(n);
	a->len = sizeof(struct fuse_open_out);
	return 0;
}

int ask_release(struct store *s, struct node *n, const struct request *q, struct answer *a)
{
	(void)q;
	(void)a;
	n->opens -= n->opens != 0;
	node_put(s, n);
	return 0;
}

/* For what has nothing to do: all is in memory. */
int ask_done(struct store *s, struct node *n, const struct request *q, struct answer *a)
{
	(void)s;
	(void)n;
	(void)q;
	(void)a;
	return 0;
}

static bool older(struct timespec a, struct timespec b)
{
	return a.tv_sec < b.tv_sec || (a.tv_sec == b.tv_sec && a.tv_nsec <= b.tv_nsec);
}

int ask_read(struct store *s, struct node *n, const struct request *q, struct answer *a)
{
	const struct fuse_read_in *in = q->body;
	const uint64_t left = in->offset < n->size ? n->size - in->offset : 0;

	a->len = in->size < left ? in->size : left;
	if (a->len > STORE_WRITE)
		a->len = STORE_WRITE;
	data_read(n, in->offset, a->body, a->len);
	if (!(in->flags & O_NOATIME) && older(n->atime, n->mtime))
		n->atime = s->now;
	return 0;
}

static int wrote(struct store *s, struct node *n, size_t len, struct answer *a)
{
	*(struct fuse_write_out *)a->body = (struct fuse_write_out){ .size = len };
	a->len = sizeof(struct fuse_write_out);
	n->mtime = n->ctime = s->now;
	return 0;
}

int ask_write(struct store *s, struct node *n, const struct request *q, struct answer *a)
{
	const struct fuse_write_in *in = q->body;
	size_t done;
	int error;

	if (q->len < sizeof(*in) || in->size > q->len - sizeof(*in))
		return EINVAL;
	error = data_write(s, n, in->offset, in + 1, in->size, &done);
	return error ? error : wrote(s, n, done, a);
}

int ask_copy(struct store *s, struct node *n, const struct request *q, struct answer *a)
{
	const struct fuse_copy_file_range_in *in = q->body;
	struct node *to = node_find(s, in->nodeid_out);
	const uint64_t left = in->off_in < n->size ? n->size - in->off_in : 0;
	size_t len = in->len < left ? in->len : left, done;
	void *buf;
	int error;

	if (!to)
		return ESTALE;
	len = len < STORE_WRITE ? len : STORE_WRITE;
	buf = malloc(len + 1);
	if (!buf)
		abort();
	data_read(n, in->off_in, buf, len);
	error = data_write(s, to, in->off_out, buf, len, &done);
	free(buf);
	return error ? error : wrote(s, to, done, a);
}

int ask_fallocate(struct store *s, struct node *n, const struct request *q, struct answer *a)
{
	const struct fuse_fallocate_in *in = q->body;
	const uint64_t end = in->offset + in->length;
	int error = 0;

	(void)a;
	if (in->mode & (FALLOC_FL_PUNCH_HOLE | FALLOC_FL_ZERO_RANGE))
		data_cut(s, n, in->offset, end);
	if (!(in->mode & FALLOC_FL_PUNCH_HOLE))
		error = data_reserve(s, n, in->offset, end);
	if (error)
		return error;
	if (!(in->mode & FALLOC_FL_KEEP_SIZE) && end > n->size)
		n->size = end;
	n->mtime = n->ctime = s->now;
	return 0;
}

int ask_lseek(struct store *s, struct node *n, const struct request *q, struct answer *a)
{
	const struct fuse_lseek_in *in = q->body;
	const bool data = in->whence == SEEK_DATA;
	uint64_t at;

	(void)s;
	if (in->offset >= n->size)
		return ENXIO;
	at = data_next(n, in->offset, data);
	if (at >= n->size && data)
		return ENXIO;
	*(struct fuse_lseek_out *)a->body =
	    (struct fuse_lseek_out){ .offset = at < n->size ? at : n->size };
	a->len = sizeof(struct fuse_lseek_out);
	return 0;
}
