/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/input/frames.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD 3  /* of a record: kind, length */
#define DELAY 3 /* the kind of one that lets time pass */

static char line_why[128];

static ssize_t wrong(unsigned int line, const char *what, const char **why)
{
	snprintf(line_why, sizeof(line_why), "line %u: %s", line, what);
	*why = line_why;
	return -EINVAL;
}

static int digit(char c)
{
	if (isdigit((unsigned char)c))
		return c - '0';
	return isxdigit((unsigned char)c) ? (c | 32) - 'a' + 10 : -1;
}

/* Pairs of digits up to the end of the line; their number, or -1. */
static ssize_t hex(const char *at, uint8_t *to, size_t max)
{
	size_t n = 0;

	for (; *at && *at != '\n'; at += 2) {
		while (*at == ' ' || *at == '\t')
			at++;
		if (!*at || *at == '\n')
			break;
		if (digit(at[0]) < 0 || digit(at[1]) < 0 || n == max)
			return -1;
		to[n++] = 16 * digit(at[0]) + digit(at[1]);
	}
	return n;
}

/* One line as a record; its size, 0 for one without meaning, -1: what is wrong is at *what. */
static ssize_t record(const char *line, uint8_t *to, size_t max, const char **what)
{
	ssize_t len;

	*what = "expected frame, pass or #";
	if (*line == '#' || *line == '\n' || !*line)
		return 0;
	if (max < HEAD) {
		*what = "the input is too large";
		return -1;
	}
	if (!strncmp(line, "frame ", 6)) {
		*what = "expected pairs of hexadecimal digits, not too many";
		to[0] = 0;
		len = hex(line + 6, to + HEAD, max - HEAD < 65535 ? max - HEAD : 65535);
	} else if (!strncmp(line, "pass ", 5)) {
		*what = "expected 0 to 65535 ms";
		to[0] = DELAY;
		len = isdigit((unsigned char)line[5]) ? strtol(line + 5, NULL, 10) : -1;
		len = len > 65535 ? -1 : len;
	} else {
		return -1;
	}
	if (len < 0)
		return -1;
	to[1] = len;
	to[2] = len >> 8;
	return HEAD + (to[0] == DELAY ? 0 : len);
}

ssize_t frames_parse(const char *text, uint8_t *to, size_t max, const char **why)
{
	size_t used = 0;
	unsigned int line = 1;

	if (strncmp(text, FRAMES_MAGIC "\n", strlen(FRAMES_MAGIC) + 1))
		return wrong(1, "expected " FRAMES_MAGIC, why);
	while ((text = strchr(text, '\n'))) {
		const char *what;
		ssize_t n = record(++text, to + used, max - used, &what);

		line++;
		if (n < 0)
			return wrong(line, what, why);
		used += n;
	}
	return used;
}
