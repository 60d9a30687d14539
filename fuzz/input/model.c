/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/input/model.h"

#define LONG_NAME                                                                                  \
	"long-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"    \
	"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef01234567" \
	"89abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef01234567"

/* Names that need not exist.  The odd ones are near what parsers treat apart. */
static const char *const names[MODEL_NAMES] = {
	"new0",
	"new1",
	"new2",
	"new3",
	"x",
	"..dots",
	"\xc3\x84\xe2\x82\xac",
	LONG_NAME,
};

void model_add(struct model_image *m, const char *path, int dir)
{
	size_t at = m->npath;

	if (m->npath == MODEL_PATHS || strlen(path) + sizeof(LONG_NAME) + 1 >= MODEL_PATH_MAX)
		return;
	while (at > 0 && strcmp(m->path[at - 1], path) > 0)
		at--;
	memmove(&m->path[at + 1], &m->path[at], (m->npath - at) * sizeof(m->path[0]));
	m->path[at] = strdup(path);
	m->npath++;
	if (dir && m->ndir < MODEL_DIRS)
		m->dir[m->ndir++] = strdup(strcmp(path, "/") == 0 ? "" : path);
}

void model_free(struct model *m)
{
	for (size_t i = 0; i < m->nimage; i++) {
		struct model_image *im = &m->image[i];

		for (size_t p = 0; p < im->npath; p++)
			free(im->path[p]);
		for (size_t d = 0; d < im->ndir; d++)
			free(im->dir[d]);
		im->npath = im->ndir = 0;
	}
}

uint8_t model_canonical(const struct model_image *m, uint8_t choice)
{
	if (choice < MODEL_NEW || !m->ndir)
		return m->npath ? choice % m->npath : 0;
	return MODEL_NEW | (choice >> 3 & 7) % m->ndir << 3 | (choice & 7);
}

const char *model_path(const struct model_image *m, uint8_t choice, char *buf)
{
	choice = model_canonical(m, choice);
	if (choice < MODEL_NEW)
		snprintf(buf, MODEL_PATH_MAX, "%s", m->npath ? m->path[choice] : "/");
	else
		snprintf(buf, MODEL_PATH_MAX, "%s/%s", m->dir[choice >> 3 & 7], names[choice & 7]);
	return buf;
}

int model_find(const struct model_image *m, const char *path)
{
	char buf[MODEL_PATH_MAX];

	for (int choice = 0; choice < 256; choice++)
		if (model_canonical(m, choice) == choice &&
		    strcmp(model_path(m, choice, buf), path) == 0)
			return choice;
	return -1;
}

size_t model_options(const struct model *m)
{
	size_t n = 0;

	while (m->options && m->options[n])
		n++;
	return n ? n : 1;
}
