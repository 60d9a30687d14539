/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Hypercalls that go on to the layer below as they are.  A layer begins as one
 * that does nothing, and puts its own in the place of those it is about:
 *
 *	hyp_layer(&l->hyp, &l->ops, below);
 *	l->ops.disk_submit = ...;
 */
#ifndef RUMPUS_FORWARD_H
#define RUMPUS_FORWARD_H

#include "rumpuser/hyp.h"

extern const struct hyp_ops hyp_forward;

/*
 * Fills in *hyp and *ops, which the caller owns, as a layer above `below` that
 * hands on every call; returns hyp.  Both must last as long as the kernel.  It has
 * the version and size of the layer below, as another one is for the kernel to
 * refuse, and asks about allocations where that layer does.
 */
struct hyp *hyp_layer(struct hyp *hyp, struct hyp_ops *ops, struct hyp *below);

#endif
