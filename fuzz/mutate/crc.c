/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <immintrin.h>
#include <stdbool.h>
#include <string.h>

#include "fuzz/mutate/crc.h"

#define CRC32C 0x82f63b78 /* bits reversed */
#define CRC32 0xedb88320

/* Tables for eight bytes at a time: entry[k] is of a byte that k others follow.
 * Made on first use. */
struct table {
	uint32_t entry[8][256];
	bool made;
};

static void make(struct table *t, uint32_t reversed)
{
	for (uint32_t i = 0; i < 256; i++) {
		uint32_t crc = i;

		for (int bit = 0; bit < 8; bit++)
			crc = crc & 1 ? crc >> 1 ^ reversed : crc >> 1;
		t->entry[0][i] = crc;
	}
	for (int k = 1; k < 8; k++)
		for (uint32_t i = 0; i < 256; i++) {
			uint32_t crc = t->entry[k - 1][i];

			t->entry[k][i] = crc >> 8 ^ t->entry[0][crc & 0xff];
		}
	t->made = true;
}

static uint32_t run(struct table *t, uint32_t reversed, uint32_t crc, const uint8_t *p, size_t len)
{
	if (!t->made)
		make(t, reversed);
	for (; len >= 8; len -= 8, p += 8) {
		uint64_t word, next = 0;

		memcpy(&word, p, 8);
		word ^= crc;
		for (int k = 0; k < 8; k++)
			next ^= t->entry[7 - k][word >> 8 * k & 0xff];
		crc = next;
	}
	for (; len; len--, p++)
		crc = crc >> 8 ^ t->entry[0][(crc ^ *p) & 0xff];
	return crc;
}

/* By the instruction that processors have for just this polynomial. */
static __attribute__((target("sse4.2"))) uint32_t run_sse(uint32_t crc, const uint8_t *p,
    size_t len)
{
	uint64_t wide = crc, word;

	for (; len >= 8; len -= 8, p += 8) {
		memcpy(&word, p, 8);
		wide = __builtin_ia32_crc32di(wide, word);
	}
	for (crc = wide; len; len--, p++)
		crc = __builtin_ia32_crc32qi(crc, *p);
	return crc;
}

uint32_t crc32c(uint32_t crc, const void *data, size_t len)
{
	static struct table t;

	if (__builtin_cpu_supports("sse4.2"))
		return run_sse(crc, data, len);
	return run(&t, CRC32C, crc, data, len);
}

/*
 * Makes `len` bytes, whole pieces of 16, two at least, into 16 with the same
 * remainder: a piece, as a polynomial, times what 128 more bits behind it come to.
 */
static __attribute__((target("pclmul,sse4.2"))) void fold(uint32_t crc, const uint8_t *p,
    size_t len, uint8_t *out)
{
	const __m128i by = _mm_set_epi64x(0x0ccaa009e, 0x1751997d0);
	__m128i x = _mm_xor_si128(_mm_loadu_si128((const void *)p), _mm_cvtsi32_si128(crc));

	for (p += 16, len -= 16; len; p += 16, len -= 16)
		x = _mm_xor_si128(_mm_loadu_si128((const void *)p),
		    _mm_xor_si128(_mm_clmulepi64_si128(x, by, 0x00),
			_mm_clmulepi64_si128(x, by, 0x11)));
	_mm_storeu_si128((void *)out, x);
}

uint32_t crc32(uint32_t crc, const void *data, size_t len)
{
	static struct table t;
	const uint8_t *p = data;
	size_t whole = len & ~15ul;
	uint8_t rest[16];

	if (len < 64 || !__builtin_cpu_supports("pclmul"))
		return run(&t, CRC32, crc, p, len);
	fold(crc, p, whole, rest);
	crc = run(&t, CRC32, 0, rest, sizeof(rest));
	return run(&t, CRC32, crc, p + whole, len - whole);
}

uint16_t crc16(uint16_t crc, const void *data, size_t len)
{
	static struct table t;

	return run(&t, 0xa001, crc, data, len);
}

uint16_t crc16_itu(uint16_t crc, const void *data, size_t len)
{
	static uint16_t entry[256];
	static bool made;
	const uint8_t *p = data;

	for (uint32_t i = 0; !made && i < 256; i++) {
		uint16_t value = i << 8;

		for (int bit = 0; bit < 8; bit++)
			value = value & 0x8000 ? value << 1 ^ 0x1021 : value << 1;
		entry[i] = value;
	}
	made = true;
	for (; len; len--, p++)
		crc = crc << 8 ^ entry[(crc >> 8 ^ *p) & 0xff];
	return crc;
}

static const uint8_t zeroes[16];

uint32_t crc32c_zeroed(uint32_t crc, const uint8_t *data, size_t len, size_t at, size_t width)
{
	crc = crc32c(crc32c(crc, data, at), zeroes, width);
	return crc32c(crc, data + at + width, len - at - width);
}

uint32_t crc32_zeroed(uint32_t crc, const uint8_t *data, size_t len, size_t at, size_t width)
{
	crc = crc32(crc32(crc, data, at), zeroes, width);
	return crc32(crc, data + at + width, len - at - width);
}
