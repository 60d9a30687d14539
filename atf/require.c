/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The checks: place, expected, got. */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "atf/internal.h"

#define SHOWN 120 /* bytes of a string that a message shows */

/* An errno by name; other values as a number. */
static const char *value_name(long value, char buf[32])
{
	const char *name = value > -4096 && value < 0 ? strerrorname_np(-value) : NULL;

	if (name)
		return name;
	snprintf(buf, 32, "%ld", value);
	return buf;
}

/* A string on one line, cut where it is long. */
static const char *quote(const char *s, char buf[4 * SHOWN + 8])
{
	char *p = buf;

	if (!s)
		return strcpy(buf, "NULL");
	*p++ = '"';
	for (int i = 0; i < SHOWN && s[i]; i++) {
		if (s[i] == '\n')
			p += sprintf(p, "\\n");
		else if (s[i] == '"' || s[i] == '\\')
			p += sprintf(p, "\\%c", s[i]);
		else if (isprint((unsigned char)s[i]))
			*p++ = s[i];
		else
			p += sprintf(p, "\\x%02x", (unsigned char)s[i]);
	}
	strcpy(p, strlen(s) > SHOWN ? "\"..." : "\"");
	return buf;
}

void require_failed(const char *file, int line, const char *format, ...)
{
	va_list list;
	char *text;

	va_start(list, format);
	if (vasprintf(&text, format, list) < 0)
		abort();
	va_end(list);
	harness_failf("%s:%d: %s", file, line, text);
}

void require_eq(const char *file, int line, const char *expr, long long want, long long got)
{
	char buf[32];

	if (want == got)
		return;
	if (got < 0 && got > -4096)
		require_failed(file, line, "%s: expected %lld, got %lld (%s)", expr, want, got,
		    value_name(got, buf));
	require_failed(file, line, "%s: expected %lld, got %lld", expr, want, got);
}

void require_streq(const char *file, int line, const char *expr, const char *want, const char *got)
{
	char a[4 * SHOWN + 8], b[4 * SHOWN + 8];

	if (want && got && !strcmp(want, got))
		return;
	require_failed(file, line, "%s: expected %s, got %s", expr, quote(want, a), quote(got, b));
}

void require_memeq(const char *file, int line, const char *expr, const void *want, const void *got,
    size_t len)
{
	const unsigned char *a = want, *b = got;

	for (size_t i = 0; i < len; i++)
		if (a[i] != b[i])
			require_failed(file, line,
			    "%s: byte %zu of %zu: expected 0x%02x, got 0x%02x", expr, i, len, a[i],
			    b[i]);
}

long require_ok(const char *file, int line, const char *expr, long got)
{
	char buf[32];

	if (got < 0)
		require_failed(file, line, "%s: expected success, got %s", expr,
		    value_name(got, buf));
	return got;
}

void require_error(const char *file, int line, const char *expr, long got, const int *allowed)
{
	const long value = got > 0 ? -got : got;
	char list[256] = "", buf[32];
	size_t n = 0;

	for (const int *p = allowed; *p >= 0; p++) {
		if (*p == -value)
			return;
		n += snprintf(list + n, sizeof(list) - n, "%s%s", p == allowed ? "" : " or ",
		    value_name(-(long)*p, buf));
		if (n >= sizeof(list))
			break;
	}
	require_failed(file, line, "%s: expected %s, got %s", expr, list,
	    got > 4095 || got < -4095 ? "no errno" : value_name(value, buf));
}
