/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The kernel's end of a wire: what hypercalls do with it.  `now` is virtual ns. */
#ifndef RUMPUS_WIRE_IO_H
#define RUMPUS_WIRE_IO_H

#include "harness/wire.h"
#include "rumpuser/hyp.h"

/* As hypercalls have it; to look tells that a change has been seen. */
void wire_io_state(struct wire *, struct hyp_wire_state *);
void wire_io_set(struct wire *, const struct hyp_wire_state *);
/* The kernel takes frames from now on, or no more. */
void wire_io_listen(struct wire *, bool on, uint64_t now);
/* When the kernel is to be told something, ns; UINT64_MAX: there is nothing. */
uint64_t wire_io_due(const struct wire *);
int wire_io_send(struct wire *, uint64_t now, const void *frame, uint64_t len);
const void *wire_io_receive(struct wire *, uint64_t now, uint64_t *len);

#endif
