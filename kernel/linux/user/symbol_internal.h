/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the files that read debug information share with one another and with nobody
 * else. */
#ifndef RUMPUS_SYMBOL_INTERNAL_H
#define RUMPUS_SYMBOL_INTERNAL_H

#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>
#include <stdbool.h>

/* What is used of libdw. */
/* clang-format off */
#define SYMBOL_LIBDW(f) \
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
	f(dwarf_ranges) \
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

#define SYMBOL_MEMBER(name) __typeof__(&name) name;
struct symbol_dw {
	SYMBOL_LIBDW(SYMBOL_MEMBER)
};
extern struct symbol_dw symbol_dw;

/* The image that is open. */
struct symbol_image {
	char path[512];
	unsigned opened; /* how many were until now */
	Dwfl *dwfl;
	Dwfl_Module *module;
	char root[512]; /* of the source tree, with the last slash */
};
extern struct symbol_image symbol_image;

/* Opens the image of a path, where it is not; false: it can not be read. */
bool symbol_open(const char *path);
/* A path as one says it: from the root of the source tree. */
const char *symbol_relative(const char *path);

#endif
