// SPDX-License-Identifier: GPL-2.0
/* What the image shows to its loader: see asm/image.h. */
#include <asm/extable.h>
#ifdef CONFIG_KASAN
#include <asm/kasan.h>
#endif
#include <linux/utsname.h>
#include <generated/utsrelease.h>
#include <asm/rump.h>
#include <asm/sections.h>

extern struct exception_table_entry __start___ex_table[], __stop___ex_table[];
extern char __rump_data[], __rump_data_end[];
extern char __rump_counters[], __rump_counters_end[];
extern char __rump_pcs[], __rump_pcs_end[];
extern void *__rump_gcov[], *__rump_gcov_end[];
extern char rump_components[]; /* begins with the names */

struct rump_host rump_host;
static struct rump_fault rump_fault_regs;
u32 rump_running_flag; /* cover.S looks at it */

/* Stands alone on a host stack, so it takes nothing that could fault. */
static u64 rump_fixup(u64 ip)
{
	const struct exception_table_entry *e;

	for (e = __start___ex_table; e < __stop___ex_table; e++)
		if (e->insn == ip)
			return e->fixup;
	return 0;
}

struct rump_image rump_image = {
	.magic = RUMP_IMAGE_MAGIC,
	.hyp_version = HYP_VERSION,
	.hyp_size = sizeof(struct hyp_ops),
	.release = UTS_RELEASE,
	.components = rump_components,
	.text = _stext,
	.text_end = _etext,
	.data = __rump_data,
	.data_end = __rump_data_end,
	.counters = __rump_counters,
	.counters_end = __rump_counters_end,
	.pcs = __rump_pcs,
	.pcs_end = __rump_pcs_end,
	.gcov = __rump_gcov,
	.gcov_end = __rump_gcov_end,
#ifdef CONFIG_KASAN
	.shadow_offset = KASAN_SHADOW_OFFSET,
#endif
	.host = &rump_host,
	.boot = rump_boot,
	.enter = rump_enter,
	.leave = rump_leave,
	.fixup = rump_fixup,
	.fault = &rump_fault_regs,
	.fault_entry = (unsigned long)rump_fault_entry,
	.work_left = &rump_work_left,
	.running = &rump_running_flag,
	.attention = &rump_attention,
};
