/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Cyclic redundancy checks as file systems use them: no inversion at either
 * end, the caller gives the start value. */
#ifndef RUMPUS_FUZZ_CRC_H
#define RUMPUS_FUZZ_CRC_H

#include <stddef.h>
#include <stdint.h>

uint32_t crc32c(uint32_t crc, const void *data, size_t len); /* polynomial 0x1edc6f41 */
uint32_t crc32(uint32_t crc, const void *data, size_t len);  /* polynomial 0x04c11db7 */
uint16_t crc16(uint16_t crc, const void *data, size_t len);  /* polynomial 0x8005 */
/* Polynomial 0x1021, the highest bit first. */
uint16_t crc16_itu(uint16_t crc, const void *data, size_t len);

/* The check of `len` bytes as if those of the checksum's own field, `width` bytes
 * at `at` (all inside), were of value 0. */
uint32_t crc32c_zeroed(uint32_t crc, const uint8_t *data, size_t len, size_t at, size_t width);
uint32_t crc32_zeroed(uint32_t crc, const uint8_t *data, size_t len, size_t at, size_t width);

#endif
