/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Time is a number that the hypercalls own: waiting costs nothing. */
#include "atf/case.h"
#include "cases/hypercall/tally.h"
#include "kernel/kern.h"

#define SECOND 1000000000ull
#define HOUR (3600 * SECOND)

static uint64_t clock_ns(struct kern *k, clockid_t clock)
{
	struct timespec now = { 0 };

	REQUIRE_OK(kern_call(k, KERN_CLOCK_GETTIME, clock, (long)&now));
	return now.tv_sec * SECOND + now.tv_nsec;
}

CASE(sleep_hour, "an hour of nanosleep passes in virtual time")
{
	const struct timespec hour = { .tv_sec = 3600 };
	struct tally t = { 0 };
	struct kern *k =
	    kern_boot("tmpfs", .call_time = 2 * HOUR, .layers = tally_layer, .layers_arg = &t);
	uint64_t before = kern_now(k), clock = clock_ns(k, CLOCK_MONOTONIC);

	REQUIRE_EQ(0, kern_call(k, KERN_NANOSLEEP, (long)&hour, 0));
	REQUIRE(kern_now(k) - before >= HOUR);
	REQUIRE(kern_now(k) - before < HOUR + SECOND);
	REQUIRE(clock_ns(k, CLOCK_MONOTONIC) - clock >= HOUR);
	REQUIRE(t.waits > 0);
	kern_halt(k);
}

CASE(clock_moves, "two looks at the clock never give the same time")
{
	struct kern *k = kern_boot("tmpfs");
	uint64_t last = clock_ns(k, CLOCK_MONOTONIC);

	for (int i = 0; i < 1000; i++) {
		uint64_t now = clock_ns(k, CLOCK_MONOTONIC);

		REQUIRE(now > last);
		last = now;
	}
	kern_halt(k);
}

CASE(advance, "time passes by as much as asked, and the kernel sees it")
{
	struct kern *k = kern_boot("tmpfs");
	uint64_t before = clock_ns(k, CLOCK_MONOTONIC);

	kern_advance(k, 90 * SECOND);
	REQUIRE(clock_ns(k, CLOCK_MONOTONIC) - before >= 90 * SECOND);
	REQUIRE(clock_ns(k, CLOCK_MONOTONIC) - before < 91 * SECOND);
	kern_halt(k);
}

CASE(wall, "the wall clock starts where the host says")
{
	struct tally t = { .wall = 1000000000 * SECOND };
	struct kern *k = kern_boot("tmpfs", .layers = tally_layer, .layers_arg = &t);
	uint64_t now = clock_ns(k, CLOCK_REALTIME);

	REQUIRE(now >= 1000000000 * SECOND);
	REQUIRE(now < 1000000060 * SECOND);
	kern_halt(k);
}

CASE(hung, "a call that can never return ends with an error that names it")
{
	struct kern *k = kern_boot("tmpfs", .call_time = 10 * SECOND);
	int fd[2];
	char c;

	REQUIRE_OK(kern_call(k, KERN_PIPE2, (long)fd, 0));
	REQUIRE_EQ(-ENOTRECOVERABLE, kern_read(k, fd[0], &c, 1));
	REQUIRE_STREQ("read: hung", kern_end(k));
	REQUIRE(!kern_alive(k));
	REQUIRE_EQ(-ENOTRECOVERABLE, kern_write(k, fd[1], "x", 1));
	REQUIRE(strstr(kern_splat(k), "read"));
	kern_splat_clear(k);
	kern_halt(k);
}

CASE(budget, "a call that works too long ends with an error that names it")
{
	static char data[8 << 20];
	struct kern *k = kern_boot("tmpfs", .call_work = 2000);
	int fd;

	REQUIRE_OK(kern_mount(k, NULL, "/mnt", "tmpfs", NULL));
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR, 0600));
	REQUIRE_EQ(-ENOTRECOVERABLE, kern_pwrite(k, fd, data, sizeof(data), 0));
	REQUIRE(!kern_alive(k));
	REQUIRE_STREQ("pwrite64: out of budget", kern_end(k));
	kern_splat_clear(k);
	kern_halt(k);
}

CASE(blocked, "a blocked call is seen at once, and woken by another context")
{
	struct kern *k = kern_boot("tmpfs");
	int fd[2], reader;
	char c = 0;

	REQUIRE_OK(kern_call(k, KERN_PIPE2, (long)fd, 0));
	reader = kern_context(k);
	REQUIRE_EQ(-EINPROGRESS, kern_start(k, reader, KERN_READ, fd[0], (long)&c, 1));
	REQUIRE_EQ(1, kern_write(k, fd[1], "x", 1));
	REQUIRE_EQ(1, kern_finish(k, reader));
	REQUIRE_EQ('x', c);
	kern_halt(k);
}
