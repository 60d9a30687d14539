/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Contexts and raw calls. */
#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "harness/internal.h"

int kern_context(struct kern *k)
{
	const int ctx = k->ops->context(k->impl);

	if (ctx < 0)
		harness_failf("new context: %s", strerrorname_np(-ctx));
	return ctx;
}

void kern_switch(struct kern *k, int ctx)
{
	k->ctx = ctx;
}

long kern_call_(struct kern *k, int call, const long arg[6])
{
	return k->ops->call(k->impl, k->ctx, call, arg);
}

long kern_start_(struct kern *k, int ctx, int call, const long arg[6])
{
	if (!k->ops->start)
		kern_cannot(k, "calls that are left blocked");
	return k->ops->start(k->impl, ctx, call, arg);
}

long kern_finish(struct kern *k, int ctx)
{
	if (!k->ops->finish)
		kern_cannot(k, "calls that are left blocked");
	return k->ops->finish(k->impl, ctx);
}

int kern_peek(struct kern *k, void *to, uint64_t addr, size_t len)
{
	return k->ops->peek(k->impl, k->ctx, to, addr, len);
}

int kern_poke(struct kern *k, uint64_t addr, const void *from, size_t len)
{
	return k->ops->poke(k->impl, k->ctx, addr, from, len);
}
