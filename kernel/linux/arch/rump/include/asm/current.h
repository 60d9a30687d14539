/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _ASM_CURRENT_H
#define _ASM_CURRENT_H

struct task_struct;

/* One thread runs everything: what is current is a plain variable. */
extern struct task_struct *rump_current;
#define current rump_current

#endif
