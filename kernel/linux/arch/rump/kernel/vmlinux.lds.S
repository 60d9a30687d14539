/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A static program at 256 MiB.  Three parts: what is never written; counters of
 * coverage, which a restore must leave alone; and what a snapshot holds,
 * [__rump_data, __rump_data_end).
 */
#include <asm/cache.h>
#include <asm/page.h>
#include <asm/thread_info.h>

/* Written at boot, so it goes with the data. */
#define RO_AFTER_INIT_DATA

#include <asm-generic/vmlinux.lds.h>

OUTPUT_FORMAT("elf64-x86-64")
OUTPUT_ARCH(i386:x86-64)
ENTRY(rump_image)

jiffies = jiffies_64;

PHDRS
{
	text PT_LOAD FLAGS(5);
	rodata PT_LOAD FLAGS(4);
	counters PT_LOAD FLAGS(6);
	data PT_LOAD FLAGS(6);
}

SECTIONS
{
	. = 0x10000000;
	.text : AT(ADDR(.text) - LOAD_OFFSET) {
		_text = .;
		_stext = .;
		HEAD_TEXT
		TEXT_TEXT
		SCHED_TEXT
		CPUIDLE_TEXT
		LOCK_TEXT
		KPROBES_TEXT
		IRQENTRY_TEXT
		SOFTIRQENTRY_TEXT
		_sinittext = .;
		INIT_TEXT
		_einittext = .;
		EXIT_TEXT
		*(.text.*)
		. = ALIGN(PAGE_SIZE);
		_etext = .;
	} :text = 0xcccc

	. = ALIGN(PAGE_SIZE);
	__rump_rodata = .;
	.rodata.first : { QUAD(0) } :rodata
	RO_DATA(PAGE_SIZE)
	.rump_pcs : {
		__rump_pcs = .;
		*(__sancov_pcs)
		__rump_pcs_end = .;
	}
	.gcov_info : {
		__rump_gcov = .;
		KEEP(*(.gcov_info))
		__rump_gcov_end = .;
	}

	. = ALIGN(PAGE_SIZE);
	.counters : {
		__rump_counters = .;
		*(__sancov_cntrs)
		__rump_counters_end = .;
		. = ALIGN(64);
		*(.bss.__gcov*)
		QUAD(0) /* never empty: a loader may not like that */
		. = ALIGN(PAGE_SIZE);
	} :counters

	. = ALIGN(PAGE_SIZE);
	.data : {
		__rump_data = .;
		_sdata = .;
		INIT_TASK_DATA(THREAD_SIZE)
		NOSAVE_DATA
		PAGE_ALIGNED_DATA(PAGE_SIZE)
		CACHELINE_ALIGNED_DATA(L1_CACHE_BYTES)
		READ_MOSTLY_DATA(L1_CACHE_BYTES)
		*(.data..ro_after_init)
		DATA_DATA
		*(.data.*)
		CONSTRUCTORS
		. = ALIGN(8);
		__start___ex_table = .;
		KEEP(*(__ex_table))
		__stop___ex_table = .;
		_edata = .;
		. = ALIGN(8);
		__init_begin = .;
		INIT_DATA
		INIT_SETUP(16)
		INIT_CALLS
		CON_INITCALL
		EXIT_DATA
		. = ALIGN(PAGE_SIZE);
		__init_end = .;
	} :data
	.rump_components : { KEEP(*(.rump_components)) } :data
	.rump_symbols : { KEEP(*(.rump_symbols)) } :data
	.bss : {
		__bss_start = .;
		*(.bss..page_aligned)
		. = ALIGN(PAGE_SIZE);
		*(.dynbss)
		*(.bss .bss.*)
		*(COMMON)
		. = ALIGN(PAGE_SIZE);
		__bss_stop = .;
		_end = .;
		__rump_data_end = .;
	} :data

	STABS_DEBUG
	DWARF_DEBUG
	ELF_DETAILS
	DISCARDS
}
