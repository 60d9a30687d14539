/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The grammar: what is taken, and what is refused with place and expectation. */
#include <stdio.h>

#include "atf/case.h"
#include "rumpuser/fault.h"

/* Refused at that column (from 1), with a line that has both words. */
static void refused(const char *text, int column, const char *what, const char *expected)
{
	struct fault_rule rule[FAULT_RULES];
	char why[FAULT_WHY] = "", place[32];

	snprintf(place, sizeof(place), ": column %d: ", column);
	REQUIRE_EQ(-EINVAL, fault_parse(text, rule, FAULT_RULES, why));
	if (!strstr(why, place) || !strstr(why, what) || !strstr(why, expected) ||
	    strchr(why, '\n'))
		require_failed(__FILE__, __LINE__,
		    "\"%s\" gives \"%s\"; expected column %d, %s, %s", text, why, column, what,
		    expected);
}

static struct fault_rule parsed(const char *text)
{
	struct fault_rule rule[1];
	char why[FAULT_WHY] = "";

	if (fault_parse(text, rule, 1, why) != 1)
		require_failed(__FILE__, __LINE__, "%s", why);
	return rule[0];
}

/* The occurrences of a text. */
static void occurs(const char *text, uint64_t first, uint64_t last, uint64_t every)
{
	struct fault_rule r = parsed(text);

	REQUIRE_EQ(first, r.first);
	REQUIRE_EQ(last, r.last);
	REQUIRE_EQ(every, r.every);
}

CASE(occurrences, "one, from one on, from one to another, all, each k-th")
{
	occurs("write:17=EIO", 17, 17, 1);
	occurs("flush:1..=drop", 1, UINT64_MAX, 1);
	occurs("read:3..9=EIO", 3, 9, 1);
	occurs("read:*=EIO", 1, UINT64_MAX, 1);
	occurs("read:*/4=EIO", 4, UINT64_MAX, 4);
	occurs("read:3../4=EIO", 3, UINT64_MAX, 4);
	occurs(" read : 3..20 / 0x10 = EIO ", 3, 20, 16);
}

CASE(effects, "effects and the units of their arguments")
{
	REQUIRE_EQ(ENOSPC, parsed("write:1=ENOSPC").what.arg[0]);
	REQUIRE_EQ(ETIMEDOUT, parsed("write:1=error(ETIMEDOUT)").what.arg[0]);
	REQUIRE_EQ(4096, parsed("write:1=torn(4k)").what.arg[0]);
	REQUIRE_EQ(0, parsed("write:1=torn(4k)").what.arg[1]);
	REQUIRE_EQ(1, parsed("write:1=torn(4k, tail)").what.arg[1]);
	REQUIRE_EQ(1, parsed("write:1=torn(tail, bytes=4k)").what.arg[1]);
	REQUIRE_EQ(2 << 20, parsed("read:1=short(2M)").what.arg[0]);
	REQUIRE_EQ(0x40, parsed("read:5=flip(0x40)").what.arg[0]);
	REQUIRE_EQ(200000000, parsed("read:*=delay(200ms)").what.arg[0]);
	REQUIRE_EQ(-5000000000, parsed("clock:2=jump(-5s)").what.arg[0]);
	REQUIRE_EQ(365 * 86400 * 1000000000ll, parsed("clock:2=jump(+1y)").what.arg[0]);
	REQUIRE_EQ(-8, parsed("write:1=misdirect(-8)").what.arg[0]);
	REQUIRE_EQ(1, parsed("write:1=reorder").what.arg[0]);
}

CASE(filters, "filters of disk, sectors and direction")
{
	struct fault_rule r = parsed("write[disk=1,sector=100..200]:3=EIO");

	REQUIRE_EQ(1, r.dev);
	REQUIRE_EQ(100, r.sector);
	REQUIRE_EQ(200, r.sector_end);
	r = parsed("disk[sector=7]:3=EIO");
	REQUIRE_EQ(FAULT_ANY, r.dev);
	REQUIRE_EQ(7, r.sector_end);
	REQUIRE_EQ(FAULT_READ | FAULT_WRITE | FAULT_FLUSH | FAULT_DISCARD, r.calls);
	r = parsed("disk[dir=write, sector=7..]:3=EIO");
	REQUIRE_EQ(-1, r.sector_end);
	REQUIRE_EQ(FAULT_WRITE | FAULT_DISCARD, r.calls);
	REQUIRE_STREQ("disk[dir=write, sector=7..]:3=EIO", r.text);
}

CASE(several, "several faults in one text")
{
	struct fault_rule rule[3];
	char why[FAULT_WHY];

	REQUIRE_EQ(2, fault_parse("read:1=EIO; write:2=drop", rule, 3, why));
	REQUIRE_STREQ("write:2=drop", rule[1].text);
	REQUIRE_EQ(-EINVAL, fault_parse("read:1=EIO;read:2=EIO;read:3=EIO", rule, 2, why));
	REQUIRE(strstr(why, "2 at most"));
}

CASE(bad_call, "a hypercall that does not exist")
{
	refused("", 1, "no hypercall", "expected read, write");
	refused("wriet:3=EIO", 1, "'wriet'", "random");
	refused("read:1=EIO;", 12, "no hypercall", "expected read");
	refused("read:1=EIO; 3:1=EIO", 13, "no hypercall", "expected read");
	refused("write 3=EIO", 7, "'3'", "expected ':'");
	refused("write", 6, "the end", "expected ':'");
}

CASE(bad_occurrence, "an occurrence that can not be")
{
	refused("write:0=EIO", 7, "occurrence 0", "expected 1 or more");
	refused("write:-1=EIO", 7, "'-1'", "expected an occurrence");
	refused("write:=EIO", 7, "'='", "expected an occurrence");
	refused("write:5..3=EIO", 7, "5..3", "the lower one first");
	refused("write:5..0=EIO", 10, "occurrence 0", "expected 1 or more");
	refused("write:3/2=EIO", 8, "one occurrence", "expected n..");
	refused("write:*/0=EIO", 8, "every 0th", "expected 1 to");
	refused("write:99999999999999999999=EIO", 7, "too large", "occurrence");
	refused("write:3", 8, "the end", "expected '='");
	refused("write:3.4=EIO", 8, "'.4'", "expected '='");
}

CASE(bad_filter, "a filter that does not fit")
{
	refused("write[size=3]:1=EIO", 7, "no filter",
	    "expected disk, sector, dir, kind, wire, proto, len or at");
	refused("write[disk=32]:1=EIO", 7, "disk 32", "expected 0 to 31");
	refused("write[disk]:1=EIO", 11, "']'", "expected '='");
	refused("write[disk=1,disk=2]:1=EIO", 14, "disk twice", "once");
	refused("write[disk=x]:1=EIO", 12, "'x'", "the number of a disk");
	refused("write[sector=9..3]:1=EIO", 7, "9..3", "the lower one first");
	refused("flush[sector=9]:1=EIO", 7, "flush has no sectors", "no such filter");
	refused("clock[disk=0]:1=jump(1s)", 7, "clock has no disk", "no such filter");
	refused("write[dir=read]:1=EIO", 7, "never goes that way", "no such filter");
	refused("disk[dir=up]:1=EIO", 10, "no direction", "read or write");
	refused("alloc[kind=heap]:1=ENOMEM", 12, "no kind", "slab, page or vmalloc");
	refused("write[kind=slab]:1=EIO", 7, "write has no kind", "no such filter");
	refused("alloc[disk=0]:1=ENOMEM", 7, "alloc has no disk", "no such filter");
	refused("write[disk=1:1=EIO", 13, "':'", "expected ']'");
}

CASE(bad_effect, "an effect that does not exist or can not happen there")
{
	refused("alloc:3=EIO", 9, "ENOMEM alone", "expected that");
	refused("alloc:3=drop", 9, "drop can not happen to alloc", "error");
	refused("write:3=", 9, "no effect", "torn");
	refused("write:3=melt", 9, "'melt'", "torn");
	refused("write:3=EWHAT", 9, "no errno", "EIO");
	refused("write:3=error(5)", 15, "no errno", "EIO");
	refused("read:3=torn(512)", 8, "torn can not happen to read", "flip");
	refused("disk:3=torn(512)", 8, "torn can not happen to disk", "stuck");
	refused("clock:3=EIO", 9, "error can not happen to clock", "jump");
	refused("write:3=EIO EIO", 13, "'EIO'", "expected ';'");
}

CASE(bad_argument, "an argument that is missing, too many, or out of its bounds")
{
	refused("write:3=torn", 13, "torn without bytes", "torn(bytes");
	refused("write:3=torn()", 14, "')'", "expected bytes");
	refused("write:3=torn(100)", 14, "bytes is 100", "multiple of 512");
	refused("write:3=torn(512,head)", 18, "no such argument", "torn");
	refused("write:3=torn(512,512)", 18, "no such argument", "torn");
	refused("write:3=torn(512,bytes=512)", 18, "bytes twice", "once");
	refused("write:3=torn(512", 17, "the end", "expected ')'");
	refused("write:3=torn(512q)", 17, "no unit", "expected k, M or G");
	refused("write:3=flip(256)", 14, "mask is 256", "1 to 255");
	refused("write:3=flip(0)", 14, "mask is 0", "1 to 255");
	refused("write:3=delay(200)", 18, "no unit", "expected ns");
	refused("write:3=delay(-1s)", 15, "'-1s'", "expected time");
	refused("clock:3=jump(999999y)", 14, "too large", "time");
	refused("write:3=drop(1)", 14, "no such argument", "drop");
	refused("random:1=fill(300)", 15, "byte is 300", "0 to 255");
}

CASE(contradiction, "two faults that can not both happen")
{
	refused("write:3=EIO; write:3=drop", 26, "contradicts 'write:3=EIO'", "one of them");
	refused("write:3=EIO; write:*=drop", 26, "contradicts", "one of them");
	refused("write:2../3=EIO; write:4../5=drop", 34, "contradicts", "one of them");
	refused("write:3=delay(1s);write:3=reorder", 34, "contradicts", "one of them");
	/* These can: other occurrences, other calls, or an effect of timing. */
	{
		struct fault_rule rule[4];
		char why[FAULT_WHY];

		REQUIRE_EQ(2, fault_parse("write:2../2=EIO; write:3../2=drop", rule, 4, why));
		REQUIRE_EQ(2, fault_parse("write:1..3=EIO; write:4..=drop", rule, 4, why));
		REQUIRE_EQ(2, fault_parse("write:3=EIO; read:3=EIO", rule, 4, why));
		REQUIRE_EQ(2, fault_parse("write:3=EIO; write:3=delay(1s)", rule, 4, why));
	}
}

CASE(one_line, "a text of anything gives one line")
{
	struct fault_rule rule[1];
	char why[FAULT_WHY], text[2000];

	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	REQUIRE_EQ(-EINVAL, fault_parse(text, rule, 1, why));
	REQUIRE(strlen(why) < FAULT_WHY);
	REQUIRE_EQ(-EINVAL, fault_parse("write:1=\n\x01\xff", rule, 1, why));
	REQUIRE(!strpbrk(why, "\n\x01"));
	memset(text, ' ', 200);
	memcpy(text, "write:", 6);
	strcpy(text + 200, "1=EIO");
	REQUIRE_EQ(-EINVAL, fault_parse(text, rule, 1, why));
	REQUIRE(strstr(why, "127 at most"));
}
