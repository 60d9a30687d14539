/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Names for addresses of the kernel's text, out of the debug information of the
 * image.  Both the image and the library that reads it are opened on first use:
 * linked in the ordinary way, libdw would cost every process a tenth of its time.
 */
#include <dlfcn.h>
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/linux/user/linux.h"

/* A file that every tree has: tells where the tree's root is. */
#define LANDMARK "init/main.c"

/* What is used of libdw. */
/* clang-format off */
#define LIBDW(f) \
	f(dwarf_attr) \
	f(dwarf_diename) \
	f(dwarf_filesrc) \
	f(dwarf_formudata) \
	f(dwarf_getscopes) \
	f(dwarf_getsrc_die) \
	f(dwarf_getsrcfiles) \
	f(dwarf_haspc) \
	f(dwarf_lineno) \
	f(dwarf_linesrc) \
	f(dwarf_tag) \
	f(dwfl_begin) \
	f(dwfl_build_id_find_elf) \
	f(dwfl_end) \
	f(dwfl_module_addrdie) \
	f(dwfl_module_addrinfo) \
	f(dwfl_module_nextcu) \
	f(dwfl_offline_section_address) \
	f(dwfl_report_begin) \
	f(dwfl_report_elf) \
	f(dwfl_report_end) \
	f(dwfl_standard_find_debuginfo)
/* clang-format on */

#define MEMBER(name) __typeof__(&name) name;
static struct {
	LIBDW(MEMBER)
} dw;

static bool open_libdw(void)
{
	static void *library;

	if (library)
		return true;
	library = dlopen("libdw.so.1", RTLD_NOW | RTLD_LOCAL);
	if (!library)
		return false;
#define LOOK_UP(name)                                         \
	dw.name = (__typeof__(dw.name))dlsym(library, #name); \
	if (!dw.name)                                         \
		return library = NULL, false;
	LIBDW(LOOK_UP)
	return true;
}

static struct {
	char path[512]; /* of the image that is open */
	Dwfl *dwfl;
	Dwfl_Module *module;
	char root[512]; /* of the source tree, with the last slash */
} open_image;

/* What stands before LANDMARK in the one unit that is named so. */
static void find_root(void)
{
	Dwarf_Addr bias;
	Dwarf_Die *unit = NULL;

	open_image.root[0] = 0;
	while ((unit = dw.dwfl_module_nextcu(open_image.module, unit, &bias))) {
		const char *name = dw.dwarf_diename(unit);
		size_t len = name ? strlen(name) : 0, tail = strlen(LANDMARK);

		if (len <= tail || strcmp(name + len - tail, LANDMARK) ||
		    len - tail >= sizeof(open_image.root))
			continue;
		memcpy(open_image.root, name, len - tail);
		open_image.root[len - tail] = 0;
		return;
	}
}

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

static void forget_said(void)
{
	for (size_t i = 0; i < SAID; i++)
		said[i].addr = 0;
}

static void keep_said(uint64_t addr, const char *text)
{
	struct said *s = said_of(addr);

	free(s->text);
	s->text = strdup(text);
	s->addr = s->text ? addr : 0;
}

static bool open_symbols(const char *path)
{
	static Dwfl_Callbacks callbacks;

	if (open_image.dwfl && !strcmp(path, open_image.path))
		return open_image.module;
	forget_said();
	if (open_image.dwfl)
		dw.dwfl_end(open_image.dwfl);
	open_image.module = NULL;
	snprintf(open_image.path, sizeof(open_image.path), "%s", path);
	if (!open_libdw())
		return false;
	callbacks.find_elf = dw.dwfl_build_id_find_elf;
	callbacks.find_debuginfo = dw.dwfl_standard_find_debuginfo;
	callbacks.section_address = dw.dwfl_offline_section_address;
	open_image.dwfl = dw.dwfl_begin(&callbacks);
	if (!open_image.dwfl)
		return false;
	dw.dwfl_report_begin(open_image.dwfl);
	open_image.module = dw.dwfl_report_elf(open_image.dwfl, "kernel", path, -1, 0, false);
	dw.dwfl_report_end(open_image.dwfl, NULL, NULL);
	if (open_image.module)
		find_root();
	return open_image.module;
}

/* A path as one says it: from the root of the source tree. */
static const char *relative(const char *path)
{
	const char *root = *open_image.root ? strstr(path, open_image.root) : NULL;

	/* clang names units from where it ran, and files from the very root. */
	if (root && (root == path || root[-1] == '/'))
		path = root + strlen(open_image.root);
	while (!strncmp(path, "./", 2))
		path += 2;
	return path;
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
	Dwarf_Die *unit = dw.dwfl_module_addrdie(open_image.module, addr, bias);

	while (!unit || dw.dwarf_haspc(unit, addr - *bias) <= 0) {
		unit = dw.dwfl_module_nextcu(open_image.module, unit, bias);
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
	int n = dw.dwarf_getscopes(unit, addr, &scopes);

	if (n <= 0 || dw.dwarf_getsrcfiles(unit, &files, NULL))
		return;
	for (int i = 0; i < n; i++) {
		Dwarf_Attribute attr;
		Dwarf_Word file = 0, line = 0;
		const char *path, *name = dw.dwarf_diename(&scopes[i]);
		char text[320];

		if (dw.dwarf_tag(&scopes[i]) != DW_TAG_inlined_subroutine)
			continue;
		dw.dwarf_formudata(dw.dwarf_attr(&scopes[i], DW_AT_call_file, &attr), &file);
		dw.dwarf_formudata(dw.dwarf_attr(&scopes[i], DW_AT_call_line, &attr), &line);
		path = dw.dwarf_filesrc(files, file, NULL, NULL);
		snprintf(text, sizeof(text), ", in %s called at %s:%u", name ? name : "?",
		    path ? relative(path) : "?", (unsigned)line);
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
	name = dw.dwfl_module_addrinfo(open_image.module, addr, &offset, &symbol, NULL, NULL, NULL);
	if (!name)
		return false;
	snprintf(buf, len, "%s+0x%llx", name, (unsigned long long)offset + back);
	unit = unit_of(addr, &bias);
	line = unit ? dw.dwarf_getsrc_die(unit, addr - bias) : NULL;
	file = line ? dw.dwarf_linesrc(line, NULL, NULL) : NULL;
	if (!file || dw.dwarf_lineno(line, &number))
		return true;
	snprintf(text, sizeof(text), " (%s:%d", relative(file), number);
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
	if (!len || !linux_image_path() || !open_symbols(linux_image_path()) ||
	    !in_text(k->image, addr))
		return -ENOENT;
	if (s->addr != addr) {
		if (!name_address(k->image, addr, text, sizeof(text)))
			return -ENOENT;
		keep_said(addr, text);
	}
	snprintf(buf, len, "%s", s->addr == addr ? s->text : text);
	return 0;
}
