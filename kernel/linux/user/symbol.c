/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Names for addresses of the kernel's text, out of the debug information of the
 * image.
 */
#include <dwarf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/linux/user/linux.h"
#include "kernel/linux/user/symbol_internal.h"

/* What was said of an address lately.  One defect is met again and again. */
#define SAID 1024
static struct said {
	uint64_t addr; /* 0: nothing */
	char *text;
} said[SAID];

static struct said *said_of(uint64_t addr)
{
	return &said[(addr ^ addr >> 10) % SAID];
}

/* What was said of another image. */
static void forget_said(void)
{
	static unsigned opened; /* when it was said */

	for (size_t i = 0; i < SAID && opened != symbol_image.opened; i++)
		said[i].addr = 0;
	opened = symbol_image.opened;
}

static void keep_said(uint64_t addr, const char *text)
{
	struct said *s = said_of(addr);

	free(s->text);
	s->text = strdup(text);
	s->addr = s->text ? addr : 0;
}

/* Appends to buf, as far as there is room. */
static void append(char *buf, size_t len, const char *text)
{
	size_t at = strlen(buf);

	snprintf(buf + at, len - at, "%s", text);
}

/* The compilation unit of an address.  clang writes no table that says which
 * it is, so then each unit is asked. */
static Dwarf_Die *unit_of(Dwarf_Addr addr, Dwarf_Addr *bias)
{
	Dwarf_Die *unit = symbol_dw.dwfl_module_addrdie(symbol_image.module, addr, bias);

	while (!unit || symbol_dw.dwarf_haspc(unit, addr - *bias) <= 0) {
		unit = symbol_dw.dwfl_module_nextcu(symbol_image.module, unit, bias);
		if (!unit)
			break;
	}
	return unit;
}

/* What was inlined at the address, innermost first, and where it was called. */
static void append_inlined(Dwarf_Die *unit, Dwarf_Addr addr, char *buf, size_t len)
{
	Dwarf_Die *scopes;
	Dwarf_Files *files;
	int n = symbol_dw.dwarf_getscopes(unit, addr, &scopes);

	if (n <= 0 || symbol_dw.dwarf_getsrcfiles(unit, &files, NULL))
		return;
	for (int i = 0; i < n; i++) {
		Dwarf_Attribute attr;
		Dwarf_Word file = 0, line = 0;
		const char *path, *name = symbol_dw.dwarf_diename(&scopes[i]);
		char text[320];

		if (symbol_dw.dwarf_tag(&scopes[i]) != DW_TAG_inlined_subroutine)
			continue;
		symbol_dw.dwarf_formudata(symbol_dw.dwarf_attr(&scopes[i], DW_AT_call_file, &attr),
		    &file);
		symbol_dw.dwarf_formudata(symbol_dw.dwarf_attr(&scopes[i], DW_AT_call_line, &attr),
		    &line);
		path = symbol_dw.dwarf_filesrc(files, file, NULL, NULL);
		snprintf(text, sizeof(text), ", in %s called at %s:%u", name ? name : "?",
		    path ? symbol_relative(path) : "?", (unsigned)line);
		append(buf, len, text);
	}
	free(scopes);
}

/* True where a call stands before the address: it is where the call returns
 * to, and what was meant is the call. */
static bool after_call(const struct rump_image *image, uint64_t addr)
{
	const uint8_t *p = (const uint8_t *)(uintptr_t)addr;
	uint64_t start = (uintptr_t)image->text, end = (uintptr_t)image->text_end, target;
	int32_t distance;

	if (addr < start + 5)
		return false;
	memcpy(&distance, p - 4, sizeof(distance));
	target = addr + distance;
	if (p[-5] == 0xe8 && target >= start && target < end)
		return true;
	return p[-2] == 0xff && (p[-1] & 0xf8) == 0xd0; /* call *%reg */
}

static bool in_text(const struct rump_image *image, uint64_t addr)
{
	return addr >= (uintptr_t)image->text && addr < (uintptr_t)image->text_end;
}

/* Writes the name of an address of the text; false where it has none. */
static bool name_address(const struct rump_image *image, uint64_t addr, char *buf, size_t len)
{
	const char *name, *file;
	Dwarf_Line *line;
	Dwarf_Addr bias;
	Dwarf_Die *unit;
	GElf_Off offset;
	GElf_Sym symbol;
	char text[320];
	int number, back;

	back = after_call(image, addr);
	addr -= back;
	name = symbol_dw.dwfl_module_addrinfo(symbol_image.module, addr, &offset, &symbol, NULL,
	    NULL, NULL);
	if (!name)
		return false;
	snprintf(buf, len, "%s+0x%llx", name, (unsigned long long)offset + back);
	unit = unit_of(addr, &bias);
	line = unit ? symbol_dw.dwarf_getsrc_die(unit, addr - bias) : NULL;
	file = line ? symbol_dw.dwarf_linesrc(line, NULL, NULL) : NULL;
	if (!file || symbol_dw.dwarf_lineno(line, &number))
		return true;
	snprintf(text, sizeof(text), " (%s:%d", symbol_relative(file), number);
	append(buf, len, text);
	append_inlined(unit, addr - bias, buf, len);
	append(buf, len, ")");
	return true;
}

int linux_symbolise(struct kern_impl *k, uint64_t addr, char *buf, size_t len)
{
	const struct said *s = said_of(addr);
	char text[512];

	/* Files first: a process may drop the right to open any later. */
	if (!len || !linux_image_path() || !symbol_open(linux_image_path()) ||
	    !in_text(k->image, addr))
		return -ENOENT;
	forget_said();
	if (s->addr != addr) {
		if (!name_address(k->image, addr, text, sizeof(text)))
			return -ENOENT;
		keep_said(addr, text);
	}
	snprintf(buf, len, "%s", s->addr == addr ? s->text : text);
	return 0;
}
