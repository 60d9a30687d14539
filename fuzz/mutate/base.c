/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz/mutate/base.h"

struct fuzz_target base_target(const struct fuzz_target *target)
{
	const char *format = getenv("RUMPUS_FUZZ_FORMAT"), *rows = getenv("RUMPUS_FUZZ_ROWS");
	struct fuzz_target t = *target;
	char *end;

	if (rows) {
		t.rows = strtoul(rows, &end, 10);
		if (!t.rows || *end)
			t.rows = SIZE_MAX;
	}
	if (format && strcmp(format, "off") == 0)
		t.format = NULL;
	return t;
}

static int map_file(struct base_image *image, const char *path)
{
	struct stat st;
	void *data = MAP_FAILED;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd >= 0 && fstat(fd, &st) == 0 && st.st_size > 0)
		data = mmap(NULL, st.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (fd >= 0)
		close(fd);
	if (data == MAP_FAILED)
		return -EIO;
	image->data = data;
	image->size = st.st_size;
	return 0;
}

/* Kept until the process ends, as those that are mapped. */
static int make_image(struct base *b, const struct fuzz_target *t)
{
	struct base_image *image = &b->image[b->n++];
	uint8_t *data = malloc(t->made->size);

	if (!data)
		return -ENOMEM;
	t->made->fill(data);
	image->data = data;
	image->size = t->made->size;
	snprintf(image->name, sizeof(image->name), "%s", t->made->name);
	if (t->format)
		t->format->scan(&image->map, image->data, image->size);
	return 0;
}

int base_load(struct base *b, const struct fuzz_target *t, const char *build, const char **why)
{
	static char line[600];
	char pattern[512];
	glob_t found;
	int error = 0;

	b->n = 0;
	*why = line;
	if (t->paths || t->diskless || t->records)
		return 0;
	if (t->made) {
		error = make_image(b, t);
		*why = strerror(-error);
		return error;
	}
	snprintf(pattern, sizeof(pattern), "%s/images/%s/fuzz*.img", build, t->component);
	if (glob(pattern, 0, NULL, &found) != 0) {
		snprintf(line, sizeof(line),
		    "%s: no such file; expected the images of the component", pattern);
		return -ENOENT;
	}
	for (size_t i = 0; i < found.gl_pathc && b->n < MODEL_IMAGES && !error; i++) {
		struct base_image *image = &b->image[b->n++];
		const char *name = strrchr(found.gl_pathv[i], '/') + 1;

		snprintf(image->name, sizeof(image->name), "%s/%.*s", t->component,
		    (int)(strlen(name) - strlen(".img")), name);
		error = map_file(image, found.gl_pathv[i]);
		if (error)
			snprintf(line, sizeof(line), "%s: expected a readable image",
			    found.gl_pathv[i]);
		else if (t->format)
			t->format->scan(&image->map, image->data, image->size);
	}
	globfree(&found);
	return error;
}
