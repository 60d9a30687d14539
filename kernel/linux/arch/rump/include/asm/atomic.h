/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _ASM_ATOMIC_H
#define _ASM_ATOMIC_H

#include <linux/types.h>
#include <asm/barrier.h>
#include <asm/cmpxchg.h>

/*
 * One thread, and interrupts only where they are enabled: nothing can come
 * between a load and the store after it, so plain C is atomic.
 */
#define arch_atomic_read(v) READ_ONCE((v)->counter)
#define arch_atomic_set(v, i) WRITE_ONCE((v)->counter, (i))
#define arch_atomic64_read(v) READ_ONCE((v)->counter)
#define arch_atomic64_set(v, i) WRITE_ONCE((v)->counter, (i))

#define RUMP_ATOMIC_OP(prefix, type, argtype, op, c_op)                        \
static __always_inline void prefix##_##op(argtype i, type *v)                  \
{                                                                              \
	v->counter = v->counter c_op i;                                        \
}                                                                              \
static __always_inline argtype prefix##_fetch_##op(argtype i, type *v)         \
{                                                                              \
	argtype old = v->counter;                                              \
	v->counter = old c_op i;                                               \
	return old;                                                            \
}

#define RUMP_ATOMIC_RETURN(prefix, type, argtype, op, c_op)                    \
static __always_inline argtype prefix##_##op##_return(argtype i, type *v)      \
{                                                                              \
	return v->counter = v->counter c_op i;                                 \
}

#define RUMP_ATOMICS(prefix, type, argtype)                                    \
	RUMP_ATOMIC_OP(prefix, type, argtype, add, +)                          \
	RUMP_ATOMIC_OP(prefix, type, argtype, sub, -)                          \
	RUMP_ATOMIC_OP(prefix, type, argtype, and, &)                          \
	RUMP_ATOMIC_OP(prefix, type, argtype, or, |)                           \
	RUMP_ATOMIC_OP(prefix, type, argtype, xor, ^)                          \
	RUMP_ATOMIC_RETURN(prefix, type, argtype, add, +)                      \
	RUMP_ATOMIC_RETURN(prefix, type, argtype, sub, -)

RUMP_ATOMICS(arch_atomic, atomic_t, int)
RUMP_ATOMICS(arch_atomic64, atomic64_t, s64)

#define arch_atomic_add_return arch_atomic_add_return
#define arch_atomic_sub_return arch_atomic_sub_return
#define arch_atomic_fetch_add arch_atomic_fetch_add
#define arch_atomic_fetch_sub arch_atomic_fetch_sub
#define arch_atomic_fetch_and arch_atomic_fetch_and
#define arch_atomic_fetch_or arch_atomic_fetch_or
#define arch_atomic_fetch_xor arch_atomic_fetch_xor
#define arch_atomic64_add_return arch_atomic64_add_return
#define arch_atomic64_sub_return arch_atomic64_sub_return
#define arch_atomic64_fetch_add arch_atomic64_fetch_add
#define arch_atomic64_fetch_sub arch_atomic64_fetch_sub
#define arch_atomic64_fetch_and arch_atomic64_fetch_and
#define arch_atomic64_fetch_or arch_atomic64_fetch_or
#define arch_atomic64_fetch_xor arch_atomic64_fetch_xor

#define ATOMIC64_INIT(i) { (i) }

#define arch_atomic_xchg(v, new) arch_xchg(&(v)->counter, new)
#define arch_atomic_cmpxchg(v, old, new) arch_cmpxchg(&(v)->counter, old, new)
#define arch_atomic64_xchg(v, new) arch_xchg(&(v)->counter, new)
#define arch_atomic64_cmpxchg(v, old, new) arch_cmpxchg(&(v)->counter, old, new)

#endif
