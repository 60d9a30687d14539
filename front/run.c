/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What subcommands share: the tree, programs that are run in it. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "front/front.h"
#include "harness/harness.h"

#define WORDS 64

void give_up(const char *format, ...)
{
	va_list list;

	fputs("rumpus: ", stderr);
	va_start(list, format);
	vfprintf(stderr, format, list);
	va_end(list);
	fputc('\n', stderr);
	exit(EXIT_NOT_DONE);
}

char *text_of(const char *format, ...)
{
	va_list list;
	char *text;

	va_start(list, format);
	if (vasprintf(&text, format, list) < 0)
		give_up("out of memory");
	va_end(list);
	return text;
}

unsigned number_of(const char *option, const char *value)
{
	char *end;
	const unsigned long n = strtoul(value, &end, 10);

	if (!n || n > 1000000 || *end || *value == '-')
		give_up("%s is \"%s\"; expected a number above 0", option, value);
	return n;
}

const char *tree(void)
{
	return RUMPUS_SOURCE_DIR;
}

bool on_terminal(void)
{
	return isatty(STDOUT_FILENO);
}

static void become(char **argv)
{
	if (chdir(tree()))
		fprintf(stderr, "rumpus: %s: %s\n", tree(), strerror(errno));
	else if (execvp(argv[0], argv))
		fprintf(stderr, "rumpus: %s: %s\n", argv[0], strerror(errno));
	_exit(EXIT_NOT_DONE);
}

static int wait_for(pid_t pid)
{
	int status;

	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		give_up("no process: %s", strerror(errno));
	return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_NOT_DONE;
}

int run_words(char **argv)
{
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid == 0)
		become(argv);
	return wait_for(pid);
}

int run(const char *program, ...)
{
	char *argv[WORDS] = { (char *)program };
	va_list list;

	va_start(list, program);
	for (int i = 1; i < WORDS - 1; i++) {
		argv[i] = va_arg(list, char *);
		if (!argv[i])
			break;
	}
	va_end(list);
	return run_words(argv);
}

int run_output(char **argv, char **out)
{
	int end[2];
	size_t size;
	FILE *to = open_memstream(out, &size), *from;
	pid_t pid;

	fflush(NULL);
	if (!to || pipe(end))
		give_up("no pipe: %s", strerror(errno));
	pid = fork();
	if (pid == 0) {
		dup2(end[1], STDOUT_FILENO);
		close(end[0]);
		close(end[1]);
		become(argv);
	}
	close(end[1]);
	from = fdopen(end[0], "r");
	for (int c; from && (c = fgetc(from)) != EOF;)
		fputc(c, to);
	if (from)
		fclose(from);
	fclose(to);
	return wait_for(pid);
}

void need(const struct common *c, const char *built, const char *targets)
{
	const char *path = text_of("%s/%s", harness_build(), built);
	char *copy = text_of("%s", targets), *argv[WORDS], *save;
	size_t n = 0;

	if (!c->kernel_src && !access(path, F_OK))
		return;
	argv[n++] = "make";
	argv[n++] = "-s";
	argv[n++] = text_of("JOBS=%u", c->jobs);
	if (c->kernel_src)
		argv[n++] = text_of("KERNEL_SRC=%s", c->kernel_src);
	argv[n++] = "packages";
	for (char *t = strtok_r(copy, " ", &save); t && n < WORDS - 1;
	     t = strtok_r(NULL, " ", &save))
		argv[n++] = t;
	argv[n] = NULL;
	/* What make says goes to people, not to who reads stdout. */
	fprintf(stderr, "rumpus: %s: building %s\n",
	    c->kernel_src ? c->kernel_src : "not there yet", targets);
	if (run_words(argv))
		give_up("make %s failed", targets);
}
