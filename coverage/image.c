/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Where the image has the counters of its objects, by what the compiler of gcc 12
 * left in it for libgcov. */
#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coverage/cover.h"
#include "kernel/linux/arch/rump/include/asm/image.h"

#define VERSION 0x42320000u /* "B2", gcc 12, in the upper half */
#define KINDS_OF_COUNTERS 8

/* gcc's libgcov.h. */
struct info {
	uint32_t version;
	uint64_t next;
	uint32_t stamp, checksum;
	uint64_t filename;
	uint64_t merge[KINDS_OF_COUNTERS];
	uint32_t functions;
	uint64_t function;
};

struct info_function {
	uint64_t key;
	uint32_t ident, checksum[2];
	struct {
		uint32_t n;
		uint64_t values;
	} arcs;
};

struct elf {
	char path[600];
	const uint8_t *at;
	size_t len;
	uint64_t counters; /* where they begin */
};

/* `len` bytes that the image has at an address. */
static const void *at(const struct elf *e, uint64_t addr, size_t len)
{
	const Elf64_Ehdr *eh = (const void *)e->at;
	const Elf64_Phdr *ph = (const void *)(e->at + eh->e_phoff);

	for (int i = 0; i < eh->e_phnum; i++, ph++)
		if (ph->p_type == PT_LOAD && addr >= ph->p_vaddr &&
		    addr - ph->p_vaddr < ph->p_filesz &&
		    len <= ph->p_filesz - (addr - ph->p_vaddr) &&
		    ph->p_offset + ph->p_filesz <= e->len)
			return e->at + ph->p_offset + (addr - ph->p_vaddr);
	die("%s: not a whole kernel image: rebuild with make kernel-cov", e->path);
}

/* The name of an object out of that of its file of counters, which is where it was
 * built. */
static char *object_name(const struct elf *e, uint64_t filename)
{
	const char *path = at(e, filename, 1), *obj = strstr(path, "/obj/");
	char *name;

	if (!obj || !strstr(obj, ".gcda"))
		die("%s: an object counts into %s; expected a file below obj", e->path, path);
	name = copy_text(obj + strlen("/obj/"));
	*strstr(name, ".gcda") = '\0';
	return name;
}

/* Gives a function its counters.  Both lists have the functions in the same order. */
static void place_function(const struct elf *e, const struct object *o,
    const struct info_function *f, struct function **next)
{
	struct function *end = o->function + o->functions;

	while (*next < end && (*next)->ident != f->ident)
		++*next;
	if (*next == end)
		*next = o->function;
	while (*next < end && (*next)->ident != f->ident)
		++*next;
	if (*next == end || (*next)->checksum[0] != f->checksum[0] ||
	    (*next)->checksum[1] != f->checksum[1] || (*next)->counters != f->arcs.n)
		die("%s: %s.gcno is of another build: rebuild with make kernel-cov", e->path,
		    o->name);
	(*next)->counter = (f->arcs.values - e->counters) / sizeof(uint64_t);
	(*next)->linked = true;
}

static void read_object(struct notes *notes, const struct elf *e, uint64_t addr)
{
	const struct info *info = at(e, addr, sizeof(*info));
	const uint64_t *function;
	struct function *next;
	struct object *o;

	if ((info->version & 0xffff0000u) != VERSION)
		die("%s: compiled by another gcc; expected gcc 12", e->path);
	notes->object = grow(notes->object, notes->objects + 1, sizeof(*o));
	o = &notes->object[notes->objects++];
	*o = (struct object){
		.name = object_name(e, info->filename),
		.version = info->version,
		.stamp = info->stamp,
		.checksum = info->checksum,
	};
	gcno_read(notes, o);
	function = at(e, info->function, info->functions * sizeof(*function));
	next = o->function;
	for (uint32_t i = 0; i < info->functions; i++) {
		const struct info_function *f = function[i] ? at(e, function[i], sizeof(*f)) : NULL;

		if (f && f->key == addr)
			place_function(e, o, f, &next);
	}
}

void image_read(struct notes *notes)
{
	struct elf e = { 0 };
	const struct rump_image *image;
	const Elf64_Ehdr *eh;
	const Elf64_Phdr *ph;
	const uint64_t *info;
	size_t n;

	snprintf(e.path, sizeof(e.path), "%s/../kernel.elf", notes->folder);
	e.at = map_file(e.path, &e.len);
	if (e.len < sizeof(*eh) || !counters_build_id(e.at, e.len, notes->build_id))
		die("%s: not a whole kernel image: rebuild with make kernel-cov", e.path);
	eh = (const void *)e.at;
	image = at(&e, eh->e_entry, sizeof(*image));
	if (image->magic != RUMP_IMAGE_MAGIC || image->gcov == image->gcov_end)
		die("%s: counts no lines; expected a kernel of variant cov", e.path);
	e.counters = (uintptr_t)image->counters;
	ph = (const void *)(e.at + eh->e_phoff);
	for (int i = 0; i < eh->e_phnum; i++)
		if (ph[i].p_vaddr == e.counters)
			notes->counters = (ph[i].p_memsz + 4095) / 4096 * 4096 / sizeof(uint64_t);
	n = image->gcov_end - image->gcov;
	info = at(&e, (uintptr_t)image->gcov, n * sizeof(*info));
	for (size_t i = 0; i < n; i++)
		read_object(notes, &e, info[i]);
}
