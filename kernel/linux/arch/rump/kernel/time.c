// SPDX-License-Identifier: GPL-2.0
/*
 * Virtual time.  The hypercall layer owns the clock; here it becomes a
 * clocksource, an event device of one shot, and the delays.
 */
#include <linux/clockchips.h>
#include <linux/clocksource.h>
#include <linux/delay.h>
#include <linux/hardirq.h>
#include <linux/irq.h>
#include <linux/irqflags.h>
#include <linux/sched/clock.h>
#include <linux/sched/debug.h>
#include <linux/timekeeping.h>
#include <asm/irq_regs.h>
#include <asm/rump.h>

u64 rump_next_event = U64_MAX;
u64 rump_now;
unsigned long rump_irqs_on;
unsigned long rump_irq_pending;
s64 rump_work_left = S64_MAX;

static struct pt_regs no_regs;

u64 rump_clock(void)
{
	rump_now = hyp_call(clock_now);
	if (rump_now >= rump_next_event)
		rump_irq_pending = 1;
	return rump_now;
}

/* Moves time as any look at it does, else a task that yields in a loop would
 * stay the one that ran least. */
unsigned long long notrace sched_clock(void)
{
	return rump_clock();
}

static u64 read_clocksource(struct clocksource *cs)
{
	return rump_clock();
}

static struct clocksource rump_clocksource = {
	.name = "rump",
	.rating = 400,
	.read = read_clocksource,
	.mask = CLOCKSOURCE_MASK(64),
	.flags = CLOCK_SOURCE_IS_CONTINUOUS | CLOCK_SOURCE_VALID_FOR_HRES,
};

static int set_next_event(unsigned long delta, struct clock_event_device *dev)
{
	rump_next_event = rump_clock() + delta;
	return 0;
}

static int no_event(struct clock_event_device *dev)
{
	rump_next_event = U64_MAX;
	return 0;
}

static struct clock_event_device rump_clockevent = {
	.name = "rump",
	.rating = 400,
	.features = CLOCK_EVT_FEAT_ONESHOT,
	.set_next_event = set_next_event,
	.set_state_shutdown = no_event,
	.set_state_oneshot_stopped = no_event,
};

void rump_timer_interrupt(void)
{
	struct pt_regs *old;

	rump_irq_pending = 0;
	rump_next_event = U64_MAX;
	old = set_irq_regs(&no_regs);
	irq_enter();
	rump_clockevent.event_handler(&rump_clockevent);
	irq_exit();
	set_irq_regs(old);
}

/* Where it was when the budget of work was spent; to tell it is not counted. */
static void leave_spent(void)
{
	rump_irqs_on = 0;
	rump_work_left = S64_MAX;
	pr_info("rump: out of work, comm %s\n", current->comm);
	show_stack(NULL, NULL, KERN_INFO);
	rump_work_left = -1;
	rump_leave(RUMP_BUDGET);
}

/* Interrupts were enabled with one pending, or the budget of work is spent.  Lockdep
 * has them on already where it was told, and not where the flag was set behind its
 * back: it is given back what it believed. */
void rump_irq_slow(void)
{
	if (rump_work_left < 0)
		leave_spent();
	while (rump_irqs_on && rump_irq_pending) {
		const bool known = lockdep_hardirqs_enabled();

		rump_irqs_on = 0;
		lockdep_hardirqs_off(_THIS_IP_);
		rump_timer_interrupt();
		if (known)
			rump_lockdep_on();
		rump_irqs_on = 1;
	}
}

/* Busy waiting: reads of the clock move it, so this ends. */
void rump_delay(unsigned long ns)
{
	u64 end = rump_clock() + ns;

	do {
		if (--rump_work_left < 0 || (rump_irqs_on && rump_irq_pending))
			rump_irq_slow();
	} while (rump_clock() < end);
}

void __init calibrate_delay(void)
{
	loops_per_jiffy = 1000000;
}

void __init time_init(void)
{
	rump_clockevent.cpumask = cpumask_of(0);
	clocksource_register_hz(&rump_clocksource, NSEC_PER_SEC);
	clockevents_config_and_register(&rump_clockevent, NSEC_PER_SEC, 1, LONG_MAX);
}

void read_persistent_clock64(struct timespec64 *ts)
{
	*ts = ns_to_timespec64(hyp_call(clock_wall));
}

void __init init_IRQ(void)
{
}
