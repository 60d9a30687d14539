/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "packetdrill/client.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM "packetdrill-kernel" /* beside the shared object */

struct client {
	pid_t pid;
	pthread_t main;
	pthread_mutex_t other; /* who has SLOT_OTHER */
	_Atomic pid_t other_thread;
	int ask, answer[SLOTS];
	struct shared *shared;
};

static __attribute__((noreturn, format(printf, 1, 2))) void die(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fputs("rumpus: packetdrill: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	_exit(1); /* packetdrill holds locks that its own end would wait for */
}

/* -- the process -- */

static void program_path(char *to, size_t len)
{
	const char *slash = NULL;
	Dl_info info;

	if (dladdr((void *)client_start, &info))
		slash = strrchr(info.dli_fname, '/');
	snprintf(to, len, "%.*s%s", slash ? (int)(slash + 1 - info.dli_fname) : 0,
	    slash ? info.dli_fname : "", PROGRAM);
}

/* The far ends get the numbers that the program expects; from numbers that are above all
 * of these, as one must not be overwritten before it is moved. */
static void spawn(struct client *c, const char *flags, const int far[2 + SLOTS])
{
	char path[4096];
	char *const argv[] = { path, (char *)(flags ? flags : ""), NULL };
	posix_spawn_file_actions_t actions;
	int error;

	program_path(path, sizeof(path));
	posix_spawn_file_actions_init(&actions);
	for (int i = 0; i < 2 + SLOTS; i++)
		posix_spawn_file_actions_adddup2(&actions, far[i], FD_SHARED + i);
	error = posix_spawn(&c->pid, path, &actions, NULL, argv, environ);
	if (error)
		die("%s: %s; expected the program of the kernel there", path, strerror(error));
	posix_spawn_file_actions_destroy(&actions);
}

static int high(int fd)
{
	const int up = fcntl(fd, F_DUPFD_CLOEXEC, FD_ANSWER + SLOTS);

	if (up < 0)
		die("%s", strerror(errno));
	close(fd);
	return up;
}

static void channel(int type, int *near, int *far)
{
	int pair[2];

	if (socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, pair))
		die("%s", strerror(errno));
	*near = pair[0];
	*far = high(pair[1]);
}

/* The byte that says that an answer is there. */
static bool wait_answer(struct client *c, enum slot slot)
{
	char byte;
	ssize_t n;

	do
		n = read(c->answer[slot], &byte, 1);
	while (n < 0 && errno == EINTR);
	return n == 1;
}

static __attribute__((noreturn)) void lost(struct client *c)
{
	int status = 0;

	waitpid(c->pid, &status, 0);
	if (*c->shared->why)
		die("%s", c->shared->why);
	die("the process of the kernel ended by %s %d", WIFSIGNALED(status) ? "signal" : "status",
	    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
}

struct client *client_start(const char *flags)
{
	struct client *c = calloc(1, sizeof(*c));
	const int memory = memfd_create("packetdrill", MFD_CLOEXEC);
	int far[2 + SLOTS];

	if (!c || memory < 0 || ftruncate(memory, sizeof(struct shared)))
		die("%s", strerror(errno));
	c->shared =
	    mmap(NULL, sizeof(struct shared), PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);
	if (c->shared == MAP_FAILED)
		die("%s", strerror(errno));
	far[0] = high(memory);
	channel(SOCK_SEQPACKET, &c->ask, &far[1]);
	for (int i = 0; i < SLOTS; i++)
		channel(SOCK_STREAM, &c->answer[i], &far[2 + i]);
	c->main = pthread_self();
	pthread_mutex_init(&c->other, NULL);
	spawn(c, flags, far);
	for (int i = 0; i < 2 + SLOTS; i++)
		close(far[i]);
	if (!wait_answer(c, SLOT_MAIN))
		lost(c);
	return c;
}

void client_end(struct client *c)
{
	int status = 0;

	close(c->ask);
	waitpid(c->pid, &status, 0);
	if (status)
		die("%s", *c->shared->why ? c->shared->why : "the kernel did not end well");
	for (int i = 0; i < SLOTS; i++)
		close(c->answer[i]);
	munmap(c->shared, sizeof(*c->shared));
	pthread_mutex_destroy(&c->other);
	free(c);
}

/* -- questions -- */

void client_begin(struct question *q, struct client *c, enum ask ask)
{
	q->client = c;
	q->slot = pthread_equal(pthread_self(), c->main) ? SLOT_MAIN : SLOT_OTHER;
	q->m = &c->shared->slot[q->slot];
	q->used = 0;
	if (q->slot == SLOT_OTHER) {
		pthread_mutex_lock(&c->other);
		c->other_thread = gettid();
	}
	q->m->ask = ask;
	memset(q->m->arg, 0, sizeof(q->m->arg));
}

void *client_room(struct question *q, const void *from, size_t len, int64_t *arg)
{
	uint8_t *const at = q->m->data + q->used;

	if (len > SLOT_DATA - 16 - q->used)
		die("a call of %zu bytes; expected %u at most", q->used + len, SLOT_DATA - 16);
	if (from)
		memcpy(at, from, len);
	q->used += (len + 15) & ~(size_t)15;
	*arg = q->client->shared->base + (at - (uint8_t *)q->client->shared);
	return at;
}

void *client_at(const struct question *q, int64_t address)
{
	return (uint8_t *)q->client->shared + (address - q->client->shared->base);
}

int64_t client_ask(struct question *q)
{
	const char slot = q->slot;

	if (send(q->client->ask, &slot, 1, MSG_NOSIGNAL) != 1 || !wait_answer(q->client, q->slot))
		lost(q->client);
	return q->m->result;
}

void client_done(struct question *q)
{
	if (q->slot == SLOT_OTHER)
		pthread_mutex_unlock(&q->client->other);
}

/* -- threads -- */

/* What /proc says of it; a thread that is gone sleeps for good. */
static bool sleeps(pid_t thread)
{
	char path[64], text[512], *end;
	ssize_t len;
	int fd;

	snprintf(path, sizeof(path), "/proc/self/task/%d/stat", (int)thread);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return true;
	len = read(fd, text, sizeof(text) - 1);
	close(fd);
	if (len <= 0)
		return true;
	text[len] = '\0';
	end = strrchr(text, ')'); /* of its name, which may have any letter */
	return end && strchr("SZX", end[2]);
}

void client_settle(struct client *c)
{
	const pid_t thread = c->other_thread;

	if (!thread || !pthread_equal(pthread_self(), c->main))
		return;
	while (!sleeps(thread))
		sched_yield();
}
