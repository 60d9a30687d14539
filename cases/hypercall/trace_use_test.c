/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Traces of kernels: in failure reports, and by TRACE= in the environment. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "atf/case.h"
#include "harness/crash_states.h"
#include "rumpuser/trace.h"

#define MIB (1 << 20)

/* Writes to a raw disk, which is synced, and to a file system in memory. */
static struct kern *busy(struct disk *d, bool all)
{
	struct kern *k = kern_boot("tmpfs", .trace_all = all);
	const int fd = REQUIRE_OK(kern_open(k, kern_disk(k, d), O_RDWR));

	REQUIRE_EQ(3, kern_pwrite(k, fd, "abc", 3, 8192));
	REQUIRE_OK(kern_fsync(k, fd));
	REQUIRE_EQ(3, kern_pwrite(k, fd, "def", 3, 12288));
	REQUIRE_OK(kern_fsync(k, fd));
	return k;
}

/* -- reports -- */

/* What harness_report() prints. */
static char *report(void)
{
	static char text[65536];
	FILE *f = tmpfile();
	const int was = dup(STDERR_FILENO);
	size_t n;

	REQUIRE(f != NULL && was >= 0);
	fflush(stderr);
	REQUIRE(dup2(fileno(f), STDERR_FILENO) >= 0);
	harness_report();
	REQUIRE(dup2(was, STDERR_FILENO) >= 0);
	close(was);
	rewind(f);
	n = fread(text, 1, sizeof(text) - 1, f);
	text[n] = '\0';
	fclose(f);
	return text;
}

CASE(report, "a failure report has the last hypercalls in front of the log")
{
	struct disk *d = disk_new(MIB);
	struct kern *k = busy(d, false);
	const char *text = report(), *at = strstr(text, "-- trace --\n");

	REQUIRE(at == text);
	at = strstr(at, " write disk0 sector 16 4096 bytes");
	REQUIRE(at != NULL);
	at = strstr(at, " flush disk0 epoch 0\n");
	REQUIRE(at != NULL);
	at = strstr(at, " write disk0 sector 24 4096 bytes epoch 1\n");
	REQUIRE(at != NULL);
	REQUIRE(strstr(at, "-- console log --\n") != NULL);
	kern_halt(k);
	at = report();
	REQUIRE(strstr(at, " flush disk0 epoch 1\n") != NULL);
	disk_close(d);
}

CASE(report_restore, "snapshots and restores are in the report")
{
	struct disk *d = disk_new(MIB);
	struct kern *k = busy(d, false);
	const char *at;

	kern_snapshot(k);
	REQUIRE_OK(kern_sync(k));
	kern_restore(k);
	at = strstr(report(), " snapshot\n");
	REQUIRE(at != NULL);
	REQUIRE(strstr(at, " restore\n") != NULL);
	kern_halt(k);
	disk_close(d);
}

CASE(same_time, "a kernel runs the same, however much the trace keeps")
{
	struct disk *d = disk_new(MIB);
	struct kern *k = busy(d, false);
	uint64_t now = kern_now(k);
	char *log = strdup(kern_log(k));

	kern_halt(k);
	disk_close(d);
	d = disk_new(MIB);
	k = busy(d, true);
	REQUIRE_EQ(now, kern_now(k));
	REQUIRE_STREQ(log, kern_log(k));
	kern_halt(k);
	disk_close(d);
	free(log);
}

/* -- TRACE= -- */

static struct trace *load(const char *path, struct trace_image *image)
{
	struct trace *t;
	const char *why = "";

	if (trace_load(path, &t, image, &why))
		require_failed(__FILE__, __LINE__, "%s", why);
	return t;
}

static size_t count(const struct trace *t, uint32_t call)
{
	size_t n = 0;

	for (size_t i = 0; i < trace_count(t); i++)
		n += trace_at(t, i)->call == call;
	return n;
}

CASE(environment, "TRACE= writes a log that makes the disk again")
{
	struct disk *d = disk_new(MIB), *again = disk_new(MIB);
	struct trace_image image;
	struct crash_states *cs;
	struct crash_state state;
	struct trace *t;
	const char *why;
	char choice[32];

	setenv("TRACE", "env.trace", 1);
	kern_halt(busy(d, false));
	t = load("env.trace", &image);
	REQUIRE_EQ(MIB, image.size);
	REQUIRE_EQ(disk_hash(again), image.hash);
	REQUIRE_EQ(2, count(t, TRACE_WRITE));
	REQUIRE_EQ(2, count(t, TRACE_FLUSH));
	cs = crash_states_open(again, t, image.dev, NULL);
	snprintf(choice, sizeof(choice), "cut=%zu", trace_count(t));
	REQUIRE_EQ(0, crash_states_choose(cs, choice, &state, &why));
	REQUIRE_MEMEQ(d->data, again->data, MIB);
	crash_states_close(cs);
	trace_close(t);
	disk_close(again);
	disk_close(d);
}

CASE(second, "the second kernel's trace is a file of its own")
{
	struct disk *d = disk_new(MIB);
	struct trace_image image;
	struct trace *t;

	setenv("TRACE", "two.trace", 1);
	kern_halt(kern_boot("tmpfs"));
	kern_halt(busy(d, false));
	t = load("two.trace", &image);
	REQUIRE_EQ(0, count(t, TRACE_WRITE));
	REQUIRE_EQ(0, image.size);
	trace_close(t);
	t = load("two.trace.2", &image);
	REQUIRE_EQ(2, count(t, TRACE_WRITE));
	trace_close(t);
	disk_close(d);
}

/* In a process of its own: it leaves with its kernel still there. */
static void leave(int how)
{
	struct disk *d = disk_new(MIB);

	busy(d, false);
	if (how < 0)
		exit(-how);
	raise(how);
}

CASE(ends, "TRACE= is written however the case ends")
{
	static const int how[] = { -1, SIGABRT, SIGTERM, SIGSEGV, SIGALRM };

	setenv("TRACE", "end.trace", 1);
	for (size_t i = 0; i < sizeof(how) / sizeof(how[0]); i++) {
		const pid_t pid = fork();
		struct trace_image image;
		struct trace *t;
		int status;

		REQUIRE(pid >= 0);
		if (!pid)
			leave(how[i]);
		REQUIRE_EQ(pid, waitpid(pid, &status, 0));
		REQUIRE(how[i] < 0 ? WIFEXITED(status) : WTERMSIG(status) == how[i]);
		t = load("end.trace", &image);
		REQUIRE_EQ(2, count(t, TRACE_WRITE));
		trace_close(t);
		REQUIRE_EQ(0, unlink("end.trace"));
	}
}
