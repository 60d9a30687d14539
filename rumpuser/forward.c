/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The layer that does nothing. */
#include "rumpuser/forward.h"

static int mem_arena(struct hyp *h, void **base, uint64_t *len)
{
	return h->below->ops->mem_arena(h->below, base, len);
}

static int mem_alias(struct hyp *h, void *addr, void *page, uint64_t len)
{
	return h->below->ops->mem_alias(h->below, addr, page, len);
}

static int mem_unalias(struct hyp *h, void *addr, uint64_t len)
{
	return h->below->ops->mem_unalias(h->below, addr, len);
}

static int alloc(struct hyp *h, uint32_t kind)
{
	return h->below->ops->alloc(h->below, kind);
}

static uint64_t clock_now(struct hyp *h)
{
	return h->below->ops->clock_now(h->below);
}

static void clock_wait(struct hyp *h, uint64_t until)
{
	h->below->ops->clock_wait(h->below, until);
}

static uint64_t clock_wall(struct hyp *h)
{
	return h->below->ops->clock_wall(h->below);
}

static void console(struct hyp *h, const char *text, uint64_t len)
{
	h->below->ops->console(h->below, text, len);
}

static void random_bytes(struct hyp *h, void *buf, uint64_t len)
{
	h->below->ops->random(h->below, buf, len);
}

static const char *param(struct hyp *h, const char *name)
{
	return h->below->ops->param(h->below, name);
}

static __attribute__((noreturn)) void end(struct hyp *h, int32_t status)
{
	h->below->ops->exit(h->below, status);
}

static __attribute__((noreturn)) void panic(struct hyp *h, const char *why)
{
	h->below->ops->panic(h->below, why);
}

static int disk_geometry(struct hyp *h, uint32_t dev, struct hyp_disk_geometry *geometry)
{
	return h->below->ops->disk_geometry(h->below, dev, geometry);
}

static void disk_submit(struct hyp *h, uint32_t dev, struct hyp_disk_req *req)
{
	h->below->ops->disk_submit(h->below, dev, req);
}

static int wire_state(struct hyp *h, uint32_t dev, struct hyp_wire_state *state)
{
	return h->below->ops->wire_state(h->below, dev, state);
}

static int wire_set(struct hyp *h, uint32_t dev, const struct hyp_wire_state *state)
{
	return h->below->ops->wire_set(h->below, dev, state);
}

static int wire_listen(struct hyp *h, uint32_t dev, void (*interrupt)(uint32_t dev))
{
	return h->below->ops->wire_listen(h->below, dev, interrupt);
}

static int wire_send(struct hyp *h, uint32_t dev, const void *frame, uint64_t len)
{
	return h->below->ops->wire_send(h->below, dev, frame, len);
}

static const void *wire_receive(struct hyp *h, uint32_t dev, uint64_t *len)
{
	return h->below->ops->wire_receive(h->below, dev, len);
}

const struct hyp_ops hyp_forward = {
	.version = HYP_VERSION,
	.size = sizeof(struct hyp_ops),
	.mem_arena = mem_arena,
	.mem_alias = mem_alias,
	.mem_unalias = mem_unalias,
	.clock_now = clock_now,
	.clock_wait = clock_wait,
	.clock_wall = clock_wall,
	.console = console,
	.random = random_bytes,
	.param = param,
	.exit = end,
	.panic = panic,
	.disk_geometry = disk_geometry,
	.disk_submit = disk_submit,
	.wire_state = wire_state,
	.wire_set = wire_set,
	.wire_listen = wire_listen,
	.wire_send = wire_send,
	.wire_receive = wire_receive,
};

struct hyp *hyp_layer(struct hyp *hyp, struct hyp_ops *ops, struct hyp *below)
{
	*ops = hyp_forward;
	ops->version = below->ops->version;
	ops->size = below->ops->size;
	ops->alloc = below->ops->alloc ? alloc : NULL;
	*hyp = (struct hyp){ .ops = ops, .below = below };
	return hyp;
}
