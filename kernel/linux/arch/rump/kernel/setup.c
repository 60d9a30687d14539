// SPDX-License-Identifier: GPL-2.0
/* The first steps of a boot, and what is asked of an architecture once. */
#include <linux/init.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/panic_notifier.h>
#include <linux/seq_file.h>
#include <linux/start_kernel.h>
#include <asm/rump.h>
#include <asm/sections.h>
#include <asm/setup.h>

void rump_paging_init(void);

static char command_line[COMMAND_LINE_SIZE];

/* The last of panic(): the host takes over, and this kernel is dead. */
static int end_of_kernel(struct notifier_block *nb, unsigned long event, void *why)
{
	hyp_call(panic, why);
	return NOTIFY_DONE;
}

static struct notifier_block panic_block = {
	.notifier_call = end_of_kernel,
	.priority = INT_MIN,
};

void __init setup_arch(char **cmdline)
{
	const char *given = hyp_call(param, "cmdline");

	strscpy(boot_command_line, given ?: "", COMMAND_LINE_SIZE);
	strscpy(command_line, boot_command_line, COMMAND_LINE_SIZE);
	*cmdline = command_line;
	setup_initial_init_mm(_stext, _etext, _edata, _end);
	atomic_notifier_chain_register(&panic_notifier_list, &panic_block);
	rump_paging_init();
}

void __init trap_init(void)
{
#ifdef CONFIG_KASAN
	kasan_init();
#endif
}

void rump_random(void *buf, unsigned long len)
{
	hyp_call(random, buf, len);
}

static void *c_start(struct seq_file *m, loff_t *pos)
{
	return *pos ? NULL : (void *)1;
}

static void *c_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return NULL;
}

static void c_stop(struct seq_file *m, void *v)
{
}

static int show_cpuinfo(struct seq_file *m, void *v)
{
	seq_puts(m, "model name\t: rump\n");
	return 0;
}

const struct seq_operations cpuinfo_op = {
	.start = c_start,
	.next = c_next,
	.stop = c_stop,
	.show = show_cpuinfo,
};
