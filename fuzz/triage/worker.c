/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fuzz/engine/exec.h"
#include "fuzz/engine/sandbox.h"
#include "fuzz/triage/worker.h"

/* Sent ahead of what a thing came to. */
struct header {
	uint64_t i, len;
};

static __attribute__((noreturn)) void fail(const char *what)
{
	fprintf(stderr, "triage: %s: %s\n", what, strerror(errno));
	exit(2);
}

static bool write_all(int to, const void *data, size_t len)
{
	for (size_t done = 0; done < len;) {
		const ssize_t n = write(to, (const char *)data + done, len - done);

		if (n < 0 && errno != EINTR)
			return false;
		done += n > 0 ? n : 0;
	}
	return true;
}

static bool read_all(int from, void *data, size_t len)
{
	for (size_t done = 0; done < len;) {
		const ssize_t n = read(from, (char *)data + done, len - done);

		if (n == 0 || (n < 0 && errno != EINTR))
			return false;
		done += n > 0 ? n : 0;
	}
	return true;
}

/* Things from number `i` on; what is left of the worker's life. */
static __attribute__((noreturn)) void worker(const struct work *w, size_t i, int to)
{
	exec_start();
	exec_sandbox(NULL);
	for (; i < w->n; i++) {
		char *text = NULL;
		size_t len = 0;
		FILE *out = open_memstream(&text, &len);
		struct header header = { .i = i };

		if (!out)
			fail("out of memory");
		w->run(w->arg, i, out);
		fclose(out);
		header.len = len;
		if (!write_all(to, &header, sizeof(header)) || !write_all(to, text, len))
			_exit(2);
		free(text);
	}
	exec_stop();
	fflush(NULL);
	_exit(0);
}

/* Takes what a worker sends; the number of the thing that comes next. */
static size_t receive(const struct work *w, size_t i, int from)
{
	struct header header;

	while (read_all(from, &header, sizeof(header))) {
		char *text = malloc(header.len + 1);

		if (!text)
			fail("out of memory");
		if (read_all(from, text, header.len)) {
			text[header.len] = 0;
			w->done(w->arg, header.i, text, header.len, NULL);
			i = header.i + 1;
		}
		free(text);
	}
	return i;
}

static size_t one_worker(const struct work *w, size_t first)
{
	int pipes[2], status;
	char why[64];
	size_t next;
	pid_t pid;

	if (pipe(pipes))
		fail("pipe");
	fflush(NULL);
	pid = fork();
	if (pid < 0)
		fail("fork");
	if (pid == 0) {
		close(pipes[0]);
		worker(w, first, pipes[1]);
	}
	close(pipes[1]);
	next = receive(w, first, pipes[0]);
	close(pipes[0]);
	if (waitpid(pid, &status, 0) < 0)
		fail("waitpid");
	/* It has said why it could not start. */
	if (WIFEXITED(status) && WEXITSTATUS(status) == 2)
		exit(2);
	if (next == w->n)
		return next;
	snprintf(why, sizeof(why), "%s %d", WIFSIGNALED(status) ? "signal" : "status",
	    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	w->done(w->arg, next, NULL, 0, why);
	return next + 1;
}

void work_do(const struct work *w)
{
	for (size_t i = 0; i < w->n;)
		i = one_worker(w, i);
}
