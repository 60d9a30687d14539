/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What a measurement needs: the host's clock, samples, a row of the table.
 */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stdint.h>

/* The host's monotonic clock, ns; the same in all processes. */
uint64_t measure_now(void);
/* Prints the row `name unit min median n`, tab-separated; sorts the samples. */
void measure_row(const char *name, const char *unit, double *samples, int n);
/* Ends the program with a line where the result of a call is a negative errno. */
void measure_check(long result, const char *what);
/* The path of an ext4 image of 8 MiB that holds /f, 4096 bytes long; made on
 * the first call, below build/bench. */
const char *measure_image(void);

#endif
