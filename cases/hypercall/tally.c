/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The layer that counts. */
#include "cases/hypercall/tally.h"

static struct tally *tally_of(struct hyp *hyp)
{
	return (struct tally *)hyp;
}

static int tally_mem_arena(struct hyp *hyp, void **base, uint64_t *len)
{
	return hyp->below->ops->mem_arena(hyp->below, base, len);
}

static int tally_mem_alias(struct hyp *hyp, void *addr, void *page, uint64_t len)
{
	tally_of(hyp)->aliases++;
	return hyp->below->ops->mem_alias(hyp->below, addr, page, len);
}

static int tally_mem_unalias(struct hyp *hyp, void *addr, uint64_t len)
{
	tally_of(hyp)->unaliases++;
	return hyp->below->ops->mem_unalias(hyp->below, addr, len);
}

static uint64_t tally_clock_now(struct hyp *hyp)
{
	return hyp->below->ops->clock_now(hyp->below);
}

static void tally_clock_wait(struct hyp *hyp, uint64_t until)
{
	tally_of(hyp)->waits++;
	hyp->below->ops->clock_wait(hyp->below, until);
}

static uint64_t tally_clock_wall(struct hyp *hyp)
{
	struct tally *t = tally_of(hyp);

	return t->wall ? t->wall : hyp->below->ops->clock_wall(hyp->below);
}

static void tally_console(struct hyp *hyp, const char *text, uint64_t len)
{
	tally_of(hyp)->console_bytes += len;
	hyp->below->ops->console(hyp->below, text, len);
}

static void tally_random(struct hyp *hyp, void *buf, uint64_t len)
{
	tally_of(hyp)->random_bytes += len;
	hyp->below->ops->random(hyp->below, buf, len);
}

static const char *tally_param(struct hyp *hyp, const char *name)
{
	return hyp->below->ops->param(hyp->below, name);
}

static __attribute__((noreturn)) void tally_exit(struct hyp *hyp, int32_t status)
{
	hyp->below->ops->exit(hyp->below, status);
}

static __attribute__((noreturn)) void tally_panic(struct hyp *hyp, const char *why)
{
	hyp->below->ops->panic(hyp->below, why);
}

static int tally_geometry(struct hyp *hyp, uint32_t dev, struct hyp_disk_geometry *geometry)
{
	return hyp->below->ops->disk_geometry(hyp->below, dev, geometry);
}

static void tally_submit(struct hyp *hyp, uint32_t dev, struct hyp_disk_req *req)
{
	struct tally *t = tally_of(hyp);

	switch (req->op) {
	case HYP_DISK_READ:
		t->reads++;
		break;
	case HYP_DISK_WRITE:
		t->writes++;
		t->fuas += !!(req->flags & HYP_DISK_FUA);
		break;
	case HYP_DISK_FLUSH:
		t->flushes++;
		break;
	case HYP_DISK_DISCARD:
		t->discards++;
		break;
	}
	if ((req->op == HYP_DISK_READ && t->fail_read && t->reads >= t->fail_read) ||
	    (req->op == HYP_DISK_WRITE && t->fail_write && t->writes >= t->fail_write)) {
		req->error = t->error;
		req->done(req);
		return;
	}
	hyp->below->ops->disk_submit(hyp->below, dev, req);
}

struct hyp *tally_layer(struct hyp *below, void *arg)
{
	struct tally *t = arg;

	t->ops = (struct hyp_ops){
		.version = t->version ? t->version : below->ops->version,
		.size = t->size ? t->size : below->ops->size,
		.mem_arena = tally_mem_arena,
		.mem_alias = tally_mem_alias,
		.mem_unalias = tally_mem_unalias,
		.clock_now = tally_clock_now,
		.clock_wait = tally_clock_wait,
		.clock_wall = tally_clock_wall,
		.console = tally_console,
		.random = tally_random,
		.param = tally_param,
		.exit = tally_exit,
		.panic = tally_panic,
		.disk_geometry = tally_geometry,
		.disk_submit = tally_submit,
	};
	t->hyp = (struct hyp){ .ops = &t->ops, .below = below };
	return &t->hyp;
}
