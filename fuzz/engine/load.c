/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/engine/exec.h"
#include "fuzz/engine/load.h"
#include "fuzz/target.h"
#include "harness/pcap.h"

/* More than the longest text of an input takes. */
#define FILE_MAX (16 * INPUT_MAX)

static __attribute__((noreturn)) void fail(const char *path, const char *why)
{
	fprintf(stderr, "%s: %s\n", path, why);
	exit(2);
}

char *load_file(const char *path, size_t *size)
{
	FILE *f = fopen(path, "r");
	char *content = malloc(FILE_MAX);

	if (!f || !content)
		fail(path, strerror(errno));
	*size = fread(content, 1, FILE_MAX - 1, f);
	if (ferror(f))
		fail(path, strerror(errno));
	fclose(f);
	content[*size] = 0;
	return content;
}

ssize_t load_content(const char *content, size_t size, uint8_t bytes[INPUT_MAX], const char **why)
{
	static struct input in;

	if (strncmp(content, "rumpus-input", strlen("rumpus-input")) == 0)
		return input_parse(&in, exec_model(), content, why)
		           ? -EINVAL
		           : (ssize_t)input_encode(&in, bytes, INPUT_MAX);
	if (fuzz_target.records && strncmp(content, RECORDS_MAGIC, strlen(RECORDS_MAGIC)) == 0)
		return records_parse(fuzz_target.records, content, bytes, INPUT_MAX, why);
	if (fuzz_target.adopt && pcap_is(content, size))
		return load_capture(content, size, bytes, why);
	if (size > INPUT_MAX)
		size = INPUT_MAX;
	memcpy(bytes, content, size);
	return size;
}

size_t load_input(const char *path, uint8_t bytes[INPUT_MAX])
{
	size_t size;
	char *content = load_file(path, &size);
	const char *why;
	const ssize_t n = load_content(content, size, bytes, &why);

	if (n < 0)
		fail(path, why);
	free(content);
	return n;
}

void load_each(const char *path, void (*f)(const char *path, void *arg), void *arg)
{
	char name[4096];
	struct dirent **entry;
	int n = scandir(path, &entry, NULL, alphasort);

	if (n < 0 && errno == ENOTDIR)
		f(path, arg);
	else if (n < 0)
		fail(path, strerror(errno));
	for (int i = 0; i < n; i++) {
		if (entry[i]->d_name[0] != '.') {
			snprintf(name, sizeof(name), "%s/%s", path, entry[i]->d_name);
			f(name, arg);
		}
		free(entry[i]);
	}
	if (n >= 0)
		free(entry);
}
