/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The trace of each kernel that is booted: what a failure report shows, and the
 * file that TRACE= in the environment asks for.
 */
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "harness/internal.h"
#include "rumpuser/trace.h"

static struct trace *last; /* of the kernel that runs or ran last */
static struct trace_image image;
static char file[PATH_MAX]; /* where it is to be saved; "": nowhere */
static pid_t owner;         /* the process that saves it */

static void save(void)
{
	int error;

	if (!*file || !last || getpid() != owner)
		return;
	error = trace_save(last, file, &image);
	if (error)
		dprintf(STDERR_FILENO, "TRACE: %s: %s\n", file, strerrordesc_np(-error));
	*file = '\0';
}

/* -- ends by a signal -- */

static void die(int sig)
{
	save();
	raise(sig); /* the action is the default one again */
}

/* Those that end a process, where nobody cares for them yet. */
static void catch_signals(void)
{
	static const int signals[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTERM, SIGINT,
		SIGHUP, SIGALRM };
	struct sigaction sa = { .sa_handler = die, .sa_flags = SA_ONSTACK | SA_RESETHAND };

	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		struct sigaction old;

		if (!sigaction(signals[i], NULL, &old) && old.sa_handler == SIG_DFL)
			sigaction(signals[i], &sa, NULL);
	}
}

/* -- the life of a kernel -- */

/* The first kernel's is the file that was asked for, those after it get numbers. */
static void name_file(void)
{
	static unsigned int booted;
	const char *path = getenv("TRACE");

	*file = '\0';
	if (!path || !*path)
		return;
	owner = getpid();
	if (++booted > 1)
		snprintf(file, sizeof(file), "%s.%u", path, booted);
	else
		snprintf(file, sizeof(file), "%s", path);
	catch_signals();
}

int trace_boot(struct kern *k, const struct boot *b)
{
	if (!k->ops->layer)
		return 0; /* it makes no hypercalls */
	if (last)
		trace_close(last);
	image = (struct trace_image){ .dev = TRACE_NO_DEV };
	name_file();
	last = trace_open(b->trace_all || *file);
	k->trace = last;
	return last ? 0 : -ENOMEM;
}

/* The log is about the first disk: what it held is known here for the last time. */
void trace_attached(struct kern *k, const struct attached *a)
{
	if (!k->trace || !*file || image.dev != TRACE_NO_DEV)
		return;
	image = (struct trace_image){
		.dev = a->dev,
		.size = a->disk->size,
		.hash = disk_hash(a->disk),
	};
}

void trace_gone(struct kern *k)
{
	if (k->trace)
		save();
	k->trace = NULL; /* it stays, for a report */
}

void trace_print(void)
{
	const size_t n = last ? trace_count(last) : 0;
	const size_t from = n > TRACE_LAST ? n - TRACE_LAST : 0;
	char line[256];

	if (!n)
		return;
	fprintf(stderr, "-- trace --\n");
	for (size_t i = from; i < n; i++) {
		trace_line(trace_at(last, i), line, sizeof(line));
		fprintf(stderr, "%llu: %s\n", (unsigned long long)(trace_first(last) + i), line);
	}
}
