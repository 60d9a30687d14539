/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Runs the program of an input. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/sysmacros.h>

#include "fuzz/engine/exec_made.h"
#include "fuzz/input/calls.h"
#include "fuzz/input/ioctls.h"
#include "fuzz/input/pack.h"
#include "kernel/kern.h"

#define CONTEXTS 2

struct mapping {
	uint64_t addr;
	size_t len; /* 0: none */
};

/* What one context holds. */
struct slots {
	int fd[FUZZ_SLOTS]; /* -1: none */
	bool direct[FUZZ_SLOTS];
	uint64_t pages; /* FUZZ_IO bytes for direct I/O, which wants memory of the context's
	                   own; 0: not mapped yet */
	struct mapping map[FUZZ_SLOTS];
	unsigned opened, mapped;
};

/* A program under way. */
struct program {
	struct kern *k;
	const struct model_image *image;
	struct slots slots[CONTEXTS];
	const struct call *call;
	struct slots *now; /* of the context of the call */
	char path[2][2 * MODEL_PATH_MAX];
};

FILE *program_trace;

#define PAGE 4096

/* What the kernel reads from and writes to.  It begins between two sectors wherever the
 * linker puts it: what direct I/O says to it must not depend on that.  Who is told of more
 * bytes than there are, as an ioctl may be, comes to its end at the guard (EFAULT). */
static struct {
	uint8_t before[64];
	uint8_t bytes[FUZZ_IO];
	uint8_t after[PAGE - 64];
	uint8_t guard[256 * PAGE];
} __attribute__((aligned(PAGE))) room;
#define buffer room.bytes
_Static_assert(FUZZ_IO % PAGE == 0, "the guard begins with a page");

static void close_guard(void)
{
	static bool closed;

	if (!closed && mprotect(room.guard, sizeof(room.guard), PROT_NONE))
		exec_give_up("no guard behind the memory of calls");
	closed = true;
}

static const char *path(struct program *p, int arg)
{
	char buf[MODEL_PATH_MAX];

	snprintf(p->path[arg], sizeof(p->path[arg]), "%s%s", exec_root,
	    model_path(p->image, p->call->arg[arg], buf));
	return p->path[arg];
}

static int fd(struct program *p, int arg)
{
	return p->now->fd[p->call->arg[arg] % FUZZ_SLOTS];
}

static struct mapping *mapping(struct program *p)
{
	return &p->now->map[p->call->arg[0] % FUZZ_SLOTS];
}

/* The value of the word that argument `arg` chose. */
static uint64_t choice(struct program *p, int arg)
{
	size_t n;
	const struct call_word *words = call_words(fuzz_calls[p->call->nr].arg[arg], &n);

	return words[p->call->arg[arg]].value;
}

static const char *xname(struct program *p, int arg)
{
	size_t n;

	return call_words(ARG_XNAME, &n)[p->call->arg[arg]].name;
}

/* How many bytes argument `arg` wants moved. */
static size_t length(const struct program *p, int arg)
{
	return p->call->arg[arg] < FUZZ_IO ? p->call->arg[arg] : FUZZ_IO;
}

/* `len` bytes to write that begin with `first`. */
static const uint8_t *pattern(size_t len, uint8_t first)
{
	for (size_t i = 0; i < len; i++)
		buffer[i] = first + i * 7 + (i >> 8);
	return buffer;
}

/* Where a transfer of the descriptor of argument 0 reads from or writes to. */
static void *room_of(struct program *p)
{
	struct slots *s = p->now;

	if (!s->direct[p->call->arg[0] % FUZZ_SLOTS])
		return buffer;
	if (!s->pages && kern_mmap(p->k, &s->pages, FUZZ_IO, PROT_READ | PROT_WRITE,
			     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
		s->pages = 0;
	return s->pages ? (void *)s->pages : buffer;
}

/* The same, with a pattern in it that begins with `first`. */
static const void *filled(struct program *p, uint8_t first)
{
	void *at = room_of(p);
	const uint8_t *bytes = pattern(length(p, 1), first);

	if (at != buffer)
		kern_poke(p->k, (uint64_t)at, bytes, length(p, 1));
	return at;
}

static long do_open(struct program *p)
{
	const unsigned slot = p->now->opened++ % FUZZ_SLOTS;
	int *fd = &p->now->fd[slot];

	if (*fd >= 0)
		kern_close(p->k, *fd);
	*fd = kern_open(p->k, path(p, 0), choice(p, 1), (mode_t)p->call->arg[2]);
	p->now->direct[slot] = choice(p, 1) & O_DIRECT;
	return *fd;
}

static long do_close(struct program *p)
{
	int *slot = &p->now->fd[p->call->arg[0] % FUZZ_SLOTS];
	int was = *slot;

	*slot = -1;
	return kern_close(p->k, was);
}

static long do_copy(struct program *p)
{
	const uint64_t *a = p->call->arg;
	uint64_t from = a[1], to = a[3];

	return kern_call(p->k, KERN_COPY_FILE_RANGE, fd(p, 0), (long)&from, fd(p, 2), (long)&to,
	    a[4], 0);
}

static long unmap(struct program *p, struct mapping *m)
{
	size_t len = m->len;

	m->len = 0;
	return len ? kern_munmap(p->k, m->addr, len) : 0;
}

static long do_mmap(struct program *p)
{
	struct mapping *m = &p->now->map[p->now->mapped++ % FUZZ_SLOTS];
	const uint64_t *a = p->call->arg;
	size_t len = a[1] ? a[1] : 1;
	int error;

	unmap(p, m);
	error = kern_mmap(p->k, &m->addr, len, choice(p, 2), MAP_SHARED, fd(p, 0), a[3] & ~4095ul);
	if (!error)
		m->len = len;
	return error;
}

static long do_memory(struct program *p)
{
	struct mapping *m = mapping(p);
	uint8_t byte = p->call->arg[2];
	uint64_t at = m->addr + (m->len ? p->call->arg[1] % m->len : 0);

	if (!m->len)
		return -EFAULT;
	switch (p->call->nr) {
	case CALL_POKE:
		return kern_poke(p->k, at, &byte, 1);
	case CALL_PEEK:
		return kern_peek(p->k, &byte, at, 1);
	case CALL_MSYNC:
		return kern_msync(p->k, m->addr, m->len, MS_SYNC);
	default:
		return unmap(p, m);
	}
}

/* Closes and unmaps everything, in every context. */
static void let_go(struct program *p)
{
	for (int ctx = 0; ctx < CONTEXTS; ctx++) {
		kern_switch(p->k, ctx);
		for (int i = 0; i < FUZZ_SLOTS; i++) {
			unmap(p, &p->slots[ctx].map[i]);
			if (p->slots[ctx].fd[i] >= 0)
				kern_close(p->k, p->slots[ctx].fd[i]);
			p->slots[ctx].fd[i] = -1;
		}
		if (p->slots[ctx].pages)
			kern_munmap(p->k, p->slots[ctx].pages, FUZZ_IO);
		p->slots[ctx].pages = 0;
	}
	kern_switch(p->k, 0);
}

static long do_cycle(struct program *p)
{
	int error;

	let_go(p);
	error = exec_umount();
	return error ? error : exec_mount();
}

static long do_mknod(struct program *p)
{
	mode_t type = choice(p, 1);

	return kern_mknod(p->k, path(p, 0), type | p->call->arg[2],
	    S_ISCHR(type) ? makedev(1, 3) : 0);
}

static long do_utimens(struct program *p)
{
	struct timespec times[2] = { { .tv_sec = p->call->arg[1], .tv_nsec = 1 },
		{ .tv_sec = p->call->arg[1] >> 1, .tv_nsec = 999999999 } };

	return kern_utimens(p->k, path(p, 0), times);
}

static long do_ioctl(struct program *p)
{
	const struct call *c = p->call;
	const struct fuzz_ioctl *i = ioctl_chosen(p->image, c->arg[1]);

	memset(room.after, 0, sizeof(room.after));
	return kern_call(p->k, KERN_IOCTL, fd(p, 0), i->request,
	    pack_ioctl(buffer, sizeof(buffer), i->layout, c->data, c->len, p->now->fd));
}

static long do_freeze(struct program *p)
{
	const int error = kern_call(p->k, KERN_IOCTL, fd(p, 0), IOCTL_FREEZE, 0);

	return error ? error : kern_call(p->k, KERN_IOCTL, fd(p, 0), IOCTL_THAW, 0);
}

static long do_acl(struct program *p)
{
	static const char *const names[] = { "system.posix_acl_access",
		"system.posix_acl_default" };
	const struct call *c = p->call;

	return kern_setxattr(p->k, path(p, 0), names[c->arg[1]], buffer,
	    pack_acl(buffer, c->data, c->len), 0);
}

static long do_quota(struct program *p)
{
	const struct call *c = p->call;

	memset(buffer, 0, sizeof(buffer));
	memcpy(buffer, c->data, c->len);
	return kern_call(p->k, KERN_QUOTACTL, choice(p, 0), (long)exec_device(), c->arg[1],
	    (long)buffer);
}

static long do_advance(struct program *p)
{
	uint64_t ms = p->call->arg[0];
	struct timespec t = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 };

	return kern_call(p->k, KERN_NANOSLEEP, (long)&t, 0);
}

/* Calls on descriptors. */
static long file_call(struct program *p)
{
	const uint64_t *a = p->call->arg;
	struct kern *k = p->k;

	switch (p->call->nr) {
	case CALL_OPEN:
		return do_open(p);
	case CALL_CLOSE:
		return do_close(p);
	case CALL_READ:
		return kern_read(k, fd(p, 0), room_of(p), length(p, 1));
	case CALL_WRITE:
		return kern_write(k, fd(p, 0), filled(p, a[2]), length(p, 1));
	case CALL_PUT:
		return kern_write(k, fd(p, 0), p->call->data, p->call->len);
	case CALL_PREAD:
		return kern_pread(k, fd(p, 0), room_of(p), length(p, 1), a[2]);
	case CALL_PWRITE:
		return kern_pwrite(k, fd(p, 0), filled(p, a[2]), length(p, 1), a[3]);
	case CALL_LSEEK:
		return kern_lseek(k, fd(p, 0), a[1], choice(p, 2));
	case CALL_FTRUNCATE:
		return kern_ftruncate(k, fd(p, 0), a[1]);
	case CALL_FALLOCATE:
		return kern_fallocate(k, fd(p, 0), choice(p, 1), a[2], a[3]);
	case CALL_COPY:
		return do_copy(p);
	case CALL_FSYNC:
		return kern_fsync(k, fd(p, 0));
	case CALL_FDATASYNC:
		return kern_fdatasync(k, fd(p, 0));
	case CALL_GETDENTS:
		return kern_call(k, KERN_GETDENTS, fd(p, 0), (long)buffer, length(p, 1));
	case CALL_MMAP:
		return do_mmap(p);
	case CALL_IOCTL:
		return do_ioctl(p);
	case CALL_FREEZE:
		return do_freeze(p);
	default:
		return do_memory(p);
	}
}

/* Calls on one or two paths. */
static long path_call(struct program *p)
{
	const uint64_t *a = p->call->arg;
	struct kern *k = p->k;
	struct stat st;
	struct statfs sf;

	switch (p->call->nr) {
	case CALL_TRUNCATE:
		return kern_truncate(k, path(p, 0), a[1]);
	case CALL_STAT:
		return kern_lstat(k, path(p, 0), &st);
	case CALL_STATFS:
		return kern_statfs(k, path(p, 0), &sf);
	case CALL_MKNOD:
		return do_mknod(p);
	case CALL_MKDIR:
		return kern_mkdir(k, path(p, 0), a[1]);
	case CALL_RMDIR:
		return kern_rmdir(k, path(p, 0));
	case CALL_UNLINK:
		return kern_unlink(k, path(p, 0));
	case CALL_LINK:
		return kern_link(k, path(p, 0), path(p, 1));
	case CALL_SYMLINK:
		return kern_symlink(k, path(p, 0), path(p, 1));
	case CALL_READLINK:
		return kern_readlink(k, path(p, 0), (char *)buffer, 4096);
	case CALL_RENAME:
		return kern_rename2(k, path(p, 0), path(p, 1), choice(p, 2));
	case CALL_CHMOD:
		return kern_chmod(k, path(p, 0), a[1]);
	case CALL_CHOWN:
		return kern_lchown(k, path(p, 0), a[1], a[2]);
	case CALL_UTIMENS:
		return do_utimens(p);
	case CALL_ACL:
		return do_acl(p);
	case CALL_SETXATTR:
		return kern_setxattr(k, path(p, 0), xname(p, 1), pattern(length(p, 2), a[3]),
		    length(p, 2), choice(p, 4));
	case CALL_GETXATTR:
		return kern_getxattr(k, path(p, 0), xname(p, 1), buffer, sizeof(buffer));
	case CALL_LISTXATTR:
		return kern_listxattr(k, path(p, 0), (char *)buffer, sizeof(buffer));
	case CALL_REMOVEXATTR:
		return kern_removexattr(k, path(p, 0), xname(p, 1));
	}
	return -ENOSYS;
}

static long run_call(struct program *p)
{
	const enum arg_kind first = fuzz_calls[p->call->nr].arg[0];

	switch (p->call->nr) {
	case CALL_SYNC:
		return kern_sync(p->k);
	case CALL_CYCLE:
		return do_cycle(p);
	case CALL_ADVANCE:
		return do_advance(p);
	case CALL_QUOTA:
		return do_quota(p);
	case CALL_REMOUNT:
		return kern_remount(p->k, exec_root, choice(p, 0), NULL);
	default:
		return first == ARG_PATH && p->call->nr != CALL_OPEN ? path_call(p) : file_call(p);
	}
}

static void trace(const struct program *p, long result)
{
	if (!program_trace)
		return;
	input_print_call(p->call, p->image, program_trace);
	if (result < 0)
		fprintf(program_trace, " = -%s\n", strerrorname_np(-result));
	else
		fprintf(program_trace, " = %ld\n", result);
}

/* A sync of any kind that has lost something. */
static bool lost(const struct program *p, long result)
{
	const int nr = p->call->nr;

	if (result >= 0 || result == -EBADF || result == -EFAULT || result == -EINVAL)
		return false;
	return nr == CALL_SYNC || nr == CALL_FSYNC || nr == CALL_FDATASYNC || nr == CALL_MSYNC ||
	       nr == CALL_CYCLE || nr == CALL_REMOUNT;
}

bool program_run(struct kern *k, const struct input *in, const struct model_image *image)
{
	static struct program p;
	bool whole = true;
	long result;

	close_guard();
	p = (struct program){ .k = k, .image = image };
	for (int ctx = 0; ctx < CONTEXTS; ctx++)
		for (int i = 0; i < FUZZ_SLOTS; i++)
			p.slots[ctx].fd[i] = -1;
	for (uint32_t i = 0; i < in->ncall && kern_alive(k); i++) {
		p.call = &in->call[i];
		p.now = &p.slots[p.call->ctx];
		kern_switch(k, p.call->ctx);
		result = run_call(&p);
		trace(&p, result);
		whole &= !lost(&p, result);
	}
	if (kern_alive(k))
		let_go(&p);
	return whole;
}
