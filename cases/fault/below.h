/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A layer under the faults that counts and orders what reaches the disk. */
#ifndef CASES_FAULT_BELOW_H
#define CASES_FAULT_BELOW_H

#include "rumpuser/hyp.h"

#define BELOW_LOG 64

struct below {
	struct hyp hyp;     /* filled in by below_layer() */
	struct hyp_ops ops; /* the same */
	uint64_t reads, writes, flushes;
	/* The requests by number, modulo BELOW_LOG. */
	struct {
		uint32_t op;
		uint64_t sector;
	} log[BELOW_LOG];
	uint64_t logged;
};

struct hyp *below_layer(struct hyp *base, void *arg);

#endif
