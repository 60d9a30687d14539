/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _ASM_ARCHRANDOM_H
#define _ASM_ARCHRANDOM_H

/* The random hypercall is the only source of randomness there is. */
void rump_random(void *buf, unsigned long len);

static inline size_t __must_check arch_get_random_longs(unsigned long *v, size_t max_longs)
{
	rump_random(v, max_longs * sizeof(*v));
	return max_longs;
}

static inline size_t __must_check arch_get_random_seed_longs(unsigned long *v, size_t max_longs)
{
	return arch_get_random_longs(v, max_longs);
}

#endif
