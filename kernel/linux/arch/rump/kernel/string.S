/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copies and fills: overlapping moves for short lengths, the string
 * instructions for long ones.  The plain names are weak, so that KASAN's
 * checked versions can take them.
 */
#include <linux/linkage.h>

	.text

	.macro alias name, of
	.weak \name
	.set \name, \of
	.endm

/* All is loaded before anything is stored, so this serves memmove as well. */
	.macro move_upto_32
	cmp $16, %rdx
	jae .Lm16\@
	cmp $8, %edx
	jae .Lm8\@
	cmp $4, %edx
	jae .Lm4\@
	cmp $2, %edx
	jae .Lm2\@
	test %edx, %edx
	jz .Lm0\@
	movb (%rsi), %cl
	movb %cl, (%rdi)
.Lm0\@:	ret
.Lm2\@:	movw (%rsi), %cx
	movw -2(%rsi,%rdx), %r8w
	movw %cx, (%rdi)
	movw %r8w, -2(%rdi,%rdx)
	ret
.Lm4\@:	movl (%rsi), %ecx
	movl -4(%rsi,%rdx), %r8d
	movl %ecx, (%rdi)
	movl %r8d, -4(%rdi,%rdx)
	ret
.Lm8\@:	movq (%rsi), %rcx
	movq -8(%rsi,%rdx), %r8
	movq %rcx, (%rdi)
	movq %r8, -8(%rdi,%rdx)
	ret
.Lm16\@: movups (%rsi), %xmm0
	movups -16(%rsi,%rdx), %xmm1
	movups %xmm0, (%rdi)
	movups %xmm1, -16(%rdi,%rdx)
	ret
	.endm

SYM_FUNC_START(__memcpy)
	mov %rdi, %rax
	cmp $32, %rdx
	ja 1f
	move_upto_32
1:	cmp $256, %rdx
	jae 3f
	movups -16(%rsi,%rdx), %xmm2
	movups -32(%rsi,%rdx), %xmm3
	lea -32(%rdi,%rdx), %rcx
2:	movups (%rsi), %xmm0
	movups 16(%rsi), %xmm1
	movups %xmm0, (%rdi)
	movups %xmm1, 16(%rdi)
	add $32, %rsi
	add $32, %rdi
	cmp %rcx, %rdi
	jb 2b
	movups %xmm3, (%rcx)
	movups %xmm2, 16(%rcx)
	ret
3:	mov %rdx, %rcx
	rep movsb
	ret
SYM_FUNC_END(__memcpy)

SYM_FUNC_START(__memmove)
	mov %rdi, %rax
	cmp $32, %rdx
	ja 1f
	move_upto_32
1:	mov %rdi, %rcx
	sub %rsi, %rcx
	cmp %rdx, %rcx
	jae __memcpy /* `to` is not inside [from, from + n) */
	/* Down from the end, 16 bytes at a time; the first 16 come last. */
	movups (%rsi), %xmm1
	lea -16(%rdx), %rcx
2:	movups (%rsi,%rcx), %xmm0
	movups %xmm0, (%rdi,%rcx)
	sub $16, %rcx
	ja 2b
	movups %xmm1, (%rdi)
	ret
SYM_FUNC_END(__memmove)

SYM_FUNC_START(__memset)
	mov %rdi, %r9
	movzbl %sil, %eax
	cmp $192, %rdx
	jae 4f
	mov $0x0101010101010101, %r8
	imul %r8, %rax
	cmp $16, %rdx
	jb 2f
	movq %rax, %xmm0
	punpcklqdq %xmm0, %xmm0
	lea -16(%rdi,%rdx), %rcx
1:	movups %xmm0, (%rdi)
	add $16, %rdi
	cmp %rcx, %rdi
	jb 1b
	movups %xmm0, (%rcx)
	mov %r9, %rax
	ret
2:	cmp $8, %edx
	jb 3f
	movq %rax, (%rdi)
	movq %rax, -8(%rdi,%rdx)
	mov %r9, %rax
	ret
3:	mov %rdx, %rcx
	test %ecx, %ecx
	jz 6f
5:	movb %al, -1(%rdi,%rcx)
	dec %ecx
	jnz 5b
6:	mov %r9, %rax
	ret
4:	mov %rdx, %rcx
	rep stosb
	mov %r9, %rax
	ret
SYM_FUNC_END(__memset)

	alias memcpy, __memcpy
	alias memmove, __memmove
	alias memset, __memset

	.section .note.GNU-stack, "", @progbits
