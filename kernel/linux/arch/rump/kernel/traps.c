// SPDX-License-Identifier: GPL-2.0
/* A fault of the kernel that no fixup expects: an oops, and the end. */
#include <linux/kasan.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/sched/debug.h>
#include <asm/rump.h>

asmlinkage void rump_oops(void);

static const char *what(const struct rump_fault *f)
{
	switch (f->sig) {
	case 8: /* SIGFPE */
		return "divide error";
	case 4: /* SIGILL */
		return "invalid opcode";
	case 7: /* SIGBUS */
		return "bus error";
	}
	return f->addr < PAGE_SIZE ? "kernel NULL pointer dereference" :
				     "unable to handle page fault";
}

asmlinkage void rump_oops(void)
{
	const struct rump_fault *f = rump_image.fault;
	struct pt_regs regs = { .ip = f->ip, .sp = f->sp, .bp = f->bp, .ax = f->ax };

	rump_irqs_on = 0;
	bust_spinlocks(1);
	pr_alert("BUG: %s, address: %016llx, %s\n", what(f), f->addr, f->write ? "write" : "read");
#ifdef CONFIG_KASAN_INLINE
	kasan_non_canonical_hook(f->addr);
#endif
	pr_alert("Oops: comm %s, in [<%016llx>]\n", current->comm, f->ip);
	pr_alert("ax %016llx bx %016llx cx %016llx dx %016llx\n", f->ax, f->bx, f->cx, f->dx);
	pr_alert("si %016llx di %016llx bp %016llx sp %016llx\n", f->si, f->di, f->bp, f->sp);
	pr_alert("8  %016llx 9  %016llx 10 %016llx 11 %016llx\n", f->r8, f->r9, f->r10, f->r11);
	pr_alert("12 %016llx 13 %016llx 14 %016llx 15 %016llx\n", f->r12, f->r13, f->r14, f->r15);
	rump_show_trace(&regs);
	bust_spinlocks(0);
	add_taint(TAINT_DIE, LOCKDEP_NOW_UNRELIABLE);
	panic("Fatal exception");
}
