/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The format of a trace in a file, see rumpus-trace(5).  All numbers are little
 * endian: a header, records, each followed by its data if it has some, a trailer.
 */
#ifndef RUMPUS_TRACE_FORMAT_H
#define RUMPUS_TRACE_FORMAT_H

#include <endian.h>
#include <stdint.h>
#include <string.h>

#define TRACE_MAGIC "RUMPTRAC"
#define TRACE_END "RUMPTEND"
#define TRACE_MAGIC_LEN 8
#define TRACE_VERSION 1

#define TRACE_HEADER 40
#define TRACE_RECORD 64
#define TRACE_TRAILER 24

/* Bytes of a file, read or written one number after the other. */
static inline void put32(uint8_t **p, uint32_t value)
{
	value = htole32(value);
	memcpy(*p, &value, sizeof(value));
	*p += sizeof(value);
}

static inline void put64(uint8_t **p, uint64_t value)
{
	value = htole64(value);
	memcpy(*p, &value, sizeof(value));
	*p += sizeof(value);
}

static inline uint32_t get32(const uint8_t **p)
{
	uint32_t value;

	memcpy(&value, *p, sizeof(value));
	*p += sizeof(value);
	return le32toh(value);
}

static inline uint64_t get64(const uint8_t **p)
{
	uint64_t value;

	memcpy(&value, *p, sizeof(value));
	*p += sizeof(value);
	return le64toh(value);
}

/* FNV-1a, of what came before and these bytes. */
#define TRACE_SUM 0xcbf29ce484222325

static inline uint64_t trace_sum(uint64_t sum, const uint8_t *p, uint64_t len)
{
	for (uint64_t i = 0; i < len; i++)
		sum = (sum ^ p[i]) * 0x100000001b3;
	return sum;
}

#endif
