/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _ASM_IRQFLAGS_H
#define _ASM_IRQFLAGS_H

#include <linux/types.h>

/*
 * Interrupts come at three places only: here, where they are enabled; in the
 * idle task; and at a clock read that finds them enabled.  So the flag is a
 * variable and the check is cheap.
 *
 * It is also where kernel work is counted: any loop that takes locks or
 * allocates comes here, and a call that has used up its budget ends here.
 */
extern unsigned long rump_irqs_on;
extern unsigned long rump_irq_pending;
extern s64 rump_work_left;
void rump_irq_slow(void);

static __always_inline unsigned long arch_local_save_flags(void)
{
	return rump_irqs_on;
}

static __always_inline void arch_local_irq_restore(unsigned long flags)
{
	rump_irqs_on = flags;
	if (__builtin_expect(--rump_work_left < 0 || (rump_irq_pending & flags), 0))
		rump_irq_slow();
}

static __always_inline unsigned long arch_local_irq_save(void)
{
	unsigned long flags = rump_irqs_on;

	rump_irqs_on = 0;
	return flags;
}

static __always_inline void arch_local_irq_disable(void)
{
	rump_irqs_on = 0;
}

static __always_inline void arch_local_irq_enable(void)
{
	arch_local_irq_restore(1);
}

static __always_inline bool arch_irqs_disabled_flags(unsigned long flags)
{
	return !flags;
}

static __always_inline bool arch_irqs_disabled(void)
{
	return !rump_irqs_on;
}

#endif
