/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Opens the debug information of the image.  Both the image and the library that
 * reads it are opened on first use: linked in the ordinary way, libdw would cost every
 * process a tenth of its time.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "kernel/linux/user/symbol_internal.h"

/* A file that every tree has: tells where the tree's root is. */
#define LANDMARK "init/main.c"

struct symbol_dw symbol_dw;
struct symbol_image symbol_image;

static bool open_libdw(void)
{
	static void *library;

	if (library)
		return true;
	library = dlopen("libdw.so.1", RTLD_NOW | RTLD_LOCAL);
	if (!library)
		return false;
#define LOOK_UP(name)                                                       \
	symbol_dw.name = (__typeof__(symbol_dw.name))dlsym(library, #name); \
	if (!symbol_dw.name)                                                \
		return library = NULL, false;
	SYMBOL_LIBDW(LOOK_UP)
	return true;
}

/* What stands before LANDMARK in the one unit that is named so. */
static void find_root(void)
{
	Dwarf_Addr bias;
	Dwarf_Die *unit = NULL;

	symbol_image.root[0] = 0;
	while ((unit = symbol_dw.dwfl_module_nextcu(symbol_image.module, unit, &bias))) {
		const char *name = symbol_dw.dwarf_diename(unit);
		size_t len = name ? strlen(name) : 0, tail = strlen(LANDMARK);

		if (len <= tail || strcmp(name + len - tail, LANDMARK) ||
		    len - tail >= sizeof(symbol_image.root))
			continue;
		memcpy(symbol_image.root, name, len - tail);
		symbol_image.root[len - tail] = 0;
		return;
	}
}

bool symbol_open(const char *path)
{
	static Dwfl_Callbacks callbacks;

	if (symbol_image.dwfl && !strcmp(path, symbol_image.path))
		return symbol_image.module;
	symbol_image.opened++;
	if (symbol_image.dwfl)
		symbol_dw.dwfl_end(symbol_image.dwfl);
	symbol_image.module = NULL;
	snprintf(symbol_image.path, sizeof(symbol_image.path), "%s", path);
	if (!open_libdw())
		return false;
	callbacks.find_elf = symbol_dw.dwfl_build_id_find_elf;
	callbacks.find_debuginfo = symbol_dw.dwfl_standard_find_debuginfo;
	callbacks.section_address = symbol_dw.dwfl_offline_section_address;
	symbol_image.dwfl = symbol_dw.dwfl_begin(&callbacks);
	if (!symbol_image.dwfl)
		return false;
	symbol_dw.dwfl_report_begin(symbol_image.dwfl);
	symbol_image.module =
	    symbol_dw.dwfl_report_elf(symbol_image.dwfl, "kernel", path, -1, 0, false);
	symbol_dw.dwfl_report_end(symbol_image.dwfl, NULL, NULL);
	if (symbol_image.module)
		find_root();
	return symbol_image.module;
}

const char *symbol_relative(const char *path)
{
	const char *root = *symbol_image.root ? strstr(path, symbol_image.root) : NULL;

	/* clang names units from where it ran, and files from the very root. */
	if (root && (root == path || root[-1] == '/'))
		path = root + strlen(symbol_image.root);
	while (!strncmp(path, "./", 2))
		path += 2;
	return path;
}
