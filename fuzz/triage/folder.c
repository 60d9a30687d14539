/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz/triage/folder.h"
#include "harness/harness.h"

static const char *const files[] = { "input", "report", "case.c", "reproduce.c" };
#define FILES (sizeof(files) / sizeof(files[0]))

static bool complain(const char *path)
{
	fprintf(stderr, "triage: %s: %s\n", path, strerror(errno));
	return false;
}

/* A new folder; its name gets a number where there is one of that name. */
static bool make_folder(const char *top, const char *name, char path[PATH_MAX])
{
	int n = snprintf(path, PATH_MAX, "%s/%s", top, name);

	for (int i = 2; n < PATH_MAX && mkdir(path, 0777); i++) {
		if (errno != EEXIST)
			return complain(path);
		n = snprintf(path, PATH_MAX, "%s/%s-%d", top, name, i);
	}
	errno = ENAMETOOLONG;
	return n < PATH_MAX || complain(top);
}

static bool write_text(const char *folder, const char *file, const char *text)
{
	char path[PATH_MAX + 16];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, file);
	f = fopen(path, "wx");
	if (!f || fputs(text, f) < 0 || fclose(f))
		return complain(path);
	return true;
}

/* A string of C. */
static void put_quoted(FILE *to, const char *text)
{
	putc('"', to);
	for (; *text; text++)
		fprintf(to, *text == '"' || *text == '\\' ? "\\%c" : "%c", *text);
	putc('"', to);
}

/* The case: an expected failure, until somebody repairs the driver. */
static char *case_text(const struct finding *f, const char *name)
{
	const char *variant = harness_var("variant");
	char *text = NULL;
	size_t len;
	FILE *to = open_memstream(&text, &len);

	if (!to)
		abort();
	fprintf(to,
	    "/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */\n"
	    "#include \"fuzz/triage/regress.h\"\n\n%s(",
	    variant && strcmp(variant, "debug") == 0 ? "REGRESS_DEBUG" : "REGRESS_DEFECT");
	for (const char *p = name; *p; p++)
		putc(isalnum((unsigned char)*p) ? *p : '_', to);
	fputs(",\n    ", to);
	put_quoted(to, f->key);
	fputs(",\n    ", to);
	put_quoted(to, f->title);
	fputs(")\n", to);
	fclose(to);
	return text;
}

static void take_back(const char *folder)
{
	char path[PATH_MAX + 16];

	for (size_t i = 0; i < FILES; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, files[i]);
		unlink(path);
	}
	rmdir(folder);
}

bool folder_write(const char *top, const struct finding *f, const struct reduced *r,
    const char **name)
{
	static char path[PATH_MAX];
	char *block;
	bool written;

	if (!make_folder(top, f->name, path))
		return false;
	*name = strrchr(path, '/') + 1;
	block = case_text(f, *name);
	const char *const texts[FILES] = { r->input, r->report, block, r->program };

	written = true;
	for (size_t i = 0; i < FILES && written; i++)
		written = !*texts[i] || write_text(path, files[i], texts[i]);
	free(block);
	if (!written)
		take_back(path);
	return written;
}
