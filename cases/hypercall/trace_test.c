/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The trace as a layer: what it keeps, and that it changes nothing. */
#include "atf/case.h"
#include "cases/hypercall/logged.h"

CASE(ring, "without data the last records are kept, in their order")
{
	struct logged *l = logged_open(false);

	for (uint64_t i = 0; i < 100; i++)
		logged_write(l, i, 1, 0);
	REQUIRE_EQ(TRACE_LAST, trace_count(l->trace));
	REQUIRE_EQ(100, trace_total(l->trace));
	REQUIRE_EQ(100 - TRACE_LAST, trace_first(l->trace));
	for (size_t i = 0; i < TRACE_LAST; i++) {
		REQUIRE_EQ(100 - TRACE_LAST + i, trace_at(l->trace, i)->sector);
		REQUIRE(!trace_at(l->trace, i)->data);
	}
	logged_close(l);
}

CASE(few, "a ring that is not full has what there is")
{
	struct logged *l = logged_open(false);

	logged_write(l, 7, 1, 0);
	logged_mark(l, 9);
	REQUIRE_EQ(2, trace_count(l->trace));
	REQUIRE_EQ(0, trace_first(l->trace));
	REQUIRE_EQ(7, trace_at(l->trace, 0)->sector);
	REQUIRE_EQ(TRACE_MARK, trace_at(l->trace, 1)->call);
	REQUIRE_EQ(9, trace_at(l->trace, 1)->sector);
	logged_close(l);
}

CASE(data, "with data a write is kept as it was when it was submitted")
{
	struct logged *l = logged_open(true);
	uint8_t was[5 * 512];

	for (uint64_t i = 0; i < 500; i++)
		logged_write(l, i, 5, 0);
	memcpy(was, l->request[3].seg[0].base, sizeof(was));
	memset(l->request[3].seg[0].base, 0, sizeof(was));
	REQUIRE_EQ(500, trace_count(l->trace));
	REQUIRE_MEMEQ(was, trace_at(l->trace, 3)->data, sizeof(was));
	for (size_t i = 4; i < 500; i++)
		REQUIRE_MEMEQ(l->request[i].seg[0].base, trace_at(l->trace, i)->data, 5 * 512);
	logged_close(l);
}

CASE(epochs, "a flush ends an epoch when it is done, and not if it fails")
{
	struct logged *l = logged_open(true);
	static const uint32_t epoch[] = { 0, 0, 1, 1, 1, 1, 1, 2 };

	logged_write(l, 0, 1, 0);
	logged_flush(l);
	logged_write(l, 0, 1, 0);
	l->error = -EIO;
	logged_flush(l);
	l->error = 0;
	logged_write(l, 0, 1, 0);
	l->hold = true;
	logged_flush(l);
	logged_write(l, 0, 1, 0);
	logged_finish(l, 5);
	logged_write(l, 0, 1, 0);
	for (size_t i = 0; i < 8; i++)
		REQUIRE_EQ(epoch[i], trace_at(l->trace, i)->epoch);
	logged_close(l);
}

CASE(pending, "a request has no end before it is done, and then the one it got")
{
	struct logged *l = logged_open(true);

	l->hold = true;
	l->error = -ENOSPC;
	logged_write(l, 0, 1, HYP_DISK_FUA);
	l->error = 0;
	logged_read(l, 0, 1);
	REQUIRE_EQ(TRACE_PENDING, trace_at(l->trace, 0)->result);
	REQUIRE(!l->request[0].reported);
	logged_finish(l, 1);
	REQUIRE_EQ(TRACE_PENDING, trace_at(l->trace, 0)->result);
	REQUIRE_EQ(0, trace_at(l->trace, 1)->result);
	REQUIRE_EQ(2, trace_at(l->trace, 1)->done);
	logged_mark(l, 1);
	logged_finish(l, 0);
	REQUIRE(l->request[0].reported);
	REQUIRE_EQ(-ENOSPC, l->request[0].req.error);
	REQUIRE_EQ(-ENOSPC, trace_at(l->trace, 0)->result);
	REQUIRE_EQ(3, trace_at(l->trace, 0)->done);
	REQUIRE_EQ(HYP_DISK_FUA, trace_at(l->trace, 0)->flags);
	logged_close(l);
}

CASE(forgotten, "a request that is done after its record is forgotten harms none")
{
	struct logged *l = logged_open(false);

	l->hold = true;
	logged_write(l, 1, 1, 0);
	l->hold = false;
	for (uint64_t i = 0; i < TRACE_LAST; i++)
		logged_read(l, 2, 1);
	logged_finish(l, 0);
	REQUIRE(l->request[0].reported);
	for (size_t i = 0; i < TRACE_LAST; i++)
		REQUIRE_EQ(i + 2, trace_at(l->trace, i)->done);
	logged_close(l);
}

CASE(cleared, "a request of before trace_clear() is not taken for one of after it")
{
	struct logged *l = logged_open(true);

	l->hold = true;
	logged_flush(l);
	trace_clear(l->trace);
	logged_flush(l);
	logged_finish(l, 0);
	REQUIRE(l->request[0].reported);
	REQUIRE_EQ(1, trace_count(l->trace));
	REQUIRE_EQ(TRACE_PENDING, trace_at(l->trace, 0)->result);
	logged_write(l, 3, 1, 0);
	REQUIRE_EQ(0, trace_at(l->trace, 1)->epoch);
	logged_close(l);
}

CASE(stopped, "a trace that is stopped adds nothing until it is cleared")
{
	struct logged *l = logged_open(true);

	logged_write(l, 1, 1, 0);
	trace_stop(l->trace);
	logged_write(l, 2, 1, 0);
	trace_mark(l->trace, 1);
	REQUIRE(l->request[1].reported);
	REQUIRE_EQ(1, trace_count(l->trace));
	trace_clear(l->trace);
	logged_write(l, 3, 1, 0);
	REQUIRE_EQ(1, trace_count(l->trace));
	REQUIRE_EQ(3, trace_at(l->trace, 0)->sector);
	logged_close(l);
}

CASE(clock, "a look at the clock is passed on, a wait is timed by the next look")
{
	struct logged *l = logged_open(true);
	struct hyp *top = l->top;
	uint64_t last;

	REQUIRE_EQ(3, top->ops->clock_now(top));
	top->ops->clock_wait(top, 5000);
	REQUIRE_EQ(0, trace_at(l->trace, 0)->len);
	REQUIRE_EQ(5003, top->ops->clock_now(top));
	REQUIRE_EQ(5000, trace_at(l->trace, 0)->len);
	last = top->ops->clock_now(top);
	REQUIRE_EQ(5006, last);
	REQUIRE_EQ(5000, trace_at(l->trace, 0)->len);
	REQUIRE_EQ(1, trace_count(l->trace));
	logged_mark(l, 1);
	REQUIRE_EQ(last, trace_at(l->trace, 1)->clock);
	logged_close(l);
}

CASE(passed, "versions, sizes and what is not there are those of the layer below")
{
	struct logged *l = logged_open(false);

	REQUIRE(!l->top->ops->alloc);
	l->ops.version = 77;
	l->ops.size = 8;
	REQUIRE_EQ(77, trace_stack(l->trace, &l->hyp)->ops->version);
	REQUIRE_EQ(8, trace_stack(l->trace, &l->hyp)->ops->size);
	logged_close(l);
}

static void require_line(const struct logged *l, size_t i, const char *want)
{
	char line[256];

	trace_line(trace_at(l->trace, i), line, sizeof(line));
	REQUIRE_STREQ(want, line);
	memset(line, 'x', sizeof(line));
	trace_line(trace_at(l->trace, i), line, 12);
	REQUIRE_EQ(11, strlen(line));
}

CASE(line, "a record is one line")
{
	struct logged *l = logged_open(true);
	struct hyp_disk_geometry geometry;
	uint8_t buf[16];

	l->clock = 1234567890120;
	logged_write(l, 40, 2, HYP_DISK_FUA);
	l->error = -EIO;
	logged_read(l, 2, 1);
	l->error = 0;
	logged_flush(l);
	l->hold = true;
	logged_discard(l, 8, 8);
	logged_mark(l, 17);
	logged_restore(l);
	l->top->ops->clock_wait(l->top, l->clock + 100);
	l->top->ops->clock_now(l->top);
	l->top->ops->random(l->top, buf, 16);
	REQUIRE_EQ(-ENODEV, l->top->ops->disk_geometry(l->top, 3, &geometry));
	require_line(l, 0, "1234.567890123 write disk0 sector 40 1024 bytes fua epoch 0");
	require_line(l, 1, "1234.567890126 read disk0 sector 2 512 bytes: EIO");
	require_line(l, 2, "1234.567890129 flush disk0 epoch 0");
	require_line(l, 3, "1234.567890132 discard disk0 sector 8 4096 bytes epoch 1: not done");
	require_line(l, 4, "1234.567890132 mark 17");
	require_line(l, 5, "1234.567890132 restore");
	require_line(l, 6, "1234.567890132 wait 103 ns");
	require_line(l, 7, "1234.567890235 random 16 bytes");
	require_line(l, 8, "1234.567890235 geometry disk3 0 bytes: ENODEV");
	logged_close(l);
}
