/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The parts of triage that need no kernel: what tells defects apart, how inputs are
 * made smaller, how calls become C. */
#include <stdio.h>
#include <stdlib.h>

#include "atf/case.h"
#include "fuzz/input/calls.h"
#include "fuzz/triage/reduce.h"
#include "fuzz/triage/stack.h"
#include "fuzz/triage/write_c.h"

static const char kasan[] =
    "=====\n"
    "BUG: KASAN: use-after-free in crc32+0x220 (lib/crc32.c:106, in body called at lib/crc32.c:9)\n"
    "Read of size 4 at addr 00000002036c2000 by task init/1\n"
    "Call Trace:\n"
    " dump_stack_lvl+0x50 (lib/dump_stack.c:91, in __dump_stack called at lib/dump_stack.c:109)\n"
    " kasan_report+0x166 (mm/kasan/report.c:524)\n"
    " crc32+0x220 (lib/crc32.c:106, in body called at lib/crc32.c:9)\n"
    " csum.isra.0+0x19b (include/linux/x.h:25, in chksum called at fs/one/namei.c:483)\n"
    " verify+0x40d (fs/one/namei.c:514)\n"
    " read_block+0x1 (fs/one/namei.c:189)\n"
    " lookup+0x2 (fs/one/namei.c:823)\n"
    "\n"
    "Allocated by task 1:\n"
    " other+0x1 (fs/one/other.c:1)\n";

static void key(const char *splat, char text[STACK_TEXT])
{
	struct stack s;

	stack_of(splat, &s);
	stack_key(&s, text);
}

static void title(const char *splat, char text[STACK_TEXT])
{
	struct stack s;

	stack_of(splat, &s);
	stack_title(&s, text);
}

CASE(stack_names, "a defect is told by its kind and the driver's innermost functions")
{
	char text[STACK_TEXT];
	struct stack s;

	key(kasan, text);
	REQUIRE_STREQ("KASAN in csum < verify < read_block", text);
	stack_of(kasan, &s);
	stack_title(&s, text);
	REQUIRE_STREQ("KASAN: use-after-free in csum", text);
	stack_name(&s, text);
	REQUIRE_STREQ("kasan-use-after-free-csum", text);
}

/* Replaces all of `what` in a copy of the text above. */
static void changed(const char *what, const char *by, char text[STACK_TEXT])
{
	char *copy = calloc(1, 2 * sizeof(kasan)), *to = copy;

	REQUIRE(copy && strstr(kasan, what));
	for (const char *p = kasan; *p;) {
		if (strncmp(p, what, strlen(what)) == 0) {
			to = stpcpy(to, by);
			p += strlen(what);
		} else {
			*to++ = *p++;
		}
	}
	key(copy, text);
	free(copy);
}

CASE(stack_normal, "addresses, lines, suffixes and what KASAN thinks of memory do not count")
{
	char same[STACK_TEXT], text[STACK_TEXT];

	key(kasan, same);
	changed("+0x220", "+0x1", text);
	REQUIRE_STREQ(same, text);
	changed(".c:514", ".c:600", text);
	REQUIRE_STREQ(same, text);
	changed(".isra.0", ".constprop.3", text);
	REQUIRE_STREQ(same, text);
	changed("use-after-free", "slab-out-of-bounds", text);
	REQUIRE_STREQ(same, text);
	changed("lookup+", "rename+", text);
	REQUIRE_STREQ(same, text);
	changed("verify+", "check+", text);
	REQUIRE_STREQ("KASAN in csum < check < read_block", text);
}

CASE(stack_kinds, "each kind of report has its name")
{
	char text[STACK_TEXT];

	title("WARNING: CPU: 0 PID: 13 at fs/a.c:375 f+0x1 (fs/a.c:375)\nCall Trace:\n"
	      " __warn+0x1 (kernel/panic.c:683)\n f+0x1 (fs/a.c:375)\n",
	    text);
	REQUIRE_STREQ("WARNING in f", text);
	title("kernel panic in write:\nkernel BUG at fs/a.c:12!\nCall Trace:\n f+0x1 (fs/a.c:1)\n",
	    text);
	REQUIRE_STREQ("kernel BUG in f", text);
	title("UBSAN: shift-out-of-bounds in fs/a.c:12:3\nCall Trace:\n f+0x1 (fs/a.c:1)\n", text);
	REQUIRE_STREQ("UBSAN: shift-out-of-bounds in f", text);
	title("BUG: kernel NULL pointer dereference, address: 0000000000000000, read\n"
	      "Call Trace:\n f+0x1 (fs/a.c:1)\n",
	    text);
	REQUIRE_STREQ("BUG: kernel NULL pointer dereference in f", text);
	title("BUG: sleeping function called from invalid context at mm/a.c:1\n", text);
	REQUIRE_STREQ("BUG: sleeping function called from invalid context", text);
	title("WARNING: CPU: 0 at mm/a.c:1\nCall Trace:\n ask+0x1 (arch/rump/mm/alloc.c:75)\n"
	      " f+0x1 (fs/a.c:1)\n",
	    text);
	REQUIRE_STREQ("WARNING in f", text);
	/* All of it common code: better that than nothing. */
	title("WARNING: CPU: 0 at mm/slub.c:1\nCall Trace:\n f+0x1 (mm/slub.c:1)\n", text);
	REQUIRE_STREQ("WARNING in f", text);
}

/* -- reduction, by oracles of our own -- */

static struct reducer *reducer(bool (*same)(void *, const struct input *))
{
	static struct reducer r;

	r = (struct reducer){ .same = same, .tries_max = 100000 };
	return &r;
}

/* Bytes 7 and 90 of the first of three patches, each with its value. */
static bool two_bytes(void *arg, const struct input *in)
{
	int found = 0;

	(void)arg;
	for (uint32_t i = 0; i < in->npatch; i++)
		for (uint32_t b = 0; b < in->patch[i].len; b++) {
			const uint64_t at = in->patch[i].at + b;

			found |= (at == 1007 && in->patch[i].data[b] == 7) << 0;
			found |= (at == 1090 && in->patch[i].data[b] == 90) << 1;
		}
	return found == 3;
}

CASE(patches, "of patches those bytes stay that matter")
{
	struct reducer *r = reducer(two_bytes);
	struct input *in = &r->best;

	in->npatch = 3;
	for (uint32_t i = 0; i < 3; i++) {
		in->patch[i].at = 1000 * (i + 1);
		in->patch[i].len = 100;
		for (int b = 0; b < 100; b++)
			in->patch[i].data[b] = b;
	}
	REQUIRE(two_bytes(NULL, in));
	reduce(r);
	REQUIRE_EQ(2, in->npatch);
	REQUIRE_EQ(1, in->patch[0].len);
	REQUIRE_EQ(1007, in->patch[0].at);
	REQUIRE_EQ(1, in->patch[1].len);
	REQUIRE_EQ(1090, in->patch[1].at);
	REQUIRE(r->tries < 1000);
}

static void add_call(struct input *in, int nr, uint64_t a, uint64_t b)
{
	struct call *c = &in->call[in->ncall++];

	*c = (struct call){ .nr = nr };
	c->arg[0] = a;
	c->arg[1] = b;
}

/* A read of 5 bytes or more of the file that was opened as path 3. */
static bool reads_path_3(void *arg, const struct input *in)
{
	int slot[FUZZ_SLOTS] = { 0 }, opened = 0;

	(void)arg;
	for (uint32_t i = 0; i < in->ncall; i++) {
		const struct call *c = &in->call[i];

		if (c->nr == CALL_OPEN)
			slot[opened++ % FUZZ_SLOTS] = c->arg[0];
		if (c->nr == CALL_READ && slot[c->arg[0]] == 3 && c->arg[1] >= 5)
			return true;
	}
	return false;
}

CASE(program, "calls that do not matter go, and descriptors follow their files")
{
	struct reducer *r = reducer(reads_path_3);
	struct input *in = &r->best;

	for (int path = 1; path < 6; path++)
		add_call(in, CALL_OPEN, path, 2);
	add_call(in, CALL_READ, 6, 1000);
	add_call(in, CALL_SYNC, 0, 0);
	add_call(in, CALL_READ, 2, 1000); /* path 3 is in slot 2 */
	add_call(in, CALL_CLOSE, 2, 0);
	reduce(r);
	REQUIRE_EQ(2, in->ncall);
	REQUIRE_EQ(CALL_OPEN, in->call[0].nr);
	REQUIRE_EQ(3, in->call[0].arg[0]);
	REQUIRE_EQ(CALL_READ, in->call[1].nr);
	REQUIRE_EQ(0, in->call[1].arg[0]);
	REQUIRE_EQ(8, in->call[1].arg[1]);
}

static bool always(void *arg, const struct input *in)
{
	(void)arg;
	(void)in;
	return true;
}

CASE(nothing_left, "what needs nothing is empty in the end, and choices are the first")
{
	struct reducer *r = reducer(always);
	struct input *in = &r->best;

	in->option = 3;
	in->flags = INPUT_KEEP;
	in->npatch = INPUT_PATCHES;
	for (uint32_t i = 0; i < INPUT_PATCHES; i++)
		in->patch[i].len = INPUT_DATA;
	for (int i = 0; i < INPUT_CALLS; i++)
		add_call(in, CALL_SYNC, 0, 0);
	reduce(r);
	REQUIRE_EQ(0, in->npatch);
	REQUIRE_EQ(0, in->ncall);
	REQUIRE_EQ(0, in->option);
	REQUIRE_EQ(0, in->flags);
}

static bool never(void *arg, const struct input *in)
{
	(void)in;
	++*(uint64_t *)arg;
	return false;
}

CASE(bounded, "no more tries are made than allowed, and the input stays")
{
	struct reducer *r = reducer(never);
	uint64_t asked = 0;

	r->arg = &asked;
	r->tries_max = 10;
	for (int i = 0; i < INPUT_CALLS; i++)
		add_call(&r->best, CALL_READ, 1, 1000);
	reduce(r);
	REQUIRE_EQ(10, asked);
	REQUIRE_EQ(INPUT_CALLS, r->best.ncall);
}

/* -- C -- */

CASE(all_calls, "each call has a form in C, and they compile without a warning")
{
	static struct model_image image = { .name = "x", .size = 4096 };
	FILE *to = fopen("all.c", "w");

	model_add(&image,
	    "/a \"quoted\" \\ name?"
	    "?=",
	    1);
	REQUIRE(to);
	fputs("#define _GNU_SOURCE\n", to);
	write_c_shared(to);
	fputs("static long all(void)\n{\n\tlong sum = 0;\n\n", to);
	for (int nr = 0; nr < FUZZ_NCALLS; nr++) {
		struct call c = { .nr = nr, .len = 3, .data = { 0, '"', 200 } };

		for (size_t a = 0; a < INPUT_ARGS; a++)
			if (call_arg_size(fuzz_calls[nr].arg[a]) == 8)
				c.arg[a] = UINT64_MAX - 5;
		fputs("\tsum += ", to);
		if (!write_c_call(to, &c, &image, "DIR", 7, 5))
			require_failed(__FILE__, __LINE__, "call \"%s\" has no form in C",
			    fuzz_calls[nr].name);
		fputs(";\n", to);
	}
	fputs("\treturn sum;\n}\n\nstatic const struct call calls[] = { { 0, \"all\", all } };\n"
	      "static const struct program program = { .call = calls };\n",
	    to);
	REQUIRE_EQ(0, fclose(to));
	REQUIRE_EQ(0, system("gcc -std=gnu11 -O2 -Wall -Wextra -Werror -o all all.c"));
}
