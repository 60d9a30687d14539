/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Contexts and raw calls. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "harness/internal.h"

int kern_context(struct kern *k)
{
	const int ctx = k->ops->context(k->impl);

	if (ctx < 0)
		harness_failf("new context: %s", strerrorname_np(-ctx));
	k->last_ctx = ctx;
	return ctx;
}

void kern_switch(struct kern *k, int ctx)
{
	k->ctx = ctx;
}

static bool gives_descriptor(int call, const long arg[6])
{
	return call == KERN_OPENAT || call == KERN_DUP || call == KERN_OPEN_BY_HANDLE_AT ||
	       call == KERN_SOCKET || call == KERN_ACCEPT4 ||
	       (call == KERN_FCNTL && (arg[1] == F_DUPFD || arg[1] == F_DUPFD_CLOEXEC));
}

static void note_mapping(struct kern *k, long addr, long len)
{
	k->mapping = realloc(k->mapping, (k->mappings + 1) * sizeof(*k->mapping));
	if (!k->mapping)
		abort();
	k->mapping[k->mappings++] = (struct mapping){ .ctx = k->ctx, .addr = addr, .len = len };
}

static long note_call(struct kern *k, int call, const long arg[6], long result)
{
	void (*const called)(void *, struct kern *, int, const long[6], long) = k->called;

	if (called) {
		k->called = NULL;
		called(k->called_arg, k, call, arg, result);
		k->called = called;
	}
	return result;
}

long kern_call_(struct kern *k, int call, const long arg[6])
{
	const long result = note_call(k, call, arg, k->ops->call(k->impl, k->ctx, call, arg));

	if (result < 0)
		return result;
	if (result > k->last_fd && gives_descriptor(call, arg))
		k->last_fd = result;
	if (call == KERN_MMAP)
		note_mapping(k, result, arg[1]);
	if (call == KERN_MREMAP)
		note_mapping(k, result, arg[2]);
	return result;
}

void kern_leave(struct kern *k)
{
	for (size_t i = 0; i < k->mappings; i++) {
		k->ctx = k->mapping[i].ctx;
		kern_munmap(k, k->mapping[i].addr, k->mapping[i].len);
	}
	k->mappings = 0;
	for (k->ctx = 0; k->ctx <= k->last_ctx; k->ctx++) {
		if (k->ctx == server_context(k))
			continue;
		kern_chdir(k, "/");
		for (int fd = 0; fd <= k->last_fd; fd++)
			kern_close(k, fd);
	}
	k->ctx = 0;
}

/* The result of a call that is not known any more: it may be a descriptor. */
static long note_result(struct kern *k, long result)
{
	if (result > k->last_fd && result < 1024)
		k->last_fd = result;
	return result;
}

long kern_start_(struct kern *k, int ctx, int call, const long arg[6])
{
	if (!k->ops->start)
		kern_cannot(k, "calls that are left blocked");
	return note_result(k, k->ops->start(k->impl, ctx, call, arg));
}

long kern_finish(struct kern *k, int ctx)
{
	if (!k->ops->finish)
		kern_cannot(k, "calls that are left blocked");
	return note_result(k, k->ops->finish(k->impl, ctx));
}

long kern_finish_in(struct kern *k, int ctx, uint64_t ns)
{
	if (!k->ops->finish_in)
		kern_cannot(k, "calls that are left blocked for a time");
	return note_result(k, k->ops->finish_in(k->impl, ctx, ns));
}

int kern_peek(struct kern *k, void *to, uint64_t addr, size_t len)
{
	return k->ops->peek(k->impl, k->ctx, to, addr, len);
}

int kern_poke(struct kern *k, uint64_t addr, const void *from, size_t len)
{
	return k->ops->poke(k->impl, k->ctx, addr, from, len);
}
