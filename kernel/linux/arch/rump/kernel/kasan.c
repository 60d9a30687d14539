// SPDX-License-Identifier: GPL-2.0
#include <linux/kasan.h>
#include <linux/sched.h>
#include <linux/sched/task.h>

/* The loader mapped the shadow, all zero: every access is allowed until the
 * allocators poison what they own. */
void __init kasan_init(void)
{
	init_task.kasan_depth = 0;
	pr_info("KernelAddressSanitizer initialized\n");
}
