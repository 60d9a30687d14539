/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What a change did: new lines that nothing reaches, old ones that nothing reaches any
 * more. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coverage/patch.h"

enum what { NEW_UNREACHED, LOST, WHATS };

static const char *const title[] = { "new, not reached", "reached no more" };

struct row {
	enum what what;
	const char *source;
	uint32_t number;
	char *text;
};

struct findings {
	struct row *row;
	size_t rows, count[WHATS];
	size_t added, added_hit, gained;
};

static void add(struct findings *t, enum what what, const char *source, uint32_t number)
{
	t->row = grow(t->row, t->rows + 1, sizeof(*t->row));
	t->row[t->rows++] =
	    (struct row){ what, source, number, copy_text(source_text(source, number)) };
	t->count[what]++;
}

/* By index of a line of `after`: was it reached before?  2: it was not there. */
static uint8_t *before_of(const struct run *before, const struct run *after, const struct patch *p)
{
	uint8_t *hit = run_union(before, KINDS), *was = grow(NULL, after->lines.n, 1);

	memset(was, 2, after->lines.n);
	for (size_t i = 0; i < before->lines.n; i++) {
		const struct line *l = &before->lines.line[i];
		const char *name = before->lines.source[l->source];
		const struct patched *f = patch_file(p, name);
		const uint32_t number = f ? patch_map(f, l->number) : l->number;
		const long source = source_find(&after->lines, name);
		const long now =
		    number && source >= 0 ? line_find(&after->lines, source, number) : -1;

		if (now >= 0)
			was[now] = hit[i];
	}
	free(hit);
	return was;
}

static void compare(struct findings *t, const struct run *before, const struct run *after,
    const struct patch *p)
{
	uint8_t *now = run_union(after, KINDS), *was = before_of(before, after, p);

	for (size_t i = 0; i < after->lines.n; i++) {
		const struct line *l = &after->lines.line[i];
		const char *source = after->lines.source[l->source];
		const struct patched *f = patch_file(p, source);

		if (f && patch_adds(f, l->number)) {
			t->added++;
			t->added_hit += now[i];
			if (!now[i])
				add(t, NEW_UNREACHED, source, l->number);
		} else if (was[i] == 1 && !now[i]) {
			add(t, LOST, source, l->number);
		} else if (!was[i] && now[i]) {
			t->gained++;
		}
	}
	free(now);
	free(was);
}

static void print(const struct findings *t)
{
	for (size_t i = 0; i < t->rows; i++)
		printf("%-16s  %s:%u  %s\n", title[t->row[i].what], t->row[i].source,
		    t->row[i].number, t->row[i].text + strspn(t->row[i].text, "\t "));
	printf("%zu of %zu new or changed lines are reached; %zu lines are reached no more, "
	       "%zu others are now\n",
	    t->added_hit, t->added, t->count[LOST], t->gained);
}

static void put_text(FILE *f, const char *text)
{
	for (; *text; text++) {
		if (*text == '<')
			fputs("&lt;", f);
		else if (*text == '&')
			fputs("&amp;", f);
		else
			fputc(*text, f);
	}
}

static void write_page(const struct findings *t, const char *path)
{
	FILE *f = fopen(path, "w");

	if (!f)
		die("%s: can not be written: %s", path, strerror(errno));
	fputs("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
	      "<meta name=\"viewport\" content=\"width=device-width\">\n"
	      "<title>Coverage of a change</title>\n"
	      "<style>body{font:16px sans-serif;margin:1em}td{padding:.2em .8em .2em 0}"
	      "td:last-child{font-family:monospace}</style></head><body>\n"
	      "<h1>Coverage of a change</h1>\n",
	    f);
	fprintf(f,
	    "<p>%zu of %zu new or changed lines are reached; %zu lines are reached no more, "
	    "%zu others are now.</p>\n<table>\n",
	    t->added_hit, t->added, t->count[LOST], t->gained);
	for (size_t i = 0; i < t->rows; i++) {
		fprintf(f, "<tr><td>%s</td><td>%s:%u</td><td>", title[t->row[i].what],
		    t->row[i].source, t->row[i].number);
		put_text(f, t->row[i].text);
		fputs("</td></tr>\n", f);
	}
	fputs("</table></body></html>\n", f);
	if (fclose(f))
		die("%s: can not be written: %s", path, strerror(errno));
}

int differ(const char *before, const char *after, const char *path, const char *html)
{
	const struct run *old = run_load(before), *new = run_load(after);
	struct findings t = { 0 };

	if (!old->n || !new->n)
		die("%s: nothing was run", old->n ? after : before);
	compare(&t, old, new, patch_read(path, &new->lines));
	print(&t);
	if (html)
		write_page(&t, html);
	return t.rows ? 1 : 0;
}
