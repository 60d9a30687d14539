/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What is made of traces: failure reports, TRACE= in the environment, the tool. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "atf/case.h"
#include "cases/hypercall/logged.h"
#include "harness/crash_states.h"

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

/* -- the tool -- */

/* Runs build/trace; what it prints, both ways. */
static const char *tool(int want, const char *arguments)
{
	static char text[65536];
	char command[8192];
	FILE *f;
	size_t n;
	int status;

	snprintf(command, sizeof(command), "%s/trace %s 2>&1", harness_build(), arguments);
	f = popen(command, "r");
	REQUIRE(f != NULL);
	n = fread(text, 1, sizeof(text) - 1, f);
	text[n] = '\0';
	status = pclose(f);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != want)
		require_failed(__FILE__, __LINE__, "trace %s: status 0x%x, expected %d: %s",
		    arguments, status, want, text);
	return text;
}

/* a.img and b.img of another content, c.img of another size, a.trace. */
static void tool_files(void)
{
	struct logged *l = logged_open(true);
	struct disk *a = disk_new(64 * 512), *b = disk_new(64 * 512), *c = disk_new(65 * 512);
	const struct trace_image image = { .dev = 0, .size = a->size, .hash = disk_hash(a) };
	const struct trace_image none = { .dev = TRACE_NO_DEV };

	disk_write(b, 512, "x", 1);
	logged_write(l, 0, 4, 0);
	logged_write(l, 8, 2, 0);
	logged_flush(l);
	logged_mark(l, 1);
	logged_write(l, 16, 3, 0);
	disk_save(a, "a.img");
	disk_save(b, "b.img");
	disk_save(c, "c.img");
	REQUIRE_EQ(0, trace_save(l->trace, "a.trace", &image));
	REQUIRE_EQ(0, trace_save(l->trace, "none.trace", &none));
	disk_close(a);
	disk_close(b);
	disk_close(c);
	logged_close(l);
}

CASE(show, "trace show prints a line for each record")
{
	tool_files();
	REQUIRE_STREQ("disk0: 32768 bytes, hash cbf29ce484222325\n"
		      "0: 0.000000003 write disk0 sector 0 2048 bytes epoch 0\n"
		      "1: 0.000000006 write disk0 sector 8 1024 bytes epoch 0\n"
		      "2: 0.000000009 flush disk0 epoch 0\n"
		      "3: 0.000000009 mark 1\n"
		      "4: 0.000000012 write disk0 sector 16 1536 bytes epoch 1\n",
	    tool(0, "show a.trace"));
}

CASE(apply, "trace apply makes the disk of a choice")
{
	struct disk *d, *out;
	struct trace_image image;
	struct trace *t;

	tool_files();
	t = load("a.trace", &image);
	REQUIRE_STREQ("out.img: cut=2 lost=0 torn=1:1 mark=0\n",
	    tool(0, "apply a.img a.trace 'cut=2 lost=0 torn=1:1' out.img"));
	d = disk_open("./a.img");
	out = disk_open("./out.img");
	disk_write(d, 8 * 512, trace_at(t, 1)->data, 512);
	REQUIRE_MEMEQ(d->data, out->data, d->size);
	disk_close(out);
	REQUIRE_STREQ("out.img: cut=5 torn=4:2 mark=1\n",
	    tool(0, "apply a.img a.trace 'cut=5 torn=4:2' out.img"));
	out = disk_open("./out.img");
	disk_write(d, 0, trace_at(t, 0)->data, 4 * 512);
	disk_write(d, 8 * 512, trace_at(t, 1)->data, 2 * 512);
	disk_write(d, 16 * 512, trace_at(t, 4)->data, 2 * 512);
	REQUIRE_MEMEQ(d->data, out->data, d->size);
	disk_close(out);
	disk_close(d);
	trace_close(t);
}

static void require_refused(const char *arguments, const char *want)
{
	char line[1024];

	snprintf(line, sizeof(line), "trace: %s\n", want);
	REQUIRE_STREQ(line, tool(1, arguments));
	REQUIRE(access("out.img", F_OK) != 0);
}

CASE(bad_files, "a file that is wrong or of another image is refused, in one line")
{
	tool_files();
	REQUIRE_EQ(0, truncate("none.trace", 100));
	require_refused("show nowhere", "nowhere: No such file or directory");
	require_refused("show a.img", "a.img: no trace; expected it to begin with \"RUMPTRAC\"");
	require_refused("show none.trace", "none.trace: truncated after 100 bytes; expected it to "
					   "end with \"RUMPTEND\", a count and a checksum");
	tool_files();
	require_refused("apply a.img none.trace cut=0 out.img",
	    "none.trace: the trace is about no image");
	require_refused("apply b.img a.trace cut=0 out.img",
	    "b.img: hash 5c7a920bd369b9bd; expected cbf29ce484222325, for a.trace is of another "
	    "image");
	require_refused("apply c.img a.trace cut=0 out.img",
	    "c.img: 33280 bytes; expected 32768, for a.trace is of another image");
	require_refused("apply a.img a.trace cut=0 a.img",
	    "a.img: it is the image; expected another file to write");
}

static void require_choice(const char *choice, const char *want)
{
	char arguments[256], line[512];

	snprintf(arguments, sizeof(arguments), "apply a.img a.trace '%s' out.img", choice);
	snprintf(line, sizeof(line), "choice '%s': %s", choice, want);
	require_refused(arguments, line);
}

CASE(bad_choices, "a choice that is wrong or does not fit is refused, in one line")
{
	tool_files();
	require_choice("", "column 1: expected cut=NUMBER");
	require_choice("cut=", "column 5: expected a number of records");
	require_choice("cut=-1", "column 5: expected a number of records");
	require_choice("cut=6", "cut=6; expected 0 to 5, the records of the log");
	require_choice("cut=99999999999999999999", "column 5: expected a number of records");
	require_choice("cut=2 x", "column 6: expected lost=, draw=, torn=, in this order, or the "
				  "end");
	require_choice("cut=2 torn=1:1 lost=0", "column 15: expected lost=, draw=, torn=, in this "
						"order, or the end");
	require_choice("cut=2 lost=", "column 12: expected the number of a record");
	require_choice("cut=2 lost=0-", "column 14: expected the number of the last record of a "
					"range");
	require_choice("cut=2 lost=1-0", "range 1-0; expected it to ascend");
	require_choice("cut=2 lost=2", "record 2 is no write that can be lost at cut 2");
	require_choice("cut=5 lost=0", "record 0 is no write that can be lost at cut 5");
	require_choice("cut=2 draw=x", "column 12: expected a hexadecimal number");
	require_choice("cut=2 torn=1", "column 13: expected ':' and a number of sectors");
	require_choice("cut=2 lost=1 torn=1:1", "record 1 is lost; expected one that is there");
	require_choice("cut=2 torn=1:2",
	    "2 sectors of record 1, which has 2; expected fewer, and 1 at least");
	require_choice("cut=2 torn=1:0",
	    "0 sectors of record 1, which has 2; expected fewer, and 1 at least");
}

CASE(usage, "a command line that is wrong is refused")
{
	REQUIRE(strstr(tool(64, ""), "no command; expected show or apply\n") != NULL);
	REQUIRE(strstr(tool(64, "list"), "'list' is no command; expected show or") != NULL);
	REQUIRE(strstr(tool(64, "show"), "show: 0 arguments; expected 1\n") != NULL);
	REQUIRE(strstr(tool(64, "apply a b c"), "apply: 3 arguments; expected 4\n") != NULL);
	REQUIRE(strstr(tool(64, "apply a b c d e"), "'e' is one argument too many\n") != NULL);
	REQUIRE(strstr(tool(64, "show --all x"), "unrecognized option '--all'\n") != NULL);
}
