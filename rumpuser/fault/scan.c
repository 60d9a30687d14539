/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Takes a text of faults apart. */
#include "rumpuser/fault/scan.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct unit {
	const char *name;
	uint64_t factor;
};

#define SECOND 1000000000ull

static const struct unit time_units[] = {
	{ "ns", 1 },
	{ "us", 1000 },
	{ "ms", 1000000 },
	{ "s", SECOND },
	{ "m", 60 * SECOND },
	{ "h", 3600 * SECOND },
	{ "d", 86400 * SECOND },
	{ "y", 365 * 86400 * SECOND },
	{ NULL, 0 },
};

static const struct unit byte_units[] = {
	{ "k", 1ull << 10 },
	{ "M", 1ull << 20 },
	{ "G", 1ull << 30 },
	{ NULL, 0 },
};

bool scan_wrong(struct scan *s, const char *place, const char *format, ...)
{
	va_list list;
	int n;

	if (s->failed)
		return false;
	s->failed = true;
	n = snprintf(s->why, FAULT_WHY, "fault '%.160s': column %zu: ", s->text,
	    (size_t)(place - s->text) + 1);
	va_start(list, format);
	vsnprintf(s->why + n, FAULT_WHY - n, format, list);
	va_end(list);
	/* The text may hold anything; the message is one line. */
	for (char *c = s->why; *c; c++)
		if (iscntrl((unsigned char)*c))
			*c = '?';
	return false;
}

static void blanks(struct scan *s)
{
	s->at += strspn(s->at, " \t\n");
}

bool scan_end(struct scan *s)
{
	blanks(s);
	return s->failed || !*s->at;
}

bool scan_take(struct scan *s, char c)
{
	blanks(s);
	if (s->failed || *s->at != c)
		return false;
	s->at++;
	return true;
}

/* What stands at the place, for messages: "'x'" or "the end". */
static const char *found(const struct scan *s, char buf[16])
{
	size_t n = strcspn(s->at, " \t\n;:=,()[]/");

	if (!*s->at)
		return "the end";
	snprintf(buf, 16, "'%.*s'", (int)(n < 1 ? 1 : n > 12 ? 12 : n), s->at);
	return buf;
}

bool scan_expect(struct scan *s, char c, const char *where)
{
	char buf[16];

	if (scan_take(s, c))
		return true;
	return scan_wrong(s, s->at, "%s; expected '%c' %s", found(s, buf), c, where);
}

bool scan_dots(struct scan *s)
{
	blanks(s);
	if (s->failed || strncmp(s->at, "..", 2))
		return false;
	s->at += 2;
	return true;
}

size_t scan_word(struct scan *s, const char **word)
{
	blanks(s);
	*word = s->at;
	if (s->failed || isdigit((unsigned char)*s->at))
		return 0;
	while (isalnum((unsigned char)*s->at) || *s->at == '_')
		s->at++;
	return s->at - *word;
}

bool scan_number(struct scan *s, uint64_t *value, const char *what)
{
	int base = 10, digit;
	const char *start;
	char buf[16];

	blanks(s);
	start = s->at;
	if (s->failed)
		return false;
	if (start[0] == '0' && start[1] == 'x' && isxdigit((unsigned char)start[2])) {
		base = 16;
		s->at += 2;
	}
	if (!isxdigit((unsigned char)*s->at) || (base == 10 && !isdigit((unsigned char)*s->at)))
		return scan_wrong(s, s->at, "%s; expected %s", found(s, buf), what);
	for (*value = 0; isxdigit((unsigned char)*s->at); s->at++) {
		digit = isdigit((unsigned char)*s->at) ? *s->at - '0' : (*s->at | 32) - 'a' + 10;
		if (digit >= base)
			break;
		if (*value > (INT64_MAX - digit) / (uint64_t)base)
			return scan_wrong(s, start, "a number too large; expected %s", what);
		*value = *value * base + digit;
	}
	return true;
}

/* The factor of the unit that is next; 1 without one where that is allowed. */
static bool take_unit(struct scan *s, const struct unit *units, bool needed, uint64_t *factor)
{
	const char *word;
	size_t len = scan_word(s, &word);

	*factor = 1;
	if (!len && !needed)
		return true;
	for (const struct unit *u = units; u->name; u++) {
		if (strlen(u->name) == len && !memcmp(u->name, word, len)) {
			*factor = u->factor;
			return true;
		}
	}
	return scan_wrong(s, word, "no unit; expected %s",
	    units == time_units ? "ns, us, ms, s, m, h, d or y" : "k, M or G, or none for bytes");
}

static bool scan_errno(struct scan *s, int64_t *value)
{
	const char *word;
	size_t len = scan_word(s, &word);

	for (int number = 1; len && number < 134; number++) {
		const char *name = strerrorname_np(number);

		if (name && strlen(name) == len && !memcmp(name, word, len)) {
			*value = number;
			return true;
		}
	}
	return scan_wrong(s, word, "no errno of that name; expected one such as EIO or ENOSPC");
}

/* The number of an argument with its sign and unit. */
static bool scan_amount(struct scan *s, const struct fault_arg *a, int64_t *value)
{
	bool sign = a->kind == FAULT_ARG_SIGNED || a->kind == FAULT_ARG_JUMP;
	bool minus = sign && scan_take(s, '-');
	const char *start = s->at;
	uint64_t number, factor = 1;

	if (sign && !minus)
		scan_take(s, '+');
	if (!scan_number(s, &number, a->name))
		return false;
	if (a->kind == FAULT_ARG_BYTES && !take_unit(s, byte_units, false, &factor))
		return false;
	if ((a->kind == FAULT_ARG_TIME || a->kind == FAULT_ARG_JUMP) &&
	    !take_unit(s, time_units, true, &factor))
		return false;
	if (number > INT64_MAX / factor)
		return scan_wrong(s, start, "%s is too large", a->name);
	*value = minus ? -(int64_t)(number * factor) : (int64_t)(number * factor);
	return true;
}

bool scan_value(struct scan *s, const struct fault_arg *a, int64_t *value)
{
	const char *start;

	blanks(s);
	start = s->at;
	if (a->kind == FAULT_ARG_ERRNO)
		return scan_errno(s, value);
	if (!scan_amount(s, a, value))
		return false;
	if (a->max && (*value < a->min || *value > a->max))
		return scan_wrong(s, start, "%s is %lld; expected %lld to %lld", a->name,
		    (long long)*value, (long long)a->min, (long long)a->max);
	if (a->unit && *value % a->unit)
		return scan_wrong(s, start, "%s is %lld; expected a multiple of %lld", a->name,
		    (long long)*value, (long long)a->unit);
	return true;
}
