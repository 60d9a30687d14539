/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The server of a file system: a context that reads requests and writes answers. */
#include "harness/server.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/sysmacros.h>

#include "harness/internal.h"

#define PIPE_PAGES 16 /* that a pipe holds, pipe(7) */
#define PAGE 4096u
#define AFTER 4096u /* bytes that are 0 behind a request */

/* What is open in the context of the server; -1: nothing. */
struct open {
	int device, pipe[2];
};

static const struct open nothing = { -1, { -1, -1 } };

struct serving {
	const struct server *server;
	void *state, *kept; /* kept: of the snapshot, or NULL */
	struct open open, kept_open;
	int ctx;
	bool calling;
	void (*heard)(void *, const struct server_heard *); /* or NULL */
	void *heard_arg;
	char *request, *answer;
	long request_at, answer_at; /* in the memory of the context: the kernel takes its pages */
};

int server_context(const struct kern *k)
{
	return k->serving ? k->serving->ctx : -1;
}

bool server_is_calling(const struct kern *k)
{
	return k->serving && k->serving->calling;
}

void server_listen(struct kern *k, void (*heard)(void *arg, const struct server_heard *), void *arg)
{
	k->serving->heard = heard;
	k->serving->heard_arg = arg;
}

static void tell(struct kern *k, struct server_heard h)
{
	const struct serving *s = k->serving;

	h.now = k->ops->now(k->impl);
	if (s->heard)
		s->heard(s->heard_arg, &h);
}

/* A call of the server's context, of which nobody else hears. */
static long call(struct kern *k, int nr, const long arg[6])
{
	long result;

	k->serving->calling = true;
	result = k->ops->call(k->impl, k->serving->ctx, nr, arg);
	k->serving->calling = result == -ENOTRECOVERABLE;
	return result;
}

#define CALL(k, nr, ...) call((k), (nr), (const long[6]){ __VA_ARGS__ })

static void close_one(struct kern *k, int *fd)
{
	if (*fd >= 0)
		CALL(k, KERN_CLOSE, *fd);
	*fd = -1;
}

/* As a process that dies. */
static void hang_up(struct kern *k)
{
	struct open *o = &k->serving->open;

	close_one(k, &o->device);
	close_one(k, &o->pipe[0]);
	close_one(k, &o->pipe[1]);
}

/* By a pipe of packets, which keep the pages apart; what the kernel says to it. */
static long say_pages(struct kern *k, const struct server_says *w)
{
	struct serving *s = k->serving;
	struct open *o = &s->open;
	const size_t rest = w->len - w->pages;
	long moved;

	if (o->pipe[0] < 0 && CALL(k, KERN_PIPE2, (long)o->pipe, O_DIRECT | O_NONBLOCK))
		return -ENOMEM;
	if (CALL(k, KERN_WRITE, o->pipe[1], s->answer_at, w->pages) != (long)w->pages ||
	    CALL(k, KERN_WRITE, o->pipe[1], s->answer_at + w->pages, rest) != (long)rest)
		return -ENOMEM;
	moved = CALL(k, KERN_SPLICE, o->pipe[0], 0, o->device, 0, w->len, SPLICE_F_MOVE);
	if (moved != (long)w->len) { /* what is left is of no use */
		close_one(k, &o->pipe[0]);
		close_one(k, &o->pipe[1]);
	}
	return moved;
}

/* The one who asked may be gone, or it was a lie; but a server that finds no memory for
 * its words dies, as nobody may wait for it. */
static void say(struct kern *k, const struct server_says *w)
{
	struct serving *s = k->serving;
	long result = 0;

	if (w->len || w->ends)
		tell(k, (struct server_heard){ .data = s->answer,
			    .len = w->len,
			    .pages = w->pages,
			    .ends = w->ends });
	if (w->len && k->ops->poke(k->impl, s->ctx, s->answer_at, s->answer, w->len))
		result = -ENOMEM;
	else if (w->pages && w->pages < w->len && w->len - w->pages <= (PIPE_PAGES - 1) * PAGE)
		result = say_pages(k, w);
	else if (w->len)
		result = CALL(k, KERN_WRITE, s->open.device, s->answer_at, w->len);
	if (w->ends || result == -ENOMEM || result == -EFAULT)
		hang_up(k);
}

static bool answer_one(struct kern *k, long len)
{
	struct serving *s = k->serving;
	struct server_says w = { .data = s->answer };
	struct timespec now;

	if (k->ops->peek(k->impl, s->ctx, s->request, s->request_at, len)) {
		hang_up(k);
		return false;
	}
	tell(k, (struct server_heard){ .request = true, .data = s->request, .len = len });
	memset(s->request + len, 0, AFTER);
	if (CALL(k, KERN_CLOCK_GETTIME, CLOCK_REALTIME, (long)&now))
		return false;
	s->server->answer(s->state, s->request, len, &w, &now);
	say(k, &w);
	return true;
}

/* Says one thing, or answers one request; false: there was nothing to do. */
static bool serve(void *arg)
{
	struct kern *k = arg;
	struct serving *s = k->serving;
	struct server_says w = { .data = s->answer };
	long len;

	if (s->open.device < 0)
		return false;
	if (s->server->more)
		s->server->more(s->state, &w, k->ops->now(k->impl));
	if (w.len || w.ends) {
		say(k, &w);
		return true;
	}
	len = CALL(k, KERN_READ, s->open.device, s->request_at, s->server->request_max - AFTER);
	if (len < 0 && len != -EAGAIN && len != -EINTR) /* unmounted, or it can not be read */
		hang_up(k);
	return len > 0 && answer_one(k, len);
}

/* All of it is there at once: a kernel that serves itself must not count it later. */
static long mapping(struct kern *k, size_t len)
{
	const long at = CALL(k, KERN_MMAP, 0, len, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);

	if (at < 0)
		harness_failf("server: mmap of %zu bytes: %s", len, strerrorname_np(-at));
	return at;
}

void server_start(struct kern *k, const struct component *c, const char *how)
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
	*s = (struct serving){ .server = c->server, .ctx = ctx, .open = nothing };
	s->request = malloc(c->server->request_max);
	s->answer = malloc(c->server->answer_max);
	if (!s->request || !s->answer)
		abort();
	s->state = c->server->make(how);
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
	hang_up(k);
	s->open.device =
	    CALL(k, KERN_OPENAT, AT_FDCWD, (long)s->server->device, O_RDWR | O_NONBLOCK);
	if (s->open.device < 0)
		return s->open.device;
	own = text_format(s->server->options, s->open.device);
	all = text_format("%s%s%s", own, options ? "," : "", options ? options : "");
	error = CALL(k, KERN_MOUNT, (long)"none", (long)dir, (long)type, flags, (long)all);
	free(own);
	free(all);
	return error;
}

void server_tell(struct kern *k, const struct server_script *script)
{
	const struct serving *s = k->serving;

	if (!s->server->told)
		harness_failf("%s: its server can not be told to lie", s->server->device);
	s->server->told(s->state, script);
}

static void put_state(struct serving *s, const void *from)
{
	s->server->end(s->state);
	s->state = s->server->copy(from);
}

void server_snapshot(struct kern *k)
{
	struct serving *s = k->serving;

	if (!s)
		return;
	if (!s->server->copy)
		harness_failf("snapshot: what the server of %s keeps is not part of it",
		    s->server->device);
	if (s->kept)
		s->server->end(s->kept);
	s->kept = s->server->copy(s->state);
	s->kept_open = s->open;
}

void server_rewind(struct kern *k)
{
	if (k->serving && k->serving->kept)
		put_state(k->serving, k->serving->kept);
}

void server_restore(struct kern *k)
{
	server_rewind(k);
	if (k->serving) {
		k->serving->open = k->serving->kept_open;
		k->serving->calling = false;
	}
}

void server_gone(struct kern *k)
{
	struct serving *s = k->serving;

	if (!s)
		return;
	k->ops->serve(k->impl, NULL, NULL);
	s->server->end(s->state);
	if (s->kept)
		s->server->end(s->kept);
	free(s->request);
	free(s->answer);
	free(s);
	k->serving = NULL;
}
