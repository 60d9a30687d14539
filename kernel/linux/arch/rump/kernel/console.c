// SPDX-License-Identifier: GPL-2.0
#include <linux/console.h>
#include <linux/init.h>
#include <asm/rump.h>

static void write(struct console *con, const char *s, unsigned int n)
{
	hyp_call(console, s, n);
}

static struct console rump_console = {
	.name = "rump",
	.write = write,
	.flags = CON_PRINTBUFFER | CON_ENABLED | CON_ANYTIME,
	.index = -1,
};

static int __init register_rump_console(void)
{
	register_console(&rump_console);
	return 0;
}
console_initcall(register_rump_console);
