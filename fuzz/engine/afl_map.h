/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The kernel's coverage counters in AFL++'s map. */
#ifndef RUMPUS_FUZZ_AFL_MAP_H
#define RUMPUS_FUZZ_AFL_MAP_H

#include <stddef.h>

/* Makes room for as many counters as the loaded kernel has; before the fork
 * server starts.  Ends the process where the kernel has none. */
void afl_map_reserve(void);
/* Clears the kernel's counters; copies them to the map. */
void afl_map_clear(void);
void afl_map_publish(void);

#endif
