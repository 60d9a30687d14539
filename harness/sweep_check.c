/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The external checker on the disk that a round left.  It must find nothing, with
 * one exception: where the fault kept writes from the disk, or the driver said
 * that it found the file system in error, the component's repair command must
 * make it so that the checker finds nothing.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/sweep_internal.h"

#define OUTPUT 8192 /* bytes of its output that are looked at */

struct sweep_checker {
	const struct component *comp;
	char image[32], output[32]; /* files in the folder the case runs in */
	char text[OUTPUT];          /* what the last command printed */
	char clean[OUTPUT];         /* of the round without fault */
};

struct sweep_checker *sweep_checker_open(const struct component *comp, unsigned job)
{
	struct sweep_checker *c = calloc(1, sizeof(*c));

	if (!c)
		abort();
	c->comp = comp;
	snprintf(c->image, sizeof(c->image), "sweep-%u.img", job);
	snprintf(c->output, sizeof(c->output), "sweep-%u.out", job);
	return c;
}

void sweep_checker_close(struct sweep_checker *c)
{
	unlink(c->image);
	unlink(c->output);
	free(c);
}

static void read_output(struct sweep_checker *c)
{
	const int fd = open(c->output, O_RDONLY | O_CLOEXEC);
	const ssize_t n = fd < 0 ? 0 : read(fd, c->text, sizeof(c->text) - 1);

	c->text[n < 0 ? 0 : n] = '\0';
	close(fd);
}

/* Runs a command on the image; its exit status. */
static int run(struct sweep_checker *c, const char *command)
{
	char *const argv[] = { "sh", "-c", (char *)command, "sh", c->image, NULL };
	posix_spawn_file_actions_t to_file;
	int status, error;
	pid_t pid;

	posix_spawn_file_actions_init(&to_file);
	posix_spawn_file_actions_addopen(&to_file, 1, c->output, O_WRONLY | O_CREAT | O_TRUNC,
	    0600);
	posix_spawn_file_actions_adddup2(&to_file, 1, 2);
	error = posix_spawn(&pid, "/bin/sh", &to_file, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&to_file);
	if (error || waitpid(pid, &status, 0) < 0)
		harness_failf("checker %s: %s", command, strerror(error ? error : errno));
	read_output(c);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* True where the two lines are equal but for their numbers. */
static bool equal_line(const char *a, const char *b)
{
	while (*a && *a != '\n' && *b && *b != '\n') {
		if (isdigit((unsigned char)*a) && isdigit((unsigned char)*b)) {
			a += strspn(a, "0123456789");
			b += strspn(b, "0123456789");
		} else if (*a++ != *b++) {
			return false;
		}
	}
	return (!*a || *a == '\n') && (!*b || *b == '\n');
}

static bool has_line(const char *text, const char *line)
{
	for (; *text; text = strchrnul(text, '\n'), text += *text == '\n')
		if (equal_line(text, line))
			return true;
	return false;
}

/* The first line that the checker does not print of a disk that is clean, and that
 * is no name of a file. */
static void complaint(struct sweep_checker *c, char *buf, size_t len)
{
	const char *p = c->text;

	while (*p && (*p == '\n' || *p == '/' || has_line(c->clean, p))) {
		p = strchrnul(p, '\n');
		p += *p == '\n';
	}
	p += strspn(p, " ");
	snprintf(buf, len, "%.*s", (int)strcspn(p, "\n"), p);
}

void sweep_check(struct sweep_worker *w)
{
	struct sweep_checker *c = w->checker;
	const bool may_repair = w->loses || sweep_complained(w);
	char line[SWEEP_LINE / 2];
	int status;

	disk_save(w->fs.disk, c->image);
	status = run(c, c->comp->check);
	if (w->clean) {
		memcpy(c->clean, c->text, sizeof(c->clean));
		if (status)
			harness_failf("sweep: the round without fault: checker (%s) gives %d: %s",
			    c->comp->check, status, c->text);
		return;
	}
	if (w->conf->only)
		fprintf(stderr, "-- %s: exit status %d --\n%s", c->comp->check, status, c->text);
	if (!status)
		return;
	complaint(c, line, sizeof(line));
	if (!may_repair || !c->comp->repair) {
		sweep_found(w, SWEEP_CHECK, "checker: %s", line);
		return;
	}
	run(c, c->comp->repair);
	status = run(c, c->comp->check);
	if (status) {
		complaint(c, line, sizeof(line));
		sweep_found(w, SWEEP_CHECK, "checker after repair: %s", line);
	}
}
