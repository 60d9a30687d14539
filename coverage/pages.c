/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A page for each source of the components: its lines, and what reaches each. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "coverage/cover.h"

#define SHOWN 20 /* names of a line; make why has all */

static FILE *open_page(const char *out, const char *source)
{
	char path[1024];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s.why.html", out, source);
	make_folders(path);
	f = fopen(path, "w");
	if (!f)
		die("%s: can not be written: %s", path, strerror(errno));
	return f;
}

static void put_line(FILE *f, const struct run *run, size_t line)
{
	size_t n = 0;

	fprintf(f, "<dt id=\"%u\">%u</dt>\n<dd>", run->lines.line[line].number,
	    run->lines.line[line].number);
	for (size_t i = 0; i < run->n; i++)
		if (reaches(&run->by[i], line) && n++ < SHOWN)
			fprintf(f, "%s<br>\n", run->by[i].name);
	if (!n)
		fputs("<em>nothing</em>", f);
	else if (n > SHOWN)
		fprintf(f, "<em>and %zu more</em>", n - SHOWN);
	fputs("</dd>\n", f);
}

static void put_page(const struct run *run, const char *out, size_t from, size_t to)
{
	const char *source = run->lines.source[run->lines.line[from].source];
	const char *base = strrchr(source, '/') ? strrchr(source, '/') + 1 : source;
	FILE *f = open_page(out, source);

	fprintf(f,
	    "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width\">\n"
	    "<title>Who reaches %s</title>\n"
	    "<style>body{font:15px sans-serif;margin:1em}dt{float:left;min-width:4em}"
	    "dd{margin:0 0 .4em 5em}:target{background:#fe8}</style></head><body>\n"
	    "<h1>Who reaches %s</h1>\n<p><a href=\"%s.gcov.html\">the lines</a></p>\n<dl>\n",
	    source, source, base);
	for (size_t i = from; i < to; i++)
		put_line(f, run, i);
	fputs("</dl></body></html>\n", f);
	if (ferror(f) | fclose(f))
		die("%s: the page of %s can not be written", out, source);
}

int pages(const char *path, const char *out, char **names, size_t count)
{
	const struct run *run = run_load(path);
	const struct lines *l = &run->lines;
	size_t n, end;
	struct part *part = parts(names, count, &n);

	for (size_t i = 0; i < l->n; i = end) {
		for (end = i; end < l->n && l->line[end].source == l->line[i].source;)
			end++;
		for (size_t j = 0; j < n; j++) {
			if (!part_has(&part[j], l->source[l->line[i].source]))
				continue;
			put_page(run, out, i, end);
			break;
		}
	}
	return 0;
}
