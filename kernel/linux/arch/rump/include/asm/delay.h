/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _ASM_DELAY_H
#define _ASM_DELAY_H

/* Waiting moves virtual time, see arch/rump/kernel/time.c. */
void rump_delay(unsigned long ns);
#define udelay(n) rump_delay((n) * 1000ul)
#define ndelay(n) rump_delay(n)

#endif
