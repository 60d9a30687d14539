/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The fixed part of each program that write_c() writes. */
	.section .rodata
	.globl triage_head
triage_head:
	.incbin "fuzz/triage/reproduce.head"
	.incbin "fuzz/input/pack.h"
	.incbin "fuzz/triage/reproduce.more"
	.byte 0
	.section .note.GNU-stack, "", @progbits
