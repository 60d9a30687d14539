/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Faults as text: the way back from what rumpuser/fault/parse.c gave. */
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "fuzz/input/faults.h"

/* Filters that leave some of the calls of a name; dir=read leaves what is "read". */
static const struct {
	const char *call, *filter;
	uint32_t calls;
} filtered[] = {
	{ "disk", "dir=write", FAULT_WRITE | FAULT_DISCARD },
	{ "alloc", "kind=slab", FAULT_ALLOC_SLAB },
	{ "alloc", "kind=page", FAULT_ALLOC_PAGE },
	{ "alloc", "kind=vmalloc", FAULT_ALLOC_VMALLOC },
};

/* Memory that a kernel can not run without: it has no way to fail these. */
#define FATAL (FAULT_ARENA | FAULT_ALIAS | FAULT_UNALIAS)

const char *input_fault_call(size_t i, const char **filter, uint32_t *calls)
{
	const size_t n = sizeof(filtered) / sizeof(filtered[0]);
	const char *name;

	*filter = i < n ? filtered[i].filter : "";
	*calls = i < n ? filtered[i].calls : 0;
	if (i < n)
		return filtered[i].call;
	for (size_t k = 0; (name = fault_call_at(k, calls)); k++)
		if (!(*calls & FATAL) && i-- == n)
			break;
	return name;
}

/* A line under way. */
struct line {
	char *at;
	size_t left;
};

__attribute__((format(printf, 2, 3))) static void add(struct line *l, const char *format, ...)
{
	va_list list;
	int n;

	va_start(list, format);
	n = vsnprintf(l->at, l->left, format, list);
	va_end(list);
	if (n < 0 || (size_t)n >= l->left)
		n = l->left - 1;
	l->at += n;
	l->left -= n;
}

__attribute__((format(printf, 3, 4))) static void add_filter(struct line *l, bool *any,
    const char *format, ...)
{
	va_list list;
	char text[64];

	va_start(list, format);
	vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	add(l, "%c%s", *any ? ',' : '[', text);
	*any = true;
}

static void add_call(struct line *l, const struct fault_rule *rule)
{
	const char *name, *filter = "";
	uint32_t calls = 0;
	bool any = false;

	for (size_t i = 0; (name = input_fault_call(i, &filter, &calls)); i++)
		if (calls == rule->calls)
			break;
	add(l, "%s", name ? name : "?");
	if (*filter)
		add_filter(l, &any, "%s", filter);
	if (rule->dev != FAULT_ANY)
		add_filter(l, &any, "disk=%" PRIu32, rule->dev);
	if (rule->sector_end == UINT64_MAX && rule->sector)
		add_filter(l, &any, "sector=%" PRIu64 "..", rule->sector);
	else if (rule->sector_end == rule->sector)
		add_filter(l, &any, "sector=%" PRIu64, rule->sector);
	else if (rule->sector_end != UINT64_MAX)
		add_filter(l, &any, "sector=%" PRIu64 "..%" PRIu64, rule->sector, rule->sector_end);
	add(l, any ? "]:" : ":");
}

static void add_occurrence(struct line *l, const struct fault_rule *rule)
{
	if (rule->last == UINT64_MAX && rule->first == rule->every)
		add(l, "*");
	else
		add(l, "%" PRIu64, rule->first);
	if (rule->last == UINT64_MAX && rule->first != rule->every)
		add(l, "..");
	else if (rule->last != UINT64_MAX && rule->last != rule->first)
		add(l, "..%" PRIu64, rule->last);
	if (rule->every > 1)
		add(l, "/%" PRIu64, rule->every);
}

static void add_time(struct line *l, uint64_t ns)
{
	static const char *const units[] = { "ns", "us", "ms", "s" };
	size_t unit = 0;

	for (; unit < 3 && ns && ns % 1000 == 0; unit++)
		ns /= 1000;
	add(l, "%" PRIu64 "%s", ns, units[unit]);
}

static void add_value(struct line *l, const struct fault_arg *a, int64_t value)
{
	switch (a->kind) {
	case FAULT_ARG_ERRNO:
		add(l, "%s", strerrorname_np(value));
		break;
	case FAULT_ARG_TIME:
		add_time(l, value);
		break;
	case FAULT_ARG_JUMP:
		add(l, value < 0 ? "-" : "+");
		add_time(l, value < 0 ? -(uint64_t)value : (uint64_t)value);
		break;
	case FAULT_ARG_SIGNED:
		add(l, "%+" PRId64, value);
		break;
	default:
		add(l, "%" PRId64, value);
	}
}

/* The first argument stands alone, others have their name. */
static void add_args(struct line *l, const struct fault_what *w)
{
	const char *sep = "(";

	for (int i = 0; i < FAULT_ARGS && w->effect->arg[i].kind; i++) {
		const struct fault_arg *a = &w->effect->arg[i];

		if (!a->needed && w->arg[i] == a->initial)
			continue;
		add(l, "%s", sep);
		sep = ",";
		if (i || a->kind == FAULT_ARG_FLAG)
			add(l, "%s", a->name);
		if (i && a->kind != FAULT_ARG_FLAG)
			add(l, "=");
		if (a->kind != FAULT_ARG_FLAG)
			add_value(l, a, w->arg[i]);
	}
	if (*sep == ',')
		add(l, ")");
}

void input_fault_print(const struct fault_rule *rule, char text[FAULT_TEXT])
{
	struct line l = { text, FAULT_TEXT };

	add_call(&l, rule);
	add_occurrence(&l, rule);
	add(&l, "=");
	if (strcmp(rule->what.effect->name, "error") == 0) {
		add_value(&l, &rule->what.effect->arg[0], rule->what.arg[0]);
	} else {
		add(&l, "%s", rule->what.effect->name);
		add_args(&l, &rule->what);
	}
}

void input_fault_texts(const struct input *in, char text[INPUT_FAULT_TEXT])
{
	struct line l = { text, INPUT_FAULT_TEXT };

	*text = 0;
	for (uint32_t i = 0; i < in->nfault; i++)
		add(&l, "%s%s", i ? ";" : "", in->fault[i].text);
}

bool input_fault_add(struct input *in, const char *text)
{
	char all[INPUT_FAULT_TEXT], why[FAULT_WHY];
	struct fault_rule rule[INPUT_FAULTS];
	size_t len;

	input_fault_texts(in, all);
	len = strlen(all);
	snprintf(all + len, sizeof(all) - len, "%s%s", in->nfault ? ";" : "", text);
	if (fault_parse(all, rule, INPUT_FAULTS, why) != (int)in->nfault + 1 ||
	    rule[in->nfault].calls & FATAL)
		return false;
	in->fault[in->nfault] = rule[in->nfault];
	in->nfault++;
	return true;
}

void input_fault_drop(struct input *in, uint32_t i)
{
	in->nfault--;
	memmove(&in->fault[i], &in->fault[i + 1], (in->nfault - i) * sizeof(in->fault[0]));
}
