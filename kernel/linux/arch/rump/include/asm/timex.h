/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _ASM_TIMEX_H
#define _ASM_TIMEX_H

#include <linux/types.h>

typedef u64 cycles_t;

u64 rump_clock(void);
#define get_cycles rump_clock

#define CLOCK_TICK_RATE 1000000000

#endif
