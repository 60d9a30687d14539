/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Counter files become part of a run while a command makes them, for there is much of
 * it.  Each is waited for by a thread: whoever counts into it holds a lock, so that it
 * is added as soon as the last process has ended, and none is looked for in vain.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "coverage/cover.h"

static pid_t command;
static volatile sig_atomic_t told; /* the signal to end by */

static void tell(int signal)
{
	told = signal;
}

/* The command does not outlive what gathers. */
static void stop(void)
{
	if (command > 0)
		kill(-command, SIGTERM);
}

static void start(char **words)
{
	const struct sigaction end = { .sa_handler = tell };

	command = fork();
	if (command < 0)
		die("%s: %s", words[0], strerror(errno));
	if (!command) {
		setpgid(0, 0);
		execvp(words[0], words);
		fprintf(stderr, "%s: %s; expected a command\n", words[0], strerror(errno));
		_exit(127);
	}
	setpgid(command, command);
	atexit(stop);
	sigaction(SIGINT, &end, NULL);
	sigaction(SIGTERM, &end, NULL);
	sigaction(SIGHUP, &end, NULL);
}

/* The command's status as a shell has it. */
static int ended(void)
{
	int status;

	if (waitpid(command, &status, 0) < 0)
		die("waitpid: %s", strerror(errno));
	command = 0;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

struct follow {
	struct gathering *g;
	const char *folder;
	int made;    /* inotify(7): a file has its name */
	int done[2]; /* a pipe of struct counting *: nothing counts into it any more */
	size_t counting;
};

struct counting {
	char name[256];
	int fd, done;
};

static void *wait_for(void *arg)
{
	struct counting *c = arg;

	while (flock(c->fd, LOCK_EX))
		if (errno != EINTR)
			die("%s: %s", c->name, strerror(errno));
	close(c->fd);
	if (write(c->done, &c, sizeof(c)) != sizeof(c))
		die("%s: %s", c->name, strerror(errno));
	return NULL;
}

static void follow_file(struct follow *f, const char *name)
{
	struct counting *c = grow(NULL, 1, sizeof(*c));
	char file[1024];
	pthread_t thread;

	snprintf(c->name, sizeof(c->name), "%s", name);
	snprintf(file, sizeof(file), "%s/%s", f->folder, name);
	c->done = f->done[1];
	c->fd = open(file, O_RDONLY | O_CLOEXEC);
	if (c->fd < 0 || pthread_create(&thread, NULL, wait_for, c))
		die("%s: can not be waited for: %s", file, strerror(errno));
	pthread_detach(thread);
	f->counting++;
}

/* Where there was no room for an event the file is found at the end. */
static void see_made(struct follow *f)
{
	char events[4096] __attribute__((aligned(__alignof__(struct inotify_event))));
	const struct inotify_event *e;

	for (ssize_t len; (len = read(f->made, events, sizeof(events))) > 0;)
		for (ssize_t at = 0; at < len; at += sizeof(*e) + e->len) {
			e = (const void *)(events + at);
			if (e->len && e->name[0] != '.')
				follow_file(f, e->name);
		}
}

static void see_done(struct follow *f)
{
	struct counting *c;

	if (read(f->done[0], &c, sizeof(c)) != sizeof(c))
		return;
	gathering_add(f->g, c->name);
	free(c);
	f->counting--;
}

/* Until the command has ended, and all that counted with it. */
static void follow(struct follow *f, int process)
{
	struct pollfd on[] = { { f->made, POLLIN, 0 }, { f->done[0], POLLIN, 0 },
		{ process, POLLIN, 0 } };

	while (on[2].fd >= 0 || f->counting) {
		const int n = poll(on, 3, -1);

		if (told)
			exit(128 + told);
		if (n > 0 && on[2].revents)
			on[2].fd = -1;
		see_made(f);
		see_done(f);
	}
}

int gather_while(const char *path, const char *folder, size_t most, char **words)
{
	struct follow f = { .g = gathering_begin(path, folder, most), .folder = folder };
	int process, status;

	f.made = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (f.made < 0 || inotify_add_watch(f.made, folder, IN_CREATE | IN_ONLYDIR) < 0)
		die("%s: %s; expected a folder of line counters", folder, strerror(errno));
	if (pipe2(f.done, O_CLOEXEC | O_NONBLOCK))
		die("pipe: %s", strerror(errno));
	start(words);
	process = pidfd_open(command, 0);
	if (process < 0)
		die("%s: %s", words[0], strerror(errno));
	follow(&f, process);
	status = ended();
	close(process);
	close(f.made);
	close(f.done[0]);
	close(f.done[1]);
	gathering_end(f.g);
	return status;
}
