/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A kernel with one disk, opened raw and unbuffered: each read and write of a
 * case is one request.  A tally below the faults counts what reaches the disk.
 */
#ifndef CASES_FAULT_RAW_H
#define CASES_FAULT_RAW_H

#include "atf/case.h"
#include "cases/fault/below.h"

#define RAW_SIZE (1 << 20)

struct raw {
	struct below below;
	struct kern *k;
	struct disk *disk;
	int fd;
	uint8_t *buf;  /* 64 KiB: what was written or read last */
	uint64_t addr; /* their place in the memory of the process that asks */
};

/* Boots and opens; every byte of the disk is 0x11.  Then sets the faults. */
void raw_open(struct raw *, const char *faults);
void raw_close(struct raw *);

/* One request; what pwrite and pread give.  Writes bytes of `value`. */
long raw_write(struct raw *, uint64_t at, size_t len, uint8_t value);
long raw_read(struct raw *, uint64_t at, size_t len);
/* All bytes of the disk's [at, at + len) are `value`. */
bool raw_holds(struct raw *, uint64_t at, size_t len, uint8_t value);
/* So are those of the buffer. */
bool raw_got(const struct raw *, size_t at, size_t len, uint8_t value);

#endif
