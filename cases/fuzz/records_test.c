/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Rows of records: their text, changes of them, and making them smaller. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "atf/case.h"
#include "fuzz/mutate/mutate.h"
#include "fuzz/triage/reduce_records.h"

static const struct record_kind kinds[] = { { "bytes", false }, { "pass", true }, { NULL, false } };

static const struct fuzz_target target = { .records = kinds };

static size_t parse(const char *text, uint8_t *to)
{
	const char *why = "";
	const ssize_t n = records_parse(kinds, text, to, INPUT_MAX, &why);

	REQUIRE_STREQ("", why);
	return n;
}

CASE(text, "what is printed is read as the same bytes")
{
	static const char row[] = RECORDS_MAGIC "\nbytes 00112233 44\npass 65535\nbytes\n";
	uint8_t bytes[INPUT_MAX];
	struct records r;
	char *text = NULL;
	size_t len;
	FILE *to = open_memstream(&text, &len);

	records_decode(&r, kinds, bytes, parse(row, bytes));
	REQUIRE_EQ(3, r.n);
	REQUIRE_EQ(5, r.of[0].number);
	REQUIRE_EQ(65535, r.of[1].number);
	REQUIRE(!r.of[1].bytes);
	records_print(&r, kinds, to);
	fclose(to);
	REQUIRE_STREQ(row, text);
	free(text);
}

static void refused(const char *text, const char *expected)
{
	uint8_t bytes[INPUT_MAX];
	const char *why = "";

	REQUIRE_EQ(-EINVAL, records_parse(kinds, text, bytes, sizeof(bytes), &why));
	REQUIRE_STREQ(expected, why);
}

CASE(wrong, "a text that is none is refused by the line")
{
	refused("rumpus-records 2\n", "line 1: expected " RECORDS_MAGIC);
	refused(RECORDS_MAGIC "\nframe 00\n", "line 2: expected # or one of: bytes pass");
	refused(RECORDS_MAGIC "\n\nbytes 0\n",
	    "line 3: expected pairs of hexadecimal digits, not too many");
	refused(RECORDS_MAGIC "\npass 65536\n", "line 2: expected a number up to 65535");
	refused(RECORDS_MAGIC "\npass\n", "line 2: expected a number up to 65535");
}

CASE(any_bytes, "any bytes are a row, which is encoded as it was decoded")
{
	uint8_t bytes[600], again[600];
	struct chance c = { 1 };
	struct records r, other;

	for (int round = 0; round < 2000; round++) {
		const size_t size = chance_below(&c, sizeof(bytes) + 1);
		size_t used;

		for (size_t i = 0; i < size; i++)
			bytes[i] = chance_below(&c, 4) ? chance_below(&c, 12) : chance_next(&c);
		records_decode(&r, kinds, bytes, size);
		used = records_encode(&r, again, sizeof(again));
		REQUIRE(used <= size);
		records_decode(&other, kinds, again, used);
		REQUIRE_EQ(r.n, other.n);
		for (size_t i = 0; i < r.n; i++)
			REQUIRE_EQ(r.of[i].number, other.of[i].number);
	}
}

CASE(mutate_rows, "changes keep to the room there is, and are the same for the same seed")
{
	const struct mutator m = { .target = &target };
	uint8_t one[256], two[256];
	size_t size = 0, same;

	for (uint64_t seed = 0; seed < 50000; seed++) {
		memcpy(two, one, size);
		same = mutate(&m, two, size, 200, seed);
		memset(one + 200, 0xa5, 56);
		size = mutate(&m, one, size, 200, seed);
		REQUIRE(size <= 200);
		REQUIRE_EQ(size, same);
		REQUIRE_MEMEQ(one, two, size);
		for (size_t i = 200; i < sizeof(one); i++)
			REQUIRE_EQ(0xa5, one[i]);
	}
}

CASE(few_rows, "changes and splices of a target with short rows have no longer ones")
{
	struct fuzz_target few = target;
	const struct mutator m = { .target = &few };
	uint8_t a[INPUT_MAX], b[INPUT_MAX], out[INPUT_MAX];
	const size_t b_size = parse(RECORDS_MAGIC "\npass 1\npass 2\npass 3\n", b);
	size_t most = 0, a_size = 0;
	struct records r;

	few.rows = 2;
	for (uint64_t seed = 0; seed < 5000; seed++) {
		a_size = mutate(&m, a, a_size, sizeof(a), seed);
		records_decode(&r, kinds, a, a_size);
		most = r.n > most ? r.n : most;
		records_decode(&r, kinds, out,
		    mutate_splice(&m, b, b_size, a, a_size, out, sizeof(out), seed));
		most = r.n > most ? r.n : most;
	}
	REQUIRE_EQ(2, most);
}

CASE(splice_rows, "of two rows come the beginning of one and the end of the other")
{
	const struct mutator m = { .target = &target };
	uint8_t a[INPUT_MAX], b[INPUT_MAX], out[INPUT_MAX];
	const size_t a_size = parse(RECORDS_MAGIC "\npass 1\npass 2\npass 3\n", a);
	const size_t b_size = parse(RECORDS_MAGIC "\npass 11\npass 12\npass 13\n", b);
	bool mixed = false;
	struct records r;

	for (uint64_t seed = 0; seed < 200; seed++) {
		size_t i = 0, from;

		records_decode(&r, kinds, out,
		    mutate_splice(&m, a, a_size, b, b_size, out, sizeof(out), seed));
		while (i < r.n && r.of[i].number == i + 1)
			i++;
		mixed |= i && i < r.n;
		for (from = 14 - (r.n - i); i < r.n; i++)
			REQUIRE_EQ(from++, r.of[i].number);
	}
	REQUIRE(mixed);
}

/* A row "crashes" that has a record with "xyz" in it somewhere before a time of 200 or
 * more. */
static bool crashes(void *arg, const uint8_t *bytes, size_t size)
{
	struct records r;
	bool seen = false;

	++*(int *)arg;
	records_decode(&r, kinds, bytes, size);
	for (size_t i = 0; i < r.n; i++) {
		if (r.of[i].bytes)
			seen |= memmem(r.of[i].bytes, r.of[i].number, "xyz", 3) != NULL;
		else if (seen && r.of[i].number >= 200)
			return true;
	}
	return false;
}

CASE(reduce_rows, "a row is made as small as it can be")
{
	static struct row_reducer r;
	uint8_t least[INPUT_MAX];
	const size_t size = parse(RECORDS_MAGIC "\nbytes 78797a\npass 200\n", least);
	int asked = 0;

	r = (struct row_reducer){ .kinds = kinds,
		.same = crashes,
		.arg = &asked,
		.tries_max = 1000 };
	r.size = parse(RECORDS_MAGIC "\npass 7\nbytes 0102\nbytes 78797a 0405060708\npass 9\n"
				     "bytes 010203040506\npass 4711\npass 300\nbytes 01\n",
	    r.best);
	reduce_records(&r);
	REQUIRE_EQ(size, r.size);
	REQUIRE_MEMEQ(least, r.best, size);
	REQUIRE_EQ(r.tries, asked);
}
