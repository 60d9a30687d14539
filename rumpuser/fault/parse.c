/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The grammar of faults, see rumpus-fault(7):
 *
 *	faults     = fault { ";" fault }
 *	fault      = call [ "[" filter { "," filter } "]" ] ":" occurrence "=" effect
 *	filter     = "disk=" n | "sector=" n [ ".." [ m ] ] | "dir=" ( "read" | "write" )
 *	           | "kind=" ( "slab" | "page" | "vmalloc" ) | "wire=" n
 *	           | "proto=" word | "len=" n [ ".." [ m ] ] | "at=" n ":" hex [ "/" hex ]
 *	occurrence = ( n | n ".." [ m ] | "*" ) [ "/" k ]
 *	effect     = errno | name [ "(" argument { "," argument } ")" ]
 *	argument   = value | name "=" value | flag
 */
#include <errno.h>
#include <string.h>

#include "rumpuser/fault/layer.h"
#include "rumpuser/fault/scan.h"

#define EVERY_MAX 1000000 /* bounds the search for a meeting of two faults */

static bool is_word(const char *word, size_t len, const char *name)
{
	return strlen(name) == len && !memcmp(word, name, len);
}

static bool parse_call(struct scan *s, struct fault_rule *r)
{
	const char *word;
	size_t len = scan_word(s, &word);

	r->calls = fault_call_named(word, len);
	return r->calls ? true
	                : scan_wrong(s, word, "no hypercall '%.*s'; expected %s", (int)len, word,
			      fault_call_names());
}

static bool parse_disk(struct scan *s, struct fault_rule *r, const char *place)
{
	uint64_t dev;

	if (!(r->calls & (FAULT_DISK | FAULT_GEOMETRY)))
		return scan_wrong(s, place, "%s has no disk; expected no such filter",
		    fault_call_name(r->calls));
	if (!scan_number(s, &dev, "the number of a disk"))
		return false;
	if (dev >= FAULT_DISKS)
		return scan_wrong(s, place, "disk %llu; expected 0 to %d", (unsigned long long)dev,
		    FAULT_DISKS - 1);
	r->dev = dev;
	return true;
}

static bool parse_sector(struct scan *s, struct fault_rule *r, const char *place)
{
	if (!(r->calls & FAULT_DISK & ~FAULT_FLUSH))
		return scan_wrong(s, place, "%s has no sectors; expected no such filter",
		    fault_call_name(r->calls));
	if (!scan_number(s, &r->sector, "the number of a sector"))
		return false;
	r->sector_end = r->sector;
	if (!scan_dots(s))
		return true;
	r->sector_end = UINT64_MAX;
	if (*s->at < '0' || *s->at > '9')
		return true;
	if (!scan_number(s, &r->sector_end, "the number of a sector"))
		return false;
	if (r->sector_end < r->sector)
		return scan_wrong(s, place, "sectors %llu..%llu; expected the lower one first",
		    (unsigned long long)r->sector, (unsigned long long)r->sector_end);
	return true;
}

/* Leaves of the calls those whose data go that way. */
static bool parse_dir(struct scan *s, struct fault_rule *r, const char *place)
{
	const char *word, *call = fault_call_name(r->calls);
	size_t len = scan_word(s, &word);
	uint32_t keep = is_word(word, len, "read")    ? FAULT_READ
	                : is_word(word, len, "write") ? FAULT_WRITE | FAULT_DISCARD
	                                              : 0;

	if (!keep)
		return scan_wrong(s, word, "no direction; expected read or write");
	if (!(r->calls & keep))
		return scan_wrong(s, place, "%s never goes that way; expected no such filter",
		    call);
	r->calls &= keep;
	return true;
}

/* Leaves of the allocations those of a kind. */
static bool parse_kind(struct scan *s, struct fault_rule *r, const char *place)
{
	const char *word;
	size_t len = scan_word(s, &word);
	uint32_t keep = is_word(word, len, "slab")      ? FAULT_ALLOC_SLAB
	                : is_word(word, len, "page")    ? FAULT_ALLOC_PAGE
	                : is_word(word, len, "vmalloc") ? FAULT_ALLOC_VMALLOC
	                                                : 0;

	if (!keep)
		return scan_wrong(s, word, "no kind of memory; expected slab, page or vmalloc");
	if (!(r->calls & FAULT_ALLOC))
		return scan_wrong(s, place, "%s has no kind; expected no such filter",
		    fault_call_name(r->calls));
	r->calls &= keep;
	return true;
}

static bool parse_filter(struct scan *s, struct fault_rule *r, unsigned *given)
{
	static const struct {
		const char *name;
		bool (*parse)(struct scan *, struct fault_rule *, const char *place);
	} filters[] = { { "disk", parse_disk }, { "sector", parse_sector }, { "dir", parse_dir },
		{ "kind", parse_kind }, { "wire", fault_parse_wire },
		{ "proto", fault_parse_proto }, { "len", fault_parse_len },
		{ "at", fault_parse_at } };
	const char *word;
	size_t len = scan_word(s, &word);

	for (size_t i = 0; i < sizeof(filters) / sizeof(filters[0]); i++) {
		if (!is_word(word, len, filters[i].name))
			continue;
		if (*given & 1u << i)
			return scan_wrong(s, word, "%s twice; expected it once", filters[i].name);
		*given |= 1u << i;
		return scan_expect(s, '=', "after the name of a filter") &&
		       filters[i].parse(s, r, word);
	}
	return scan_wrong(s, word,
	    "no filter; expected disk, sector, dir, kind, wire, "
	    "proto, len or at");
}

static bool parse_filters(struct scan *s, struct fault_rule *r)
{
	unsigned given = 0;

	r->dev = FAULT_ANY;
	r->sector = 0;
	r->sector_end = UINT64_MAX;
	r->match.proto = FAULT_ANY;
	r->match.len_end = UINT32_MAX;
	if (!scan_take(s, '['))
		return true;
	do {
		if (!parse_filter(s, r, &given))
			return false;
	} while (scan_take(s, ','));
	return scan_expect(s, ']', "after the filters");
}

static bool parse_count(struct scan *s, uint64_t *value)
{
	const char *start = s->at;

	if (!scan_number(s, value, "an occurrence: n, n.., n..m or *"))
		return false;
	return *value ? true : scan_wrong(s, start, "occurrence 0; expected 1 or more");
}

static bool parse_range(struct scan *s, struct fault_rule *r, bool *all)
{
	const char *start = s->at;

	r->first = 1;
	r->last = UINT64_MAX;
	*all = scan_take(s, '*');
	if (*all)
		return true;
	if (!parse_count(s, &r->first))
		return false;
	r->last = r->first;
	if (!scan_dots(s))
		return true;
	r->last = UINT64_MAX;
	if ((*s->at >= '0' && *s->at <= '9') && !parse_count(s, &r->last))
		return false;
	if (r->last < r->first)
		return scan_wrong(s, start, "occurrences %llu..%llu; expected the lower one first",
		    (unsigned long long)r->first, (unsigned long long)r->last);
	return true;
}

static bool parse_occurrence(struct scan *s, struct fault_rule *r)
{
	const char *slash;
	bool all;

	r->every = 1;
	if (!parse_range(s, r, &all))
		return false;
	slash = s->at;
	if (!scan_take(s, '/'))
		return true;
	if (!scan_number(s, &r->every, "a number after '/'"))
		return false;
	if (!r->every || r->every > EVERY_MAX)
		return scan_wrong(s, slash, "every %lluth; expected 1 to %d",
		    (unsigned long long)r->every, EVERY_MAX);
	if (!all && r->first == r->last)
		return scan_wrong(s, slash, "'/' after one occurrence; expected n.., n..m or *");
	if (all)
		r->first = r->every;
	return true;
}

/* The argument that a value without a name is for: the first that is not given
 * and is no flag. */
static int next_free(const struct fault_effect *e, unsigned given)
{
	for (int i = 0; i < FAULT_ARGS && e->arg[i].kind; i++)
		if (!(given & 1u << i) && e->arg[i].kind != FAULT_ARG_FLAG)
			return i;
	return -1;
}

static int arg_named(const struct fault_effect *e, const char *word, size_t len)
{
	for (int i = 0; len && i < FAULT_ARGS && e->arg[i].kind; i++)
		if (is_word(word, len, e->arg[i].name))
			return i;
	return -1;
}

static bool parse_arg(struct scan *s, struct fault_what *w, unsigned *given)
{
	const char *start = s->at, *word;
	size_t len = scan_word(s, &word);
	int i = arg_named(w->effect, word, len);

	if (i < 0) {
		s->at = start;
		i = next_free(w->effect, *given);
		if (i < 0)
			return scan_wrong(s, word, "%s takes no such argument", w->effect->name);
	} else if (*given & 1u << i) {
		return scan_wrong(s, word, "%s twice; expected it once", w->effect->arg[i].name);
	} else if (w->effect->arg[i].kind != FAULT_ARG_FLAG &&
		   !scan_expect(s, '=', "after the name of an argument")) {
		return false;
	}
	*given |= 1u << i;
	if (w->effect->arg[i].kind != FAULT_ARG_FLAG)
		return scan_value(s, &w->effect->arg[i], &w->arg[i]);
	w->arg[i] = 1;
	return true;
}

static bool parse_args(struct scan *s, struct fault_what *w)
{
	const struct fault_arg *a = w->effect->arg;
	unsigned given = 0;

	for (int i = 0; i < FAULT_ARGS; i++)
		w->arg[i] = a[i].initial;
	if (scan_take(s, '(')) {
		do {
			if (!parse_arg(s, w, &given))
				return false;
		} while (scan_take(s, ','));
		if (!scan_expect(s, ')', "after the arguments"))
			return false;
	}
	for (int i = 0; i < FAULT_ARGS; i++)
		if (a[i].needed && !(given & 1u << i))
			return scan_wrong(s, s->at, "%s without %s; expected %s(%s...)",
			    w->effect->name, a[i].name, w->effect->name, a[i].name);
	return true;
}

static bool parse_effect(struct scan *s, struct fault_rule *r)
{
	struct fault_what *w = &r->what;
	const char *word;
	char names[256];
	size_t len = scan_word(s, &word);

	fault_effect_names(r->calls, names, sizeof(names));
	if (len > 1 && word[0] == 'E') {
		w->effect = fault_effect_named("error", 5);
		s->at = word;
		if (!scan_value(s, &w->effect->arg[0], &w->arg[0]))
			return false;
	} else {
		w->effect = fault_effect_named(word, len);
		if (!w->effect)
			return scan_wrong(s, word, "no effect '%.*s'; expected an errno or %s",
			    (int)len, word, names);
		if (!parse_args(s, w))
			return false;
	}
	if (r->calls & ~w->effect->calls)
		return scan_wrong(s, word, "%s can not happen to %s; expected %s", w->effect->name,
		    fault_call_name(r->calls), names);
	if ((r->calls & FAULT_ALLOC) && w->arg[0] != ENOMEM)
		return scan_wrong(s, word, "alloc fails with ENOMEM alone; expected that");
	return true;
}

static bool parse_rule(struct scan *s, struct fault_rule *r)
{
	const char *start;
	size_t len;

	*r = (struct fault_rule){ 0 };
	s->at += strspn(s->at, " \t\n");
	start = s->at;
	if (!parse_call(s, r) || !parse_filters(s, r) ||
	    !scan_expect(s, ':', "before the occurrence") || !parse_occurrence(s, r) ||
	    !scan_expect(s, '=', "before the effect") || !parse_effect(s, r))
		return false;
	len = s->at - start;
	if (len >= FAULT_TEXT)
		return scan_wrong(s, start, "a fault of %zu bytes; expected %d at most", len,
		    FAULT_TEXT - 1);
	memcpy(r->text, start, len);
	return true;
}

int fault_parse(const char *text, struct fault_rule *rules, size_t max, char why[FAULT_WHY])
{
	struct scan s = { .text = text, .at = text, .why = why };
	size_t n = 0;

	do {
		if (n == max) {
			scan_wrong(&s, s.at, "a fault too many; expected %zu at most", max);
			break;
		}
		if (!parse_rule(&s, &rules[n]))
			break;
		for (size_t i = 0; i < n; i++)
			if (fault_contradict(&rules[i], &rules[n]))
				scan_wrong(&s, s.at, "'%s' contradicts '%s'; expected one of them",
				    rules[n].text, rules[i].text);
		n++;
	} while (scan_take(&s, ';'));
	if (!scan_end(&s))
		scan_expect(&s, ';', "or the end");
	return s.failed ? -EINVAL : (int)n;
}
