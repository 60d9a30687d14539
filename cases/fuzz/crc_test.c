/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Checks, by their published values and by the definition. */
#include "atf/case.h"
#include "fuzz/mutate/crc.h"

CASE(published, "the checks of the nine digits are those in the catalogues")
{
	REQUIRE_EQ(0xe3069283, (uint32_t)~crc32c(~0u, "123456789", 9));
	REQUIRE_EQ(0xcbf43926, (uint32_t)~crc32(~0u, "123456789", 9));
	REQUIRE_EQ(0xbb3d, crc16(0, "123456789", 9));
	REQUIRE_EQ(0x31c3, crc16_itu(0, "123456789", 9));
}

/* Bit by bit, as the polynomial with its bits reversed says. */
static uint32_t slow(uint32_t polynomial, uint32_t crc, const uint8_t *p, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		crc ^= p[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc & 1 ? crc >> 1 ^ polynomial : crc >> 1;
	}
	return crc;
}

CASE(lengths, "any length and place gives what the definition gives")
{
	uint8_t data[300];

	for (size_t i = 0; i < sizeof(data); i++)
		data[i] = i * 167 + (i >> 3);
	for (size_t from = 0; from < 9; from++)
		for (size_t len = 0; len <= sizeof(data) - from; len++) {
			uint32_t start = 0x12345678u * (uint32_t)(len + 1);

			REQUIRE_EQ(slow(0x82f63b78, start, data + from, len),
			    crc32c(start, data + from, len));
			REQUIRE_EQ(slow(0xedb88320, start, data + from, len),
			    crc32(start, data + from, len));
			REQUIRE_EQ(slow(0xa001, start & 0xffff, data + from, len),
			    crc16(start, data + from, len));
		}
}
