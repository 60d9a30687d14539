/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "coverage/cover.h"

void die(const char *format, ...)
{
	va_list list;

	va_start(list, format);
	vfprintf(stderr, format, list);
	va_end(list);
	fputc('\n', stderr);
	exit(2);
}

/* To the next power of two at least: adding one by one costs little. */
void *grow(void *from, size_t n, size_t size)
{
	size_t room = 16;
	void *to;

	while (room < n)
		room *= 2;
	to = realloc(from, room * size);
	if (!to)
		die("out of memory");
	return to;
}

char *copy_text(const char *text)
{
	char *copy = strdup(text ? text : "?");

	if (!copy)
		die("out of memory");
	return copy;
}

void make_folders(const char *path)
{
	char *folder = copy_text(path);

	for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(folder, 0777) && errno != EEXIST)
			die("%s: can not be made: %s", folder, strerror(errno));
		*slash = '/';
	}
	free(folder);
}

const void *map_file(const char *path, size_t *len)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	void *at;

	if (fd < 0 || fstat(fd, &st))
		die("%s: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode) || !st.st_size)
		die("%s: %s; expected a file with something in it", path,
		    S_ISREG(st.st_mode) ? "is empty" : "is no file");
	at = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (at == MAP_FAILED)
		die("%s: can not be mapped: %s", path, strerror(errno));
	close(fd);
	*len = st.st_size;
	return at;
}
