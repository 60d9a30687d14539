/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/input/records.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define NUMBER_MAX 65535

size_t records_encode(const struct records *r, uint8_t *to, size_t max)
{
	size_t used = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct record *one = &r->of[i];
		const size_t len = one->bytes ? one->number : 0;

		if (RECORD_HEAD + len > max - used)
			break;
		to[used] = one->kind;
		to[used + 1] = one->number;
		to[used + 2] = one->number >> 8;
		if (len)
			memcpy(to + used + RECORD_HEAD, one->bytes, len);
		used += RECORD_HEAD + len;
	}
	return used;
}

void records_print(const struct records *r, const struct record_kind *kinds, FILE *to)
{
	fprintf(to, RECORDS_MAGIC "\n");
	for (size_t i = 0; i < r->n; i++) {
		const struct record *one = &r->of[i];

		fputs(kinds[one->kind].name, to);
		if (!one->bytes)
			fprintf(to, " %u", one->number);
		for (size_t j = 0; one->bytes && j < one->number; j++)
			fprintf(to, "%s%02x", j % 4 ? "" : " ", one->bytes[j]);
		putc('\n', to);
	}
}

/* -- the text -- */

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

static ssize_t number(const char *at)
{
	char *end;
	const unsigned long n = strtoul(at, &end, 10);

	return isdigit((unsigned char)*at) && (*end == '\n' || !*end) && n <= NUMBER_MAX
	           ? (ssize_t)n
	           : -1;
}

/* The kind that a line begins with, or -1; *rest is what follows. */
static int kind_of(const struct record_kind *kinds, const char *line, const char **rest)
{
	const size_t len = strcspn(line, " \t\n");

	*rest = line + len + strspn(line + len, " \t");
	for (int i = 0; kinds[i].name; i++)
		if (strlen(kinds[i].name) == len && !strncmp(line, kinds[i].name, len))
			return i;
	return -1;
}

static const char *expected_kinds(const struct record_kind *kinds)
{
	static char text[256];
	int at = snprintf(text, sizeof(text), "expected # or one of:");

	for (; kinds->name && at < (int)sizeof(text); kinds++)
		at += snprintf(text + at, sizeof(text) - at, " %s", kinds->name);
	return text;
}

/* One line as a record; its size, 0 for one without meaning, -1: what is wrong is at *what. */
static ssize_t record(const struct record_kind *kinds, const char *line, uint8_t *to, size_t max,
    const char **what)
{
	const char *rest;
	const int kind = kind_of(kinds, line, &rest);
	ssize_t n;

	if (*line == '#' || *line == '\n' || !*line)
		return 0;
	*what = expected_kinds(kinds);
	if (kind < 0)
		return -1;
	*what = "the input is too large";
	if (max < RECORD_HEAD)
		return -1;
	if (kinds[kind].number) {
		*what = "expected a number up to 65535";
		n = number(rest);
	} else {
		*what = "expected pairs of hexadecimal digits, not too many";
		max -= RECORD_HEAD;
		n = hex(rest, to + RECORD_HEAD, max < NUMBER_MAX ? max : NUMBER_MAX);
	}
	if (n < 0)
		return -1;
	to[0] = kind;
	to[1] = n;
	to[2] = n >> 8;
	return RECORD_HEAD + (kinds[kind].number ? 0 : n);
}

ssize_t records_parse(const struct record_kind *kinds, const char *text, uint8_t *to, size_t max,
    const char **why)
{
	static char line_why[320];
	const char *what = "expected " RECORDS_MAGIC;
	const size_t magic = strlen(RECORDS_MAGIC);
	unsigned int line = 1;
	size_t used = 0;
	ssize_t n = strncmp(text, RECORDS_MAGIC, magic) || text[magic] != '\n' ? -1 : 0;

	while (n >= 0 && (text = strchr(text, '\n'))) {
		line++;
		n = record(kinds, ++text, to + used, max - used, &what);
		used += n > 0 ? n : 0;
	}
	if (n >= 0)
		return used;
	snprintf(line_why, sizeof(line_why), "line %u: %s", line, what);
	*why = line_why;
	return -EINVAL;
}
