/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A folder of counter files becomes part of a run: at once, or while a command runs
 * that leaves them there, for there is much of it.  A file goes when a run that has it is
 * saved, and no earlier.
 */
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "coverage/cover.h"

/* What has been added is saved when it is so much, bytes. */
#define MUCH (256ul << 20)

struct gathering {
	const struct notes *notes;
	struct run *run;
	const char *path, *folder;
	char **added; /* that are not saved yet: names within the folder */
	size_t n, bytes, all;
};

static bool has_added(const struct gathering *g, const char *name)
{
	for (size_t i = 0; i < g->n; i++)
		if (!strcmp(g->added[i], name))
			return true;
	return false;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct reached *)a)->name, ((const struct reached *)b)->name);
}

static void save(struct gathering *g)
{
	char file[1024];

	qsort(g->run->by, g->run->n, sizeof(*g->run->by), by_name);
	run_save(g->run, g->path);
	for (size_t i = 0; i < g->n; i++) {
		snprintf(file, sizeof(file), "%s/%s", g->folder, g->added[i]);
		unlink(file);
		free(g->added[i]);
	}
	g->n = g->bytes = 0;
}

static void add_one(struct gathering *g, const char *name, bool last)
{
	char file[1024];

	snprintf(file, sizeof(file), "%s/%s", g->folder, name);
	if (has_added(g, name))
		return;
	if (!counters_ended(file)) {
		if (last)
			die("%s: its process still runs; expected it to have ended", file);
		return;
	}
	g->bytes += run_add(g->run, g->notes, file);
	g->added = grow(g->added, g->n + 1, sizeof(*g->added));
	g->added[g->n++] = copy_text(name);
	g->all++;
}

static int visible(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

/* Adds what is there; `last`: nothing may be left out. */
static void add_all(struct gathering *g, bool last)
{
	struct dirent **entry;
	const int n = scandir(g->folder, &entry, visible, alphasort);

	if (n < 0)
		die("%s: %s; expected a folder of line counters", g->folder, strerror(errno));
	for (int i = 0; i < n; i++) {
		add_one(g, entry[i]->d_name, last);
		free(entry[i]);
	}
	free(entry);
	if (g->all && (last || g->bytes > MUCH))
		save(g);
}

static struct gathering begin(const char *path, const char *folder)
{
	struct gathering g = { .notes = notes_load(), .path = path, .folder = folder };

	g.run = run_begin(path, g.notes);
	return g;
}

void gather(const char *path, const char *folder)
{
	struct gathering g = begin(path, folder);

	add_all(&g, true);
	if (!g.all)
		die("%s: no line counters: no kernel of variant cov ran with RUMPUS_COVERAGE",
		    folder);
}

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

/* A file is closed when the last process that has it ends.  What is told of one that is
 * locked for a moment longer comes with the next, or at the end. */
static void follow(struct gathering *g, int process, int closed)
{
	struct pollfd on[] = { { process, POLLIN, 0 }, { closed, POLLIN, 0 } };
	char events[4096];

	while (!on[0].revents) {
		if (told)
			exit(128 + told);
		if (poll(on, 2, -1) < 0)
			on[0].revents = on[1].revents = 0;
		if (on[1].revents && read(closed, events, sizeof(events)) > 0)
			add_all(g, false);
	}
}

int gather_while(const char *path, const char *folder, char **words)
{
	struct gathering g = begin(path, folder);
	const int closed = inotify_init1(IN_CLOEXEC);
	int process, status;

	if (closed < 0 || inotify_add_watch(closed, folder, IN_CLOSE_WRITE) < 0)
		die("%s: %s; expected a folder of line counters", folder, strerror(errno));
	start(words);
	process = pidfd_open(command, 0);
	if (process < 0)
		die("%s: %s", words[0], strerror(errno));
	follow(&g, process, closed);
	status = ended();
	close(process);
	close(closed);
	add_all(&g, true);
	return status;
}
