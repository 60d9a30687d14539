/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What a power cut can leave, by trying everything: each moment, each subset, each
 * tear, on a copy of the disk.  Knows nothing of harness/crash_states.h.
 */
#ifndef CASES_HYPERCALL_CRASH_MODEL_H
#define CASES_HYPERCALL_CRASH_MODEL_H

#include "cases/hypercall/logged.h"

/* A set of pairs of a mark and a content, by a hash of both. */
struct state_set {
	uint64_t *item;
	size_t n, room;
};

void state_add(struct state_set *, uint64_t mark, const uint8_t *content, size_t len);
/* Sorts, and drops those that are there twice. */
void state_sort(struct state_set *);

/* All that a power cut in a history can leave of a disk. */
void model_states(const struct logged *, const struct disk *before, struct state_set *);

#endif
