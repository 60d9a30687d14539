/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A unified diff, and whether the tree is what it leads to. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coverage/patch.h"
#include "harness/harness.h"

struct reader {
	const char *path;
	unsigned line; /* of the diff */
	char *text;
	size_t size;
	FILE *f;
};

static bool next(struct reader *r)
{
	const ssize_t n = getline(&r->text, &r->size, r->f);

	if (n < 0)
		return false;
	r->line++;
	if (n && r->text[n - 1] == '\n')
		r->text[n - 1] = '\0';
	return true;
}

/* The lines of a file of the kernel's tree, or NULL: it has none of that name. */
static char **tree_lines(const char *source, size_t *n)
{
	char path[1024], **lines = NULL, *text = NULL;
	size_t size = 0;
	ssize_t len;
	FILE *f;

	snprintf(path, sizeof(path), "%s/src/linux/%s", harness_build(), source);
	*n = 0;
	f = fopen(path, "r");
	if (!f)
		return NULL;
	lines = grow(NULL, 1, sizeof(*lines));
	while ((len = getline(&text, &size, f)) >= 0) {
		if (len && text[len - 1] == '\n')
			text[len - 1] = '\0';
		lines = grow(lines, *n + 1, sizeof(*lines));
		lines[(*n)++] = copy_text(text);
	}
	free(text);
	fclose(f);
	return lines;
}

const char *source_text(const char *source, uint32_t number)
{
	static char *of;
	static char **text;
	static size_t n;

	if (!of || strcmp(of, source) != 0) {
		of = copy_text(source);
		text = tree_lines(source, &n);
	}
	return text && number <= n ? text[number - 1] : "";
}

/* Takes folders away in front until it is a source that is counted, or "" . */
static const char *counted(const struct lines *l, const char *path)
{
	for (; path; path = strchr(path, '/') ? strchr(path, '/') + 1 : NULL)
		if (source_find(l, path) >= 0)
			return path;
	return "";
}

static void begin_file(struct patch *p, const struct reader *r, const struct lines *l)
{
	struct patched *file;
	char *path = r->text + 4;

	path[strcspn(path, "\t")] = '\0';
	p->file = grow(p->file, p->files + 1, sizeof(*p->file));
	file = &p->file[p->files++];
	*file = (struct patched){ .source = copy_text(counted(l, path)) };
	file->text = *file->source ? tree_lines(file->source, &file->lines) : NULL;
}

static void check(const struct patched *f, const struct reader *r, uint32_t number)
{
	if (!f->text)
		return;
	if (number && number <= f->lines && !strcmp(f->text[number - 1], r->text + 1))
		return;
	die("%s:%u: does not lead to this tree: line %u of %s is \"%s\"; expected \"%s\"", r->path,
	    r->line, number, f->source, number && number <= f->lines ? f->text[number - 1] : "",
	    r->text + 1);
}

static void read_hunk(struct patched *f, struct reader *r)
{
	unsigned from, to, old = 1, new = 1, at = r->line;
	const char *head = r->text;

	if (sscanf(head, "@@ -%u,%u +%u", &from, &old, &to) != 3 &&
	    (old = 1, sscanf(head, "@@ -%u +%u", &from, &to) != 2))
		die("%s:%u: \"%s\"; expected @@ -line,count +line,count @@", r->path, at, head);
	if (sscanf(strchr(head, '+'), "+%*u,%u", &new) != 1)
		new = 1;
	while (old || new) {
		if (!next(r))
			die("%s: ends in the middle of what begins on line %u", r->path, at);
		if (r->text[0] == '\\')
			continue;
		if (r->text[0] != '-' && r->text[0] != '+' && r->text[0] != ' ' && r->text[0])
			die("%s:%u: \"%s\"; expected a line of the diff", r->path, r->line,
			    r->text);
		if (r->text[0] != '-')
			check(f, r, to);
		f->change = grow(f->change, f->changes + 1, sizeof(*f->change));
		f->change[f->changes++] = (struct change){
			.from = r->text[0] == '+' ? 0 : from,
			.to = r->text[0] == '-' ? 0 : to,
		};
		from += r->text[0] != '+';
		to += r->text[0] != '-';
		old -= r->text[0] != '+';
		new -= r->text[0] != '-';
	}
}

struct patch *patch_read(const char *path, const struct lines *l)
{
	struct patch *p = calloc(1, sizeof(*p));
	struct reader r = { .path = path, .f = fopen(path, "r") };
	size_t hunks = 0;

	if (!p)
		die("out of memory");
	if (!r.f)
		die("%s: can not be read; expected a unified diff", path);
	while (next(&r)) {
		if (!strncmp(r.text, "+++ ", 4)) {
			begin_file(p, &r, l);
		} else if (!strncmp(r.text, "@@ ", 3)) {
			if (!p->files)
				die("%s:%u: belongs to no file", path, r.line);
			read_hunk(&p->file[p->files - 1], &r);
			hunks++;
		}
	}
	if (!hunks)
		die("%s: no unified diff; expected what diff -u or git diff print", path);
	fclose(r.f);
	free(r.text);
	return p;
}

const struct patched *patch_file(const struct patch *p, const char *source)
{
	for (size_t i = 0; i < p->files; i++)
		if (!strcmp(p->file[i].source, source))
			return &p->file[i];
	return NULL;
}

uint32_t patch_map(const struct patched *f, uint32_t number)
{
	long shift = 0;

	for (size_t i = 0; i < f->changes; i++) {
		const struct change *c = &f->change[i];

		if (c->from == number)
			return c->to;
		if (c->from > number)
			break;
		if (!c->from)
			shift++;
		else if (!c->to)
			shift--;
	}
	return number + shift;
}

bool patch_adds(const struct patched *f, uint32_t number)
{
	for (size_t i = 0; i < f->changes; i++)
		if (!f->change[i].from && f->change[i].to == number)
			return true;
	return false;
}
