/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A layer of hypercalls that forwards everything and counts what passes: how a
 * case sees what the kernel asked its host for.  Give tally_layer and a struct
 * tally to kern_boot() as .layers and .layers_arg.
 */
#ifndef CASES_HYPERCALL_TALLY_H
#define CASES_HYPERCALL_TALLY_H

#include "rumpuser/hyp.h"

struct tally {
	struct hyp hyp;     /* filled in by tally_layer() */
	struct hyp_ops ops; /* the same */

	/* What to tell the kernel in place of what is below; 0: the truth. */
	uint32_t version, size;
	uint64_t wall;
	/* The first of the requests that fail, counted from 1; 0: none does. */
	uint64_t fail_read, fail_write;
	int32_t error;

	/* What passed. */
	uint64_t reads, writes, flushes, discards, fuas;
	uint64_t random_bytes, console_bytes, waits, aliases, unaliases;
};

/* Puts the tally `arg` over `below`; returns the tally's layer. */
struct hyp *tally_layer(struct hyp *below, void *arg);

#endif
