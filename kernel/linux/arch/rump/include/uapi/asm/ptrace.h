/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
#ifndef _UAPI_ASM_PTRACE_H
#define _UAPI_ASM_PTRACE_H

/* A client has no machine state that the kernel could see: only its call. */
struct user_pt_regs {
	unsigned long ip, sp, bp, ax;
};

#endif
