/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Hypercalls that go on to the layer below as they are.  A layer copies them
 * and puts its own in the place of those it is about:
 *
 *	l->ops = hyp_forward;
 *	l->ops.disk_submit = ...;
 *	l->hyp = (struct hyp){ .ops = &l->ops, .below = below };
 */
#ifndef RUMPUS_FORWARD_H
#define RUMPUS_FORWARD_H

#include "rumpuser/hyp.h"

extern const struct hyp_ops hyp_forward;

#endif
