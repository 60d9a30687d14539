/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The callbacks of coverage instrumentation.  They jump, so that the host's
 * function sees the return address of the instrumented code.
 *
 * Comparisons also count as work: a loop over corrupt data that takes no lock
 * comes to its end here.  The host's function is told of each place TOLD_MAX times
 * from a restore on: what it keeps is a few recent ones, and a loop over thousands of
 * equal ones would drive out all others, at a third of the time.
 */
#include <linux/linkage.h>

#define PLACES 8192 /* return addresses, by their low bits */
#define TOLD_MAX 16

	.bss
	.balign 4096
told:	.skip PLACES

	.text

	.macro callback name, target
SYM_FUNC_START(__sanitizer_cov_\name)
	decq rump_work_left(%rip)
	js 2f
	mov rump_host+8*\target(%rip), %rax
	test %rax, %rax
	jz 1f
	mov (%rsp), %r10
	and $(PLACES - 1), %r10d
	cmpb $TOLD_MAX, told(%r10)
	jae 1f
	incb told(%r10)
	jmp *%rax
1:	ret
2:	cmpl $0, rump_running_flag(%rip)
	je 1b
	push %rbp /* a frame, for the trace */
	mov %rsp, %rbp
	and $-16, %rsp
	call rump_irq_slow
	ud2
SYM_FUNC_END(__sanitizer_cov_\name)
	.endm

	/* in the order of struct rump_host */
	callback trace_cmp1, 1
	callback trace_cmp2, 2
	callback trace_cmp4, 3
	callback trace_cmp8, 4
	callback trace_const_cmp1, 5
	callback trace_const_cmp2, 6
	callback trace_const_cmp4, 7
	callback trace_const_cmp8, 8
	callback trace_switch, 9

/* The loader knows where the counters are: nothing to register. */
SYM_FUNC_START(__sanitizer_cov_8bit_counters_init)
	ret
SYM_FUNC_END(__sanitizer_cov_8bit_counters_init)

SYM_FUNC_START(__sanitizer_cov_pcs_init)
	ret
SYM_FUNC_END(__sanitizer_cov_pcs_init)

/* Merging happens when the host writes the counters out. */
SYM_FUNC_START(__gcov_merge_add)
	jmp *rump_host+8*10(%rip)
SYM_FUNC_END(__gcov_merge_add)

	.section .note.GNU-stack, "", @progbits
