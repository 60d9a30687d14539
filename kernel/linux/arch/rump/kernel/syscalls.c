// SPDX-License-Identifier: GPL-2.0
#include <linux/syscalls.h>
#include <asm/syscall.h>

SYSCALL_DEFINE6(mmap, unsigned long, addr, unsigned long, len, unsigned long, prot, unsigned long,
		flags, unsigned long, fd, unsigned long, off)
{
	if (off & ~PAGE_MASK)
		return -EINVAL;
	return ksys_mmap_pgoff(addr, len, prot, flags, fd, off >> PAGE_SHIFT);
}

/* Clients have no signal frames. */
SYSCALL_DEFINE0(rt_sigreturn)
{
	return -ENOSYS;
}

#undef __SYSCALL
#define __SYSCALL(nr, call) [nr] = (sys_call_ptr_t)(call),

const sys_call_ptr_t sys_call_table[__NR_syscalls] = {
	[0 ... __NR_syscalls - 1] = (sys_call_ptr_t)sys_ni_syscall,
#include <asm/unistd.h>
};
