/* SPDX-License-Identifier: GPL-2.0 */
#include <linux/linkage.h>
#include <asm/thread_info.h>

	.macro push_saved
	push %rbp
	push %rbx
	push %r12
	push %r13
	push %r14
	push %r15
	.endm

	.macro pop_saved
	pop %r15
	pop %r14
	pop %r13
	pop %r12
	pop %rbx
	pop %rbp
	.endm

	.text

SYM_FUNC_START(rump_swap)
	push_saved
	mov %rsp, (%rdi)
	mov %rsi, %rsp
	mov %rdx, %rax
	pop_saved
	ret
SYM_FUNC_END(rump_swap)

SYM_FUNC_START(rump_load)
	mov %rdi, %rsp
	mov %rsi, %rax
	pop_saved
	ret
SYM_FUNC_END(rump_load)

	.section .init.text, "ax"

SYM_FUNC_START(rump_start)
	push_saved
	mov %rsp, (%rdi)
	mov %rsi, %rsp
	xor %ebp, %ebp
	call start_kernel
	ud2
SYM_FUNC_END(rump_start)

	.text

/* First code of a new task: %rax is the task before it, %rbx a function and
 * %r12 its argument.  A client process comes back from its function. */
SYM_FUNC_START(ret_from_fork)
	mov %rax, %rdi
	call schedule_tail
	mov %r12, %rdi
	call *%rbx
	call rump_context_loop
	ud2
SYM_FUNC_END(ret_from_fork)

/* The loader's signal handler makes a fault without a fixup go on here. */
SYM_FUNC_START(rump_fault_entry)
	push %rbp
	mov %rsp, %rbp
	call rump_oops
	ud2
SYM_FUNC_END(rump_fault_entry)

/*
 * unsigned long rump_copy(void *to, const void *from, unsigned long n)
 * A copy that may fault; bytes not copied.
 */
SYM_FUNC_START(rump_copy)
	mov %rdx, %rcx
	cmp $64, %rdx
	jae 2f
	cmp $8, %rdx
	jne 3f
1:	mov (%rsi), %rax
4:	mov %rax, (%rdi)
	xor %eax, %eax
	ret
3:	test %rcx, %rcx
	jz 6f
5:	movb (%rsi), %al
7:	movb %al, (%rdi)
	inc %rsi
	inc %rdi
	dec %rcx
	jnz 5b
6:	xor %eax, %eax
	ret
2:	rep movsb
	xor %eax, %eax
	ret
8:	mov %rcx, %rax
	ret
	.section __ex_table, "a"
	.balign 8
	.quad 1b, 8b
	.quad 4b, 8b
	.quad 5b, 8b
	.quad 7b, 8b
	.quad 2b, 8b
	.previous
SYM_FUNC_END(rump_copy)

/* unsigned long rump_fill(void *to, unsigned long n): zeroes that may fault. */
SYM_FUNC_START(rump_fill)
	mov %rsi, %rcx
	xor %eax, %eax
1:	rep stosb
2:	mov %rcx, %rax
	ret
	.section __ex_table, "a"
	.balign 8
	.quad 1b, 2b
	.previous
SYM_FUNC_END(rump_fill)

/* long rump_strncpy(char *to, const char *from, long n): the length without
 * the NUL, n where there is none, -1 at a fault; `to` may be NULL. */
SYM_FUNC_START(rump_strncpy)
	xor %ecx, %ecx
1:	cmp %rdx, %rcx
	jge 3f
2:	movb (%rsi,%rcx), %al
	test %rdi, %rdi
	jz 5f
	movb %al, (%rdi,%rcx)
5:	test %al, %al
	jz 3f
	inc %rcx
	jmp 1b
3:	mov %rcx, %rax
	ret
4:	mov $-1, %rax
	ret
	.section __ex_table, "a"
	.balign 8
	.quad 2b, 4b
	.previous
SYM_FUNC_END(rump_strncpy)

	.section .note.GNU-stack, "", @progbits
