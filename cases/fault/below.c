/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The layer that counts: every call goes on as it is. */
#include "cases/fault/below.h"

#include "rumpuser/forward.h"

static void submit(struct hyp *hyp, uint32_t dev, struct hyp_disk_req *req)
{
	struct below *b = (struct below *)hyp;

	b->reads += req->op == HYP_DISK_READ;
	b->writes += req->op == HYP_DISK_WRITE;
	b->flushes += req->op == HYP_DISK_FLUSH;
	b->log[b->logged % BELOW_LOG].op = req->op;
	b->log[b->logged++ % BELOW_LOG].sector = req->sector;
	hyp_forward.disk_submit(hyp, dev, req);
}

struct hyp *below_layer(struct hyp *base, void *arg)
{
	struct below *b = arg;

	hyp_layer(&b->hyp, &b->ops, base);
	b->ops.disk_submit = submit;
	return &b->hyp;
}
