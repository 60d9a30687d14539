/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Cyclic redundancy checks as file systems use them: no inversion at either
 * end, the caller gives the start value. */
#ifndef RUMPUS_FUZZ_CRC_H
#define RUMPUS_FUZZ_CRC_H

#include <stddef.h>
#include <stdint.h>

uint32_t crc32c(uint32_t crc, const void *data, size_t len); /* polynomial 0x1edc6f41 */
uint16_t crc16(uint16_t crc, const void *data, size_t len);  /* polynomial 0x8005 */

#endif
