/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Inputs that are rows of records: what a target with a runner (harness/runner.h) takes.
 *
 * The rule everything rests on: every string of bytes is a row.  A record is its kind (1
 * byte, modulo the kinds there are), a number n (2 bytes, little-endian) and n bytes; of
 * some kinds the number is all there is.  A last record that is cut short is as long as
 * what is left; what comes behind RECORDS of them is no part of the row.
 *
 * As a text:
 *
 *	rumpus-records 1
 *	# what it is about
 *	frame 020000000001 020000000002 0800 4500...   pairs of hexadecimal digits; blanks
 *	pass 200                                       between them are skipped
 */
#ifndef RUMPUS_FUZZ_RECORDS_H
#define RUMPUS_FUZZ_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#define RECORDS 32
#define RECORD_HEAD 3
#define RECORDS_MAGIC "rumpus-records 1"

struct record_kind {
	const char *name; /* of the text; NULL: behind the last one */
	bool number;      /* no bytes follow */
};

struct record {
	uint8_t kind;
	uint16_t number;      /* of bytes, too, where there are any */
	const uint8_t *bytes; /* of the input; NULL: the kind has none */
};

struct records {
	size_t n;
	struct record of[RECORDS];
};

/* Takes an input apart.  Inline, for the harness has no part of fuzz/ in it. */
static inline void records_decode(struct records *r, const struct record_kind *kinds,
    const uint8_t *bytes, size_t size)
{
	size_t count = 0;

	while (kinds[count].name)
		count++;
	for (r->n = 0; size >= RECORD_HEAD && r->n < RECORDS; r->n++) {
		struct record *one = &r->of[r->n];

		one->kind = bytes[0] % count;
		one->number = bytes[1] | bytes[2] << 8;
		bytes += RECORD_HEAD;
		size -= RECORD_HEAD;
		one->bytes = kinds[one->kind].number ? NULL : bytes;
		if (!one->bytes)
			continue;
		if (one->number > size)
			one->number = size;
		bytes += one->number;
		size -= one->number;
	}
}

/* Writes a row, whole records and at most `max` bytes; the size.  Not over what the records
 * are made of. */
size_t records_encode(const struct records *, uint8_t *to, size_t max);
/* Writes the text form. */
void records_print(const struct records *, const struct record_kind *, FILE *to);
/* Reads it, NUL-terminated, into an input; its size, or -EINVAL with *why set to one line
 * that names the line, what is wrong and what was expected (static storage). */
ssize_t records_parse(const struct record_kind *, const char *text, uint8_t *to, size_t max,
    const char **why);

#endif
