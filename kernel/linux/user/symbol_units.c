/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Which part of the kernel's text was compiled from which files. */
#include <stdlib.h>
#include <string.h>

#include "kernel/linux/user/linux.h"
#include "kernel/linux/user/symbol_internal.h"

/* True where `path` is one of the blank-separated files, or below one of the folders. */
static bool listed(const char *list, const char *path)
{
	for (const char *at = list; *(at += strspn(at, " "));) {
		const size_t len = strcspn(at, " ");

		if (!strncmp(path, at, len) && (path[len] == '/' || path[len] == '\0'))
			return true;
		at += len;
	}
	return false;
}

static bool append(struct linux_text *t, uint64_t from, uint64_t to)
{
	struct linux_span *span = t->span;

	if (t->n == t->room) {
		t->room = t->room ? 2 * t->room : 64;
		span = realloc(span, t->room * sizeof(*span));
		if (!span)
			return false;
		t->span = span;
	}
	span[t->n++] = (struct linux_span){ from, to };
	return true;
}

static bool append_unit(struct linux_text *t, Dwarf_Die *unit)
{
	Dwarf_Addr base, from, to;
	ptrdiff_t at = 0;

	while ((at = symbol_dw.dwarf_ranges(unit, at, &base, &from, &to)) > 0)
		if (from < to && !append(t, from, to))
			return false;
	return at == 0;
}

static int by_address(const void *a, const void *b)
{
	const struct linux_span *x = a, *y = b;

	return x->from < y->from ? -1 : x->from > y->from;
}

bool linux_text_of(const char *sources, struct linux_text *t)
{
	Dwarf_Die *unit = NULL;
	Dwarf_Addr bias;
	bool whole = true;

	*t = (struct linux_text){ 0 };
	if (!linux_image_path() || !symbol_open(linux_image_path()))
		return false;
	while (whole && (unit = symbol_dw.dwfl_module_nextcu(symbol_image.module, unit, &bias))) {
		const char *name = symbol_dw.dwarf_diename(unit);

		if (name && listed(sources, symbol_relative(name)))
			whole = append_unit(t, unit);
	}
	if (t->n)
		qsort(t->span, t->n, sizeof(*t->span), by_address);
	return whole;
}

bool linux_text_has(const struct linux_text *t, uint64_t addr)
{
	size_t low = 0, high = t->n;

	while (low < high) { /* the first that begins behind the address */
		const size_t middle = (low + high) / 2;

		if (t->span[middle].from <= addr)
			low = middle + 1;
		else
			high = middle;
	}
	return low && addr < t->span[low - 1].to;
}
