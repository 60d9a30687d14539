/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Finds what in a console log is a defect of the kernel.  A file system that
 * reports a corrupt image is doing its job: that is no defect.
 */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/internal.h"

/* A line that begins with one of these opens a defect.  Further in a line they may
 * be a file system's word to its user ("XFS (disk0): WARNING: ...") or what an image
 * holds, in a dump. */
static const char *const openers[] = {
	"BUG:",
	"WARNING:",
	"Oops",
	"KASAN:",
	"UBSAN:",
	"kernel BUG at",
	"Kernel panic",
	"INFO: possible",
	"INFO: task ",
	"general protection fault",
	"Unable to handle",
};

#define OPENERS (sizeof(openers) / sizeof(openers[0]))

#define DEFECT_LINES 600 /* the most lines of one defect: lockdep tells much */

struct line {
	const char *text; /* behind the level and the time stamp */
	const char *next; /* start of the next line, or its end */
};

/* The line at `p`; "<4>[    0.123456] text" has its text at "text". */
static struct line line_at(const char *p)
{
	const char *end = strchrnul(p, '\n');
	struct line line = { .text = p, .next = *end ? end + 1 : end };

	if (*p == '<' && isdigit((unsigned char)p[1]) && p[2] == '>')
		line.text = p += 3;
	if (*p == '[') {
		p += 1 + strspn(p + 1, " 0123456789.");
		if (*p == ']' && p[1] == ' ')
			line.text = p + 2;
	}
	return line;
}

static bool holds(struct line line, const char *what)
{
	return memmem(line.text, line.next - line.text, what, strlen(what)) != NULL;
}

/* No text looked for has the end of a line in it, so none goes beyond it. */
static bool starts(struct line line, const char *what)
{
	return !strncmp(line.text, what, strlen(what));
}

static bool opens(struct line line)
{
	for (size_t i = 0; i < OPENERS; i++)
		if (starts(line, openers[i]))
			return true;
	return false;
}

static bool ruler(struct line line)
{
	return starts(line, "==========");
}

/* A line that belongs to the lines after it. */
static bool heads(struct line line)
{
	return ruler(line) || starts(line, "------------[ cut here");
}

/* The end of the defect that opens at `p`: the mark that ends it, or the end of
 * its call trace, whose lines are indented.  A sanitizer's report goes on behind
 * its first trace, up to a ruler. */
static const char *defect_end(const char *p)
{
	struct line line = line_at(p);
	const bool ruled = holds(line, "KASAN:") || holds(line, "UBSAN:");
	bool trace = false;

	for (int n = 1; *line.next && n < DEFECT_LINES; n++) {
		const struct line next = line_at(line.next);

		if (starts(next, "---[ end"))
			return next.next;
		if (ruler(next) && n > 1)
			return next.next;
		if (trace && !ruled && !isspace((unsigned char)*next.text))
			return line.next;
		if (starts(next, "Call Trace:"))
			trace = true;
		line = next;
	}
	return line.next;
}

static void put_line(FILE *out, struct kern *k, struct line line)
{
	const char *p = line.text, *end = line.next;

	while (p < end) {
		char name[256];
		char *stop;
		uint64_t addr;
		const bool bracket = !strncmp(p, "[<", 2);
		const char *digits = bracket ? p + 2 : p;

		if (p > line.text && isalnum((unsigned char)p[-1])) {
			fputc(*p++, out);
			continue;
		}
		if (!isxdigit((unsigned char)*digits)) {
			fputc(*p++, out);
			continue;
		}
		addr = strtoull(digits, &stop, 16);
		if (stop - digits < 6 || stop - digits > 18 || isalnum((unsigned char)*stop) ||
		    !k->ops->symbolise || k->ops->symbolise(k->impl, addr, name, sizeof(name))) {
			fputc(*p++, out);
			continue;
		}
		fputs(name, out);
		p = bracket && !strncmp(stop, ">]", 2) ? stop + 2 : stop;
	}
}

char *splat_scan(struct kern *k, const char *log)
{
	const char *before = NULL, *end;
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	if (!out)
		abort();
	for (const char *p = log; *p;) {
		const struct line line = line_at(p);

		if (!opens(line)) {
			before = heads(line) ? p : NULL;
			p = line.next;
			continue;
		}
		end = defect_end(p);
		for (const char *q = before ? before : p; q < end; q = line_at(q).next)
			put_line(out, k, line_at(q));
		before = NULL;
		p = end;
	}
	fclose(out);
	return text;
}

const char *kern_spent(struct kern *k)
{
	static const char said[] = "rump: out of work";
	const char *p = NULL;
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	if (!out)
		abort();
	for (const char *q = kern_log(k); (q = strstr(q, said)); q++)
		p = q;
	while (p && *p && !starts(line_at(p), "Call Trace:"))
		p = line_at(p).next;
	while (p && *p && *line_at(p = line_at(p).next).text == ' ')
		put_line(out, k, line_at(p));
	fclose(out);
	free(k->spent);
	k->spent = text;
	return text;
}

/* A first line that ends in ':' says how the kernel ended; the one that says
 * why follows. */
void harness_reason(const char *splat, char *buf, size_t len)
{
	const int head = strcspn(splat, "\n");
	const bool ended = head && splat[head - 1] == ':';
	const char *why = ended ? "" : splat;

	for (const char *p = splat; *p; p = line_at(p).next) {
		if (opens(line_at(p))) {
			why = line_at(p).text;
			break;
		}
	}
	snprintf(buf, len, "%.*s%s%.*s", ended ? head : 0, splat, ended ? " " : "",
	    (int)strcspn(why, "\n"), why);
}

static char *end_text(struct kern *k)
{
	const char *what = "";
	const enum kern_end end = k->ops->ended(k->impl, &what);

	if (k->end_forgiven || end == KERN_ALIVE || end == KERN_HALTED)
		return NULL;
	if (end == KERN_PANIC)
		return text_format("kernel panic%s%s", *what ? " in " : "", what);
	return text_format("kernel %s: %s used up its %s",
	    end == KERN_HUNG ? "hung" : "out of budget", *what ? what : "boot",
	    end == KERN_HUNG ? "virtual time" : "kernel work");
}

const char *kern_splat(struct kern *k)
{
	const uint64_t from = k->forgiven > k->clean ? k->forgiven : k->clean;
	const char *log = log_text_from(&k->log, from);
	char *found = splat_scan(k, log), *end = end_text(k);
	const char *last = strrchr(log, '\n');

	if (!*found && last)
		k->clean = log_total(&k->log) - strlen(last + 1);
	free(k->splat);
	k->splat = found;
	if (end) {
		k->splat = text_format("%s%s%s", end, *found ? ":\n" : "\n", found);
		free(found);
		free(end);
	}
	return k->splat;
}

void kern_splat_clear(struct kern *k)
{
	k->forgiven = log_total(&k->log);
	k->end_forgiven = !kern_alive(k);
}

static char *noted; /* the first defect of a kernel that is gone */

void kern_note_defect(struct kern *k)
{
	const char *what;

	if (noted ||
	    (k->forgiven == log_total(&k->log) && k->ops->ended(k->impl, &what) == KERN_ALIVE))
		return;
	if (*kern_splat(k)) {
		harness_report();
		noted = text_format("%s", k->splat);
	}
}

const char *harness_defect(void)
{
	if (noted)
		return noted;
	return harness_kern ? kern_splat(harness_kern) : "";
}
