/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* build/trace: what it shows and makes, and what it refuses. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "atf/case.h"
#include "cases/hypercall/logged.h"

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
	const char *why;

	tool_files();
	REQUIRE_EQ(0, trace_load("a.trace", &t, &image, &why));
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
