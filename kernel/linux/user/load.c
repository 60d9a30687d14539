/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Maps a kernel image.  Its text is mapped from the file, so that perf and gdb
 * find it; it stays mapped until another variant is asked for, and a second
 * boot only makes what a snapshot covers fresh again: coverage keeps counting.
 */
#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/harness.h"
#include "kernel/linux/user/linux.h"

/* The shadow of every address a process can have: the kernel also looks at
 * the host's memory, which is never poisoned. */
#define SHADOW_LEN ((1ull << 47) >> 3)

static struct {
	char path[512];
	char why[1200];
	const uint8_t *elf; /* the whole file */
	size_t len;
	uintptr_t from, to; /* what the segments span; 0: nothing is mapped */
	const struct rump_image *image;
	uint64_t shadow;
	bool pinned; /* coverage is registered: must stay where it is */
} loaded;

const char *linux_image_path(void)
{
	return loaded.image ? loaded.path : NULL;
}

#define FAIL(error, why, ...) \
	(snprintf(loaded.why, sizeof(loaded.why), __VA_ARGS__), *(why) = loaded.why, -(error))

static const Elf64_Ehdr *header(void)
{
	return (const Elf64_Ehdr *)loaded.elf;
}

static const Elf64_Phdr *program_header(int i)
{
	return (const Elf64_Phdr *)(loaded.elf + header()->e_phoff) + i;
}

static uintptr_t page_down(uintptr_t at)
{
	return at & ~(RUMP_PAGE - 1);
}

static uintptr_t page_up(uintptr_t at)
{
	return page_down(at + RUMP_PAGE - 1);
}

/* True where the headers make sense and what they name lies in the file. */
static bool check_headers(void)
{
	const Elf64_Ehdr *eh = header();

	if (loaded.len < sizeof(*eh) || memcmp(eh->e_ident, ELFMAG, SELFMAG) ||
	    eh->e_ident[EI_CLASS] != ELFCLASS64 || eh->e_machine != EM_X86_64 ||
	    eh->e_type != ET_EXEC || eh->e_phentsize != sizeof(Elf64_Phdr) ||
	    eh->e_phoff > loaded.len ||
	    eh->e_phnum > (loaded.len - eh->e_phoff) / sizeof(Elf64_Phdr))
		return false;
	loaded.from = UINTPTR_MAX;
	loaded.to = 0;
	for (int i = 0; i < eh->e_phnum; i++) {
		const Elf64_Phdr *ph = program_header(i);

		if (ph->p_type != PT_LOAD)
			continue;
		if (ph->p_offset > loaded.len || ph->p_filesz > loaded.len - ph->p_offset ||
		    ph->p_filesz > ph->p_memsz || ph->p_vaddr + ph->p_memsz > RUMP_ARENA_BASE ||
		    (ph->p_vaddr - ph->p_offset) % RUMP_PAGE)
			return false;
		if (ph->p_vaddr < loaded.from)
			loaded.from = page_down(ph->p_vaddr);
		if (ph->p_vaddr + ph->p_memsz > loaded.to)
			loaded.to = page_up(ph->p_vaddr + ph->p_memsz);
	}
	return loaded.from < loaded.to;
}

static void unload(void)
{
	linux_gdb_remove();
	linux_counters_gone();
	if (loaded.shadow)
		munmap((void *)loaded.shadow, SHADOW_LEN);
	if (loaded.to)
		munmap((void *)loaded.from, loaded.to - loaded.from);
	if (loaded.elf)
		munmap((void *)loaded.elf, loaded.len);
	loaded.elf = NULL;
	loaded.to = loaded.shadow = 0;
	loaded.image = NULL;
}

const void *linux_image_file(size_t *len)
{
	*len = loaded.len;
	return loaded.image ? loaded.elf : NULL;
}

/* A segment of their own, see vmlinux.lds.S. */
bool linux_image_counters(void **from, size_t *len)
{
	const struct rump_image *image = loaded.image;

	if (!image || image->gcov == image->gcov_end)
		return false;
	for (int i = 0; i < header()->e_phnum; i++) {
		const Elf64_Phdr *ph = program_header(i);

		if (ph->p_type != PT_LOAD || ph->p_vaddr != (uintptr_t)image->counters)
			continue;
		*from = image->counters;
		*len = page_up(ph->p_memsz);
		return true;
	}
	return false;
}

static bool map_fixed(uintptr_t at, size_t len, int prot, int flags, int fd, off_t offset)
{
	return !len || mmap((void *)at, len, prot, MAP_PRIVATE | MAP_FIXED | flags, fd, offset) !=
	                   MAP_FAILED;
}

/* Maps the part of a segment that lies in [from, to) afresh. */
static bool map_segment(const Elf64_Phdr *ph, int fd, uintptr_t from, uintptr_t to)
{
	int prot = (ph->p_flags & PF_R ? PROT_READ : 0) | (ph->p_flags & PF_W ? PROT_WRITE : 0) |
	           (ph->p_flags & PF_X ? PROT_EXEC : 0);
	int populate = ph->p_flags & PF_W ? MAP_POPULATE : 0;
	uintptr_t start = page_down(ph->p_vaddr), end = page_up(ph->p_vaddr + ph->p_memsz);
	uintptr_t file_end = ph->p_vaddr + ph->p_filesz;
	uintptr_t split = ph->p_filesz ? page_up(file_end) : start; /* zeroes from here on */
	uintptr_t zero;

	if (from > start)
		start = from;
	if (to < end)
		end = to;
	if (start >= end)
		return true;
	if (split < start)
		split = start;
	if (split > end)
		split = end;
	zero = split > file_end ? split - file_end : 0;
	if (!map_fixed(start, split - start, prot, populate, fd,
		start - page_down(ph->p_vaddr) + page_down(ph->p_offset)) ||
	    !map_fixed(split, end - split, prot, populate | MAP_ANONYMOUS, -1, 0))
		return false;
	if (zero && zero < RUMP_PAGE && (ph->p_flags & PF_W))
		memset((void *)file_end, 0, zero);
	return true;
}

static bool map_segments(int fd, uintptr_t from, uintptr_t to, bool writable_only)
{
	for (int i = 0; i < header()->e_phnum; i++) {
		const Elf64_Phdr *ph = program_header(i);

		if (ph->p_type != PT_LOAD || (writable_only && !(ph->p_flags & PF_W)))
			continue;
		if (!map_segment(ph, fd, from, to))
			return false;
	}
	return true;
}

/* Is this a kernel, and one that speaks our hypercalls? */
static int check_image(const char **why)
{
	const struct rump_image *image = (const void *)header()->e_entry;
	uintptr_t at = (uintptr_t)image;

	if (at < loaded.from || at + sizeof(*image) > loaded.to || image->magic != RUMP_IMAGE_MAGIC)
		return FAIL(ENOEXEC, why, "%s: not a rump kernel image: rebuild with make kernel",
		    loaded.path);
	if (image->hyp_version != HYP_VERSION || image->hyp_size != sizeof(struct hyp_ops))
		return FAIL(EPROTONOSUPPORT, why,
		    "%s: kernel image built for hypercalls version %u (size %u), this host "
		    "offers version %u (size %zu): rebuild with make kernel",
		    loaded.path, image->hyp_version, image->hyp_size, HYP_VERSION,
		    sizeof(struct hyp_ops));
	loaded.image = image;
	return 0;
}

static int map_shadow(const char **why)
{
	uint64_t shadow = loaded.image->shadow_offset;
	void *at;

	if (!shadow)
		return 0;
	at = mmap((void *)shadow, SHADOW_LEN, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
	if (at == MAP_FAILED)
		return FAIL(ENOMEM, why, "%s: can not map the KASAN shadow at %#llx: %s",
		    loaded.path, (unsigned long long)shadow, strerror(errno));
	loaded.shadow = shadow;
	madvise(at, SHADOW_LEN, MADV_DONTDUMP);
	return 0;
}

static int map_image(int fd, const char **why)
{
	int error;

	loaded.elf = mmap(NULL, loaded.len, PROT_READ, MAP_PRIVATE, fd, 0);
	if (loaded.elf == MAP_FAILED) {
		loaded.elf = NULL;
		return FAIL(ENOMEM, why, "%s: can not be mapped: %s", loaded.path, strerror(errno));
	}
	if (!check_headers()) {
		loaded.to = 0;
		return FAIL(ENOEXEC, why,
		    "%s: not a complete ELF executable for x86-64: rebuild with make kernel",
		    loaded.path);
	}
	if (mmap((void *)loaded.from, loaded.to - loaded.from, PROT_NONE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1,
		0) != (void *)loaded.from) {
		loaded.to = 0;
		return FAIL(EEXIST, why, "%s: its addresses are taken in this process",
		    loaded.path);
	}
	if (!map_segments(fd, loaded.from, loaded.to, false))
		return FAIL(ENOMEM, why, "%s: can not be mapped: %s", loaded.path, strerror(errno));
	error = check_image(why);
	if (!error)
		error = map_shadow(why);
	return error;
}

static int load_new(const char *path, const char **why)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), error;
	struct stat st;

	if (fd < 0)
		return FAIL(errno, why, "%s: %s%s", path, strerror(errno),
		    errno == ENOENT ? ": build it with make kernel" : "");
	unload();
	snprintf(loaded.path, sizeof(loaded.path), "%s", path);
	loaded.len = fstat(fd, &st) ? 0 : st.st_size;
	error = loaded.len ? map_image(fd, why)
	                   : FAIL(ENOEXEC, why, "%s: empty: rebuild with make kernel", path);
	close(fd);
	if (error) {
		unload();
		return error;
	}
	linux_gdb_add(loaded.elf, loaded.len);
	loaded.pinned = linux_coverage_register(loaded.image);
	return 0;
}

/* Makes data and shadow of the mapped image as they were in the file. */
static int load_again(const char **why)
{
	const struct rump_image *image = loaded.image;
	uintptr_t from = (uintptr_t)image->data, to = (uintptr_t)image->data_end;
	int fd = open(loaded.path, O_RDONLY | O_CLOEXEC);
	bool mapped;

	if (fd < 0)
		return FAIL(errno, why, "%s: %s", loaded.path, strerror(errno));
	mapped = map_segments(fd, from, to, true);
	close(fd);
	if (!mapped)
		return FAIL(ENOMEM, why, "%s: can not be mapped: %s", loaded.path, strerror(errno));
	if (loaded.shadow)
		madvise((void *)loaded.shadow, SHADOW_LEN, MADV_DONTNEED);
	return 0;
}

int linux_load(const char *variant, const struct rump_image **image, const char **why)
{
	char path[sizeof(loaded.path)];
	int error;

	if (snprintf(path, sizeof(path), "%s/kernel/linux-%s/kernel.elf", harness_build(),
		variant) >= (int)sizeof(path))
		return FAIL(ENAMETOOLONG, why, "linux-%.40s: the path of the kernel is too long",
		    variant);
	if (loaded.image && !strcmp(path, loaded.path))
		error = load_again(why);
	else if (loaded.image && loaded.pinned)
		error = FAIL(EBUSY, why, "%s: %s is loaded, and its coverage in use", path,
		    loaded.path);
	else
		error = load_new(path, why);
	*image = loaded.image;
	return error;
}
