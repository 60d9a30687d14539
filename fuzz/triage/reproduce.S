/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The part that programs share, for those that have it in themselves. */
	.section .rodata
	.globl triage_shared
triage_shared:
	.incbin "fuzz/input/pack.h"
	.incbin "fuzz/triage/reproduce.h"
	.byte 0
	.section .note.GNU-stack, "", @progbits
