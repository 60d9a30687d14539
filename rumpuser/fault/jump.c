/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The clock jumps.  Forward, time itself passes in a moment; back, what the
 * kernel sees lags behind from then on, and time goes on below.
 */
#include "rumpuser/fault/effect.h"

static uint64_t jump(struct fault *f, const struct fault_what *w, uint32_t call, uint64_t now)
{
	int64_t ns = w->arg[0];
	uint64_t size = ns < 0 ? -(uint64_t)ns : (uint64_t)ns;

	if (call == FAULT_WALL && ns < 0)
		return now > size ? now - size : 0;
	if (call == FAULT_WALL)
		return now + size;
	if (ns >= 0)
		return fault_clock_forward(f, now, size);
	fault_clock_back(f, now, size);
	return now;
}

FAULT_EFFECT(jump, .calls = FAULT_CLOCK | FAULT_WALL,
    .arg = { { .name = "time", .kind = FAULT_ARG_JUMP, .needed = true } }, .clock = jump);
