/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The server of a file system: a context that reads requests and writes answers. */
#include "harness/server.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/sysmacros.h>

#include "harness/internal.h"

struct serving {
	const struct server *server;
	void *state;
	int ctx;
	int fd; /* of the device, in that context; -1: closed */
	char *request, *answer;
	long request_at, answer_at; /* in the memory of the context: the kernel takes its pages */
};

int server_context(const struct kern *k)
{
	return k->serving ? k->serving->ctx : -1;
}

/* A call of the server's context, of which nobody else hears. */
static long call(struct kern *k, int nr, const long arg[6])
{
	return k->ops->call(k->impl, k->serving->ctx, nr, arg);
}

#define CALL(k, nr, ...) call((k), (nr), (const long[6]){ __VA_ARGS__ })

/* Answers one request; false: there was none. */
static bool serve(void *arg)
{
	struct kern *k = arg;
	struct serving *s = k->serving;
	struct timespec now;
	long len;

	if (s->fd < 0)
		return false;
	len = CALL(k, KERN_READ, s->fd, s->request_at, s->server->request_max);
	if (len <= 0)
		return false;
	if (k->ops->peek(k->impl, s->ctx, s->request, s->request_at, len))
		return false;
	if (CALL(k, KERN_CLOCK_GETTIME, CLOCK_REALTIME, (long)&now))
		return false;
	len = s->server->answer(s->state, s->request, len, s->answer, &now);
	if (len && k->ops->poke(k->impl, s->ctx, s->answer_at, s->answer, len))
		return false;
	if (len) /* the one who asked may be gone */
		CALL(k, KERN_WRITE, s->fd, s->answer_at, len);
	return true;
}

static long mapping(struct kern *k, size_t len)
{
	const long at =
	    CALL(k, KERN_MMAP, 0, len, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (at < 0)
		harness_failf("server: mmap of %zu bytes: %s", len, strerrorname_np(-at));
	return at;
}

void server_start(struct kern *k, const struct component *c)
{
	struct serving *s;
	const dev_t dev = makedev(c->server->major, c->server->minor);
	const int ctx = kern_context(k);
	int error;

	if (!k->ops->serve)
		kern_cannot(k, "file systems with a server");
	s = calloc(1, sizeof(*s));
	if (!s)
		abort();
	*s = (struct serving){ .server = c->server, .ctx = ctx, .fd = -1 };
	s->request = malloc(c->server->request_max);
	s->answer = malloc(c->server->answer_max);
	if (!s->request || !s->answer)
		abort();
	s->state = c->server->make(c->serves);
	k->serving = s;
	s->request_at = mapping(k, c->server->request_max);
	s->answer_at = mapping(k, c->server->answer_max);
	error = CALL(k, KERN_MKNODAT, AT_FDCWD, (long)c->server->device, S_IFCHR | 0600, dev);
	if (error && error != -EEXIST)
		harness_failf("%s: %s", c->server->device, strerrorname_np(-error));
	k->ops->serve(k->impl, serve, k);
}

int server_mount(struct kern *k, const char *dir, const char *type, unsigned long flags,
    const char *options)
{
	struct serving *s = k->serving;
	char *own, *all;
	int error = kern_mkdir(k, dir, 0755);

	if (error && error != -EEXIST)
		return error;
	if (s->fd >= 0)
		CALL(k, KERN_CLOSE, s->fd);
	s->fd = CALL(k, KERN_OPENAT, AT_FDCWD, (long)s->server->device, O_RDWR | O_NONBLOCK);
	if (s->fd < 0)
		return s->fd;
	own = text_format(s->server->options, s->fd);
	all = text_format("%s%s%s", own, options ? "," : "", options ? options : "");
	error = CALL(k, KERN_MOUNT, (long)"none", (long)dir, (long)type, flags, (long)all);
	free(own);
	free(all);
	return error;
}

void server_gone(struct kern *k)
{
	struct serving *s = k->serving;

	if (!s)
		return;
	k->ops->serve(k->impl, NULL, NULL);
	s->server->end(s->state);
	free(s->request);
	free(s->answer);
	free(s);
	k->serving = NULL;
}
