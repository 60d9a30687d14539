/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Random bytes are all the same. */
#include <string.h>

#include "rumpuser/fault/effect.h"

static void fill(const struct fault_what *w, void *buf, uint64_t len)
{
	memset(buf, w->arg[0], len);
}

FAULT_EFFECT(fill, .calls = FAULT_RANDOM,
    .arg = { { .name = "byte", .kind = FAULT_ARG_NUMBER, .needed = true, .min = 0, .max = 255 } },
    .random = fill);
