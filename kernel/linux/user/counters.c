/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Line counters: the kernel's objects carry those of gcov, and they are a file,
 * see counters.h.  A snapshot does not cover them, so a restore leaves them alone; a
 * process that was forked and boots a kernel of its own begins a file of its own.
 */
#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kernel/linux/user/counters.h"
#include "kernel/linux/user/linux.h"

static struct {
	int fd;      /* of the file; -1: there is none */
	pid_t owner; /* the process that made it */
	off_t end;   /* of the last record */
	struct counters_head head;
	char why[1200];
} file = { .fd = -1 };

#define FAIL(error, why, ...) \
	(snprintf(file.why, sizeof(file.why), __VA_ARGS__), *(why) = file.why, -(error))

/* The note of a section of notes, or NULL. */
static const uint8_t *find_note(const uint8_t *at, size_t len)
{
	while (len >= sizeof(Elf64_Nhdr)) {
		const Elf64_Nhdr *note = (const void *)at;
		const size_t name = (note->n_namesz + 3ull) & ~3ull;
		const size_t desc = (note->n_descsz + 3ull) & ~3ull;
		const size_t all = sizeof(*note) + name + desc;

		if (name > len || desc > len || all > len)
			return NULL;
		if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == sizeof(ELF_NOTE_GNU) &&
		    note->n_descsz == COUNTERS_BUILD_ID &&
		    !memcmp(note + 1, ELF_NOTE_GNU, sizeof(ELF_NOTE_GNU)))
			return at + sizeof(*note) + name;
		at += all;
		len -= all;
	}
	return NULL;
}

bool counters_build_id(const void *elf, size_t len, uint8_t id[COUNTERS_BUILD_ID])
{
	const Elf64_Ehdr *eh = elf;
	const Elf64_Shdr *sh;
	const uint8_t *note = NULL;

	if (len < sizeof(*eh) || eh->e_shentsize != sizeof(*sh) || eh->e_shoff > len ||
	    eh->e_shnum > (len - eh->e_shoff) / sizeof(*sh))
		return false;
	sh = (const void *)((const uint8_t *)elf + eh->e_shoff);
	for (int i = 0; i < eh->e_shnum && !note; i++) {
		if (sh[i].sh_type == SHT_NOTE && sh[i].sh_offset <= len &&
		    sh[i].sh_size <= len - sh[i].sh_offset)
			note = find_note((const uint8_t *)elf + sh[i].sh_offset, sh[i].sh_size);
	}
	if (note)
		memcpy(id, note, COUNTERS_BUILD_ID);
	return note;
}

/* A further record; what is counted from now on goes there. */
static int begin_record(const char *name)
{
	const off_t at = file.end, end = at + COUNTERS_HEAD + (off_t)file.head.len;
	void *counters;
	size_t len;

	strncpy(file.head.name, name ? name : "process", sizeof(file.head.name) - 1);
	if (!linux_image_counters(&counters, &len))
		return -ENOENT;
	if (ftruncate(file.fd, end) ||
	    pwrite(file.fd, &file.head, sizeof(file.head), at) != sizeof(file.head))
		return -errno;
	if (mmap(counters, len, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file.fd,
		at + COUNTERS_HEAD) == MAP_FAILED)
		return -errno;
	file.end = end;
	return 0;
}

/* Under a name that nothing has, once it is whole: a number of the process may have
 * been that of another before. */
static int show(const char *folder, const char *hidden)
{
	char path[512];

	for (unsigned n = 0;; n++) {
		if (snprintf(path, sizeof(path), "%s/%d.%u", folder, file.owner, n) >=
		    (int)sizeof(path))
			return -ENAMETOOLONG;
		if (!link(hidden, path))
			return unlink(hidden) ? -errno : 0;
		if (errno != EEXIST)
			return -errno;
	}
}

static int begin_file(const char *folder, const char *subject, size_t len)
{
	char hidden[512];
	const void *elf;
	int error;

	if (snprintf(hidden, sizeof(hidden), "%s/.%d", folder, file.owner) >= (int)sizeof(hidden))
		return -ENAMETOOLONG;
	file.fd = open(hidden, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (file.fd < 0)
		return -errno;
	file.end = 0;
	file.head = (struct counters_head){
		.magic = COUNTERS_MAGIC,
		.version = COUNTERS_VERSION,
		.head = COUNTERS_HEAD,
		.len = len,
	};
	elf = linux_image_file(&len);
	if (!counters_build_id(elf, len, file.head.build_id))
		error = -ENOEXEC;
	else
		error = flock(file.fd, LOCK_SH) ? -errno : begin_record(subject);
	if (!error)
		error = show(folder, hidden);
	if (error)
		unlink(hidden);
	return error;
}

int linux_counters_start(const char *subject, const char **why)
{
	const char *folder = getenv("RUMPUS_COVERAGE");
	void *counters;
	size_t len;
	int error;

	if (!folder || !*folder || !linux_image_counters(&counters, &len))
		return 0;
	if (*folder != '/')
		return FAIL(EINVAL, why,
		    "RUMPUS_COVERAGE is \"%s\"; expected a folder by its absolute path", folder);
	if (file.fd >= 0 && file.owner == getpid())
		return 0; /* a further kernel of the same process */
	linux_counters_gone();
	file.owner = getpid();
	error = begin_file(folder, subject, len);
	if (!error)
		return 0;
	linux_counters_gone();
	return FAIL(EIO, why, "%s: no file of line counters can be made there: %s", folder,
	    strerror(-error));
}

void linux_counters_gone(void)
{
	if (file.fd >= 0)
		close(file.fd);
	file.fd = -1;
}

int linux_subject(struct kern_impl *k, const char *name)
{
	(void)k;
	return file.fd >= 0 && file.owner == getpid() ? begin_record(name) : 0;
}
