/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A case whose kernel is sandboxed: what a case does when it ends (a result file,
 * a checker) is done by the process that is not. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/internal.h"
#include "harness/sandbox.h"

static char message[1024];

static __attribute__((noreturn)) void child(int to, void (*f)(void *), void *arg)
{
	const char *text = harness_catch(f, arg);
	char reason[512];
	size_t len;

	if (!text && *harness_defect()) {
		harness_report();
		harness_reason(harness_defect(), reason, sizeof(reason));
		text = reason;
	}
	if (!text && *harness_void())
		text = harness_void();
	len = text ? strlen(text) + 1 : 0;
	fflush(NULL);
	_exit(write(to, text, len) == (ssize_t)len ? 0 : 1);
}

static size_t read_all(int from, char *to, size_t max)
{
	size_t len = 0;
	ssize_t n;

	while (len < max && (n = read(from, to + len, max - len)) != 0) {
		if (n < 0 && errno != EINTR)
			break;
		len += n > 0 ? n : 0;
	}
	return len;
}

const char *sandbox_run(void (*f)(void *arg), void *arg)
{
	int pipes[2], status;
	size_t len;
	pid_t pid;

	if (harness_kern)
		harness_failf("sandbox: a kernel runs in this process; expected none");
	if (pipe(pipes))
		harness_failf("sandbox: pipe: %s", strerror(errno));
	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		close(pipes[0]);
		child(pipes[1], f, arg);
	}
	close(pipes[1]);
	len = pid < 0 ? 0 : read_all(pipes[0], message, sizeof(message) - 1);
	close(pipes[0]);
	message[len] = 0;
	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		harness_failf("sandbox: process: %s", strerror(errno));
	if (len || (WIFEXITED(status) && WEXITSTATUS(status) == 0))
		return message;
	snprintf(message, sizeof(message), "the sandboxed process ended with %s %d",
	    WIFSIGNALED(status) ? "signal" : "status",
	    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	return message;
}
