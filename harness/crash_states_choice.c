/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The text of a choice: "cut=17 lost=3,5-9 torn=12:1", with draw= for lost=. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/crash_states_internal.h"

#define TORN_ROOM 48 /* for the longest torn= */

/* -- printed -- */

static size_t record(const struct crash_states *cs, size_t open)
{
	return cs->write[cs->open[open]].record;
}

/* Runs of open writes that are lost; false: no room. */
static bool print_lost(const struct crash_states *cs, char *text, size_t len)
{
	size_t used = 0;

	text[0] = '\0';
	for (size_t i = 0, end; i < cs->opens; i = end) {
		int n;

		for (end = i + 1; end < cs->opens && cs->lost[i] && cs->lost[end];)
			end++;
		if (!cs->lost[i])
			continue;
		n = snprintf(text + used, len - used, "%s%zu",
		    used ? "," : " lost=", record(cs, i));
		used += n;
		if (used < len && end > i + 1)
			used += snprintf(text + used, len - used, "-%zu", record(cs, end - 1));
		if (used >= len)
			return false;
	}
	return true;
}

void crash_choice_print(const struct crash_states *cs, const struct crash_pick *pick,
    char text[CRASH_CHOICE])
{
	size_t used = snprintf(text, CRASH_CHOICE, "cut=%zu", cs->cut);

	if (!print_lost(cs, text + used, CRASH_CHOICE - TORN_ROOM - used))
		snprintf(text + used, CRASH_CHOICE - used, " draw=%" PRIx64, pick->draw);
	used += strlen(text + used);
	if (pick->torn != NEVER)
		snprintf(text + used, CRASH_CHOICE - used, " torn=%zu:%" PRIu64,
		    record(cs, pick->torn), pick->sectors);
}

/* -- parsed -- */

struct scan {
	const char *text, *at;
	const char **why;
};

static int expected(const struct scan *s, const char *what)
{
	*s->why = text_static("choice '%.400s': column %zu: expected %s", s->text,
	    (size_t)(s->at - s->text) + 1, what);
	return -EINVAL;
}

#define MISFIT(s, format, ...) \
	(*(s)->why = text_static("choice '%.400s': " format, (s)->text, __VA_ARGS__), -EINVAL)

static bool word(struct scan *s, const char *w)
{
	if (strncmp(s->at, w, strlen(w)))
		return false;
	s->at += strlen(w);
	return true;
}

static bool number(struct scan *s, int base, uint64_t *value)
{
	char *end;

	errno = 0;
	if (*s->at == '-' || *s->at == '+' || *s->at == ' ')
		return false;
	*value = strtoull(s->at, &end, base);
	if (errno || end == s->at)
		return false;
	s->at = end;
	return true;
}

/* The open write that is a record; opens: it is none. */
static size_t open_write(const struct crash_states *cs, uint64_t wanted)
{
	size_t i = 0;

	while (i < cs->opens && record(cs, i) != wanted)
		i++;
	return i;
}

static int no_open_write(const struct crash_states *cs, const struct scan *s, uint64_t wanted)
{
	return MISFIT(s, "record %" PRIu64 " is no write that can be lost at cut %zu", wanted,
	    cs->cut);
}

static int parse_cut(struct crash_states *cs, struct scan *s)
{
	uint64_t cut;

	if (!word(s, "cut="))
		return expected(s, "cut=NUMBER");
	if (!number(s, 10, &cut))
		return expected(s, "a number of records");
	if (cut > cs->records)
		return MISFIT(s, "cut=%" PRIu64 "; expected 0 to %zu, the records of the log", cut,
		    cs->records);
	if (cut && cs->back[cut - 1])
		return MISFIT(s, "cut=%" PRIu64 ": the restore of record %zu took that back", cut,
		    cs->back[cut - 1]);
	crash_seek(cs, cut);
	memset(cs->lost, 0, cs->opens * sizeof(*cs->lost));
	return 0;
}

static int parse_lost(struct crash_states *cs, struct scan *s)
{
	do {
		uint64_t first, last;
		size_t from, to;

		if (!number(s, 10, &first))
			return expected(s, "the number of a record");
		last = first;
		if (word(s, "-") && !number(s, 10, &last))
			return expected(s, "the number of the last record of a range");
		from = open_write(cs, first);
		to = open_write(cs, last);
		if (from == cs->opens || to == cs->opens)
			return no_open_write(cs, s, from == cs->opens ? first : last);
		if (to < from)
			return MISFIT(s, "range %" PRIu64 "-%" PRIu64 "; expected it to ascend",
			    first, last);
		for (size_t i = from; i <= to; i++)
			cs->lost[i] = true;
	} while (word(s, ","));
	return 0;
}

static int parse_draw(struct crash_states *cs, struct scan *s, struct crash_pick *pick)
{
	if (!number(s, 16, &pick->draw))
		return expected(s, "a hexadecimal number");
	crash_draw(cs, pick->draw, cs->opens - crash_newest(cs));
	return 0;
}

static int parse_torn(const struct crash_states *cs, struct scan *s, struct crash_pick *pick)
{
	uint64_t wanted, sectors;

	if (!number(s, 10, &wanted))
		return expected(s, "the number of a record");
	if (!word(s, ":") || !number(s, 10, &pick->sectors))
		return expected(s, "':' and a number of sectors");
	pick->torn = open_write(cs, wanted);
	if (pick->torn == cs->opens)
		return no_open_write(cs, s, wanted);
	if (cs->lost[pick->torn])
		return MISFIT(s, "record %" PRIu64 " is lost; expected one that is there", wanted);
	sectors = cs->write[cs->open[pick->torn]].len / 512;
	if (!pick->sectors || pick->sectors >= sectors)
		return MISFIT(s,
		    "%" PRIu64 " sectors of record %" PRIu64 ", which has %" PRIu64
		    "; expected fewer, and 1 at least",
		    pick->sectors, wanted, sectors);
	return 0;
}

int crash_choice_parse(struct crash_states *cs, const char *text, struct crash_pick *pick,
    const char **why)
{
	struct scan s = { .text = text, .at = text, .why = why };
	int error;

	/* What is said of the state is no longer than what is parsed here. */
	if (strlen(text) >= CRASH_CHOICE - TORN_ROOM)
		return MISFIT(&s, "%zu characters; expected fewer than %d", strlen(text),
		    CRASH_CHOICE - TORN_ROOM);
	error = parse_cut(cs, &s);
	if (!error && word(&s, " lost="))
		error = parse_lost(cs, &s);
	else if (!error && word(&s, " draw="))
		error = parse_draw(cs, &s, pick);
	if (!error && word(&s, " torn="))
		error = parse_torn(cs, &s, pick);
	if (!error && *s.at)
		error = expected(&s, "lost=, draw=, torn=, in this order, or the end");
	return error;
}
