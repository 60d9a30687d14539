/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Faults of the hypercalls that are not requests: clock, chance, memory. */
#include "cases/fault/raw.h"
#include "kernel/kern.h"

#define SECOND 1000000000ll
#define YEAR (365 * 86400 * SECOND)

static int64_t read_clock(struct kern *k, int clock)
{
	struct timespec ts;

	REQUIRE_OK(kern_call(k, KERN_CLOCK_GETTIME, clock, (long)&ts));
	return ts.tv_sec * SECOND + ts.tv_nsec;
}

CASE(jump_forward, "the clock jumps forward by half an hour, and timers go on from there")
{
	struct kern *k = kern_boot("tmpfs");
	int64_t before = read_clock(k, CLOCK_MONOTONIC);

	kern_fault(k, "clock:2=jump(+30m)");
	read_clock(k, CLOCK_MONOTONIC);
	read_clock(k, CLOCK_MONOTONIC);
	REQUIRE(read_clock(k, CLOCK_MONOTONIC) - before >= 1800 * SECOND);
	REQUIRE(read_clock(k, CLOCK_MONOTONIC) - before < 1801 * SECOND);
	before = read_clock(k, CLOCK_MONOTONIC);
	kern_advance(k, 3600 * SECOND);
	REQUIRE(read_clock(k, CLOCK_MONOTONIC) - before >= 3600 * SECOND);
	REQUIRE(read_clock(k, CLOCK_MONOTONIC) - before < 3601 * SECOND);
	REQUIRE_EQ(1, kern_fault_hits(k));
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
}

CASE(jump_year, "the clock jumps forward by a year, further than one tick can take")
{
	struct kern *k = kern_boot("tmpfs");
	int64_t before = kern_now(k);

	kern_fault(k, "clock:2=jump(+1y)");
	read_clock(k, CLOCK_MONOTONIC);
	read_clock(k, CLOCK_MONOTONIC);
	REQUIRE((int64_t)kern_now(k) - before >= YEAR);
	REQUIRE((int64_t)kern_now(k) - before < YEAR + SECOND);
	kern_advance(k, 3600 * SECOND);
	REQUIRE(read_clock(k, CLOCK_MONOTONIC) >= YEAR);
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
}

CASE(jump_back, "the clock jumps back; the kernel lives, and its own clock does not go back")
{
	struct kern *k = kern_boot("tmpfs");
	int64_t before, after, host;

	kern_advance(k, 3600 * SECOND);
	kern_fault(k, "clock:3=jump(-1s)");
	before = read_clock(k, CLOCK_MONOTONIC);
	for (int i = 0; i < 4; i++) {
		after = read_clock(k, CLOCK_MONOTONIC);
		REQUIRE(after >= before);
		before = after;
	}
	/* It took the jump for one forward: the difference wraps. */
	host = kern_now(k);
	REQUIRE(after - host > SECOND);
	REQUIRE(host < 3601 * SECOND);
	kern_advance(k, 3600 * SECOND);
	REQUIRE(read_clock(k, CLOCK_MONOTONIC) - after >= 3600 * SECOND);
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
}

CASE(jump_at_boot, "the clock jumps while the kernel boots")
{
	struct kern *k = kern_boot("tmpfs", .faults = "clock:20=jump(+1h)");

	REQUIRE(read_clock(k, CLOCK_MONOTONIC) >= 3600 * SECOND);
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
}

CASE(jump_wall, "the wall clock is years ahead or behind at boot")
{
	struct kern *k = kern_boot("tmpfs");
	int64_t right = read_clock(k, CLOCK_REALTIME), wrong;

	kern_halt(k);
	k = kern_boot("tmpfs", .faults = "wall:*=jump(-10y)");
	wrong = read_clock(k, CLOCK_REALTIME);
	REQUIRE(right - wrong > 10 * YEAR - SECOND && right - wrong < 10 * YEAR + SECOND);
	kern_halt(k);
	k = kern_boot("tmpfs", .faults = "wall:*=jump(10y)");
	wrong = read_clock(k, CLOCK_REALTIME);
	REQUIRE(wrong - right > 10 * YEAR - SECOND && wrong - right < 10 * YEAR + SECOND);
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
}

CASE(fill, "chance gives the same byte for ever")
{
	uint8_t a[32], b[32];
	struct kern *k = kern_boot("tmpfs", .faults = "random:*=fill(0)", .seed = 1);

	REQUIRE_EQ(32, kern_call(k, KERN_GETRANDOM, (long)a, 32, 0));
	kern_halt(k);
	/* The seed is all there is, and it does not get through. */
	k = kern_boot("tmpfs", .faults = "random:*=fill(0)", .seed = 2);
	REQUIRE_EQ(32, kern_call(k, KERN_GETRANDOM, (long)b, 32, 0));
	kern_halt(k);
	REQUIRE_MEMEQ(a, b, 32);
	k = kern_boot("tmpfs", .faults = "random:*=fill(0xff)", .seed = 2);
	REQUIRE_EQ(32, kern_call(k, KERN_GETRANDOM, (long)b, 32, 0));
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
	REQUIRE(memcmp(a, b, 32));
}

CASE(no_arena, "a kernel without memory does not boot")
{
	struct kern *k = kern_boot("tmpfs");
	const char *why;

	kern_now(k); /* skips without hypercalls */
	kern_halt(k);
	REQUIRE(kern_try_boot(&k, &why, "tmpfs", .faults = "arena:1=ENOMEM") < 0);
	REQUIRE(strstr(why, "arena"));
	k = kern_boot("tmpfs");
	REQUIRE(kern_alive(k));
	kern_halt(k);
}
