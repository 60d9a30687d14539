/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The layer right over the base hypercalls, without a kernel: what no kernel
 * asks for in a way that a case could choose.
 */

#include "atf/case.h"
#include "rumpuser/fault.h"
#include "rumpuser/posix/posix.h"

#define ARENA 0x200000000ull
#define ALIAS 0x280000000ull
#define PAGES 16
#define SEG 1536 /* three sectors: segments that a page does not hold */

struct layer {
	struct posix *posix;
	struct fault *fault;
	struct hyp *top;
	struct disk *disk;
	uint8_t buf[4 * SEG];
	struct hyp_seg seg[4];
	struct hyp_disk_req req;
	int done;
};

static __attribute__((noreturn)) void ended(void *arg, enum posix_end end, const char *why)
{
	(void)arg;
	(void)end;
	require_failed(__FILE__, __LINE__, "the layer ended the kernel: %s", why);
}

static void done(struct hyp_disk_req *req)
{
	((struct layer *)((uint8_t *)req - offsetof(struct layer, req)))->done++;
}

static void layer_open(struct layer *l, const char *faults)
{
	const char *posix_why;
	char why[FAULT_WHY];

	memset(l, 0, sizeof(*l));
	REQUIRE_OK(posix_open(
	    &(struct posix_conf){
		.arena_base = ARENA,
		.arena_len = PAGES * POSIX_PAGE,
		.alias_base = ALIAS,
		.alias_len = PAGES * POSIX_PAGE,
		.end = ended,
	    },
	    &l->posix, &posix_why));
	l->disk = disk_new(65536);
	REQUIRE_EQ(0, posix_disk_attach(l->posix, l->disk));
	l->fault = fault_open(NULL, NULL);
	REQUIRE(l->fault != NULL);
	l->top = fault_stack(l->fault, &l->posix->hyp);
	if (fault_add(l->fault, faults, why))
		require_failed(__FILE__, __LINE__, "%s", why);
}

static void layer_close(struct layer *l)
{
	fault_close(l->fault);
	posix_close(l->posix);
	disk_close(l->disk);
}

/* Submits a request of four segments at sector 0 for all of buf. */
static void submit(struct layer *l, enum hyp_disk_op op)
{
	for (int i = 0; i < 4; i++)
		l->seg[i] = (struct hyp_seg){ l->buf + i * SEG, SEG };
	l->req = (struct hyp_disk_req){
		.op = op,
		.len = sizeof(l->buf),
		.seg = l->seg,
		.nseg = 4,
		.error = 1,
		.done = done,
	};
	l->top->ops->disk_submit(l->top, 0, &l->req);
}

CASE(alias, "pages that can not be shown a second time")
{
	struct layer l;
	void *arena, *alias = (void *)ALIAS;
	uint64_t len;

	layer_open(&l, "alias:2=ENOMEM; unalias:1=EINVAL");
	REQUIRE_OK(l.top->ops->mem_arena(l.top, &arena, &len));
	REQUIRE_OK(l.top->ops->mem_alias(l.top, alias, arena, POSIX_PAGE));
	*(volatile char *)arena = 7;
	REQUIRE_EQ(7, *(volatile char *)alias);
	REQUIRE_EQ(-ENOMEM,
	    l.top->ops->mem_alias(l.top, (char *)alias + POSIX_PAGE, arena, POSIX_PAGE));
	REQUIRE(!posix_alias_page(l.posix, ALIAS + POSIX_PAGE));
	REQUIRE_EQ(-EINVAL, l.top->ops->mem_unalias(l.top, alias, POSIX_PAGE));
	REQUIRE_EQ(7, *(volatile char *)alias);
	REQUIRE_OK(l.top->ops->mem_unalias(l.top, alias, POSIX_PAGE));
	REQUIRE(!posix_alias_page(l.posix, ALIAS));
	layer_close(&l);
}

CASE(clock_back, "a clock that jumped back lags from then on, and waits take as long")
{
	struct layer l;
	uint64_t before, after;

	layer_open(&l, "clock:2=jump(-1us); clock:4=jump(-1h)");
	l.top->ops->clock_wait(l.top, 5000);
	before = l.top->ops->clock_now(l.top);
	after = l.top->ops->clock_now(l.top);
	REQUIRE_EQ(before + POSIX_CLOCK_STEP - 1000, after);
	l.top->ops->clock_wait(l.top, after + 500);
	REQUIRE_EQ(after + 500 + POSIX_CLOCK_STEP, l.top->ops->clock_now(l.top));
	/* Not before the boot. */
	REQUIRE_EQ(0, l.top->ops->clock_now(l.top));
	REQUIRE_EQ(POSIX_CLOCK_STEP, l.top->ops->clock_now(l.top));
	layer_close(&l);
}

CASE(segments, "effects on requests of several segments")
{
	struct layer l;

	layer_open(&l, "write:1=torn(2k); write:2=torn(2k,tail); write:3=flip(1,at=1535);"
		       "write:4=flip(1,at=1536); write:5=flip(1,at=2100); read:1=flip(1,at=4608)");
	for (int i = 1; i <= 5; i++) {
		static const size_t at[] = { 1535, 1536, 2100 };

		memset(l.disk->data, 0, 8192);
		memset(l.buf, 0x20 + i, sizeof(l.buf));
		submit(&l, HYP_DISK_WRITE);
		REQUIRE_EQ(0, l.req.error);
		REQUIRE_EQ(i, l.done);
		for (size_t j = 0; j < sizeof(l.buf) + 512; j++) {
			bool there = i == 1   ? j < 2048
			             : i == 2 ? j >= 4096 && j < sizeof(l.buf)
			                      : j < sizeof(l.buf);

			REQUIRE_EQ(there ? (0x20 + i) ^ (i > 2 && j == at[i - 3]) : 0,
			    l.disk->data[j]);
		}
	}
	memset(l.disk->data, 0x33, sizeof(l.buf));
	submit(&l, HYP_DISK_READ);
	for (size_t j = 0; j < sizeof(l.buf); j++)
		REQUIRE_EQ(0x33 ^ (j == 4608), l.buf[j]);
	layer_close(&l);
}

CASE(senseless, "a request that makes no sense is refused, and not counted")
{
	struct layer l;

	layer_open(&l, "write:1=flip(1)");
	for (int i = 0; i < 4; i++)
		l.seg[i] = (struct hyp_seg){ l.buf, 512 };
	for (int i = 0; i < 3; i++) {
		l.req = (struct hyp_disk_req){
			.op = i == 2 ? 77 : HYP_DISK_WRITE,
			.len = i ? 512 * 4 : 100,
			.seg = l.seg,
			.nseg = i ? 3 : 4,
			.done = done,
		};
		l.top->ops->disk_submit(l.top, 0, &l.req);
		REQUIRE_EQ(-EIO, l.req.error);
		REQUIRE_EQ(i + 1, l.done);
	}
	submit(&l, HYP_DISK_WRITE);
	REQUIRE_EQ(1, l.disk->data[0]);
	layer_close(&l);
}

#define MANY 256

static int many_done;

static void count_done(struct hyp_disk_req *req)
{
	many_done += !req->error;
}

CASE(many, "as many requests as there is room for are held back; the next one fails")
{
	static struct hyp_disk_req req[MANY + 1];
	static uint8_t sector[512];
	const struct hyp_seg seg = { sector, sizeof(sector) };
	struct layer l;

	layer_open(&l, "read:*=delay(1ms)");
	many_done = 0;
	for (int i = 0; i <= MANY; i++) {
		req[i] = (struct hyp_disk_req){
			.op = HYP_DISK_READ,
			.len = sizeof(sector),
			.seg = &seg,
			.nseg = 1,
			.done = count_done,
		};
		l.top->ops->disk_submit(l.top, 0, &req[i]);
	}
	REQUIRE_EQ(0, many_done);
	REQUIRE_EQ(-ENOMEM, req[MANY].error);
	for (int i = 0; i < MANY; i++) {
		REQUIRE_EQ(i, many_done);
		l.top->ops->clock_wait(l.top, UINT64_MAX);
	}
	REQUIRE_EQ(MANY, many_done);
	REQUIRE(l.top->ops->clock_now(l.top) < 1100000);
	layer_close(&l);
}
