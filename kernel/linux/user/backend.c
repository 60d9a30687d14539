/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The Linux back end as the harness sees it. */
#include "kernel/linux/user/linux.h"

static const struct kern_ops linux_ops = {
	.name = "linux",
	.boot = linux_boot,
	.halt = linux_halt,
	.ended = linux_ended,
	.call = linux_call,
	.start = linux_start,
	.finish = linux_finish,
	.finish_in = linux_finish_in,
	.context = linux_context,
	.peek = linux_peek,
	.poke = linux_poke,
	.advance = linux_advance,
	.now = linux_now,
	.layer = linux_layer,
	.disk_attach = linux_disk_attach,
	.disk_detach = linux_disk_detach,
	.disk_changed = linux_disk_changed,
	.serve = linux_serve,
	.wire_attach = linux_wire_attach,
	.wire_detach = linux_wire_detach,
	.wire_take = linux_wire_take,
	.wait = linux_wait,
	.attend = linux_attend,
	.memory = linux_memory,
	.snapshot = linux_snapshot,
	.restore = linux_restore,
	.budget = linux_budget,
	.symbolise = linux_symbolise,
	.subject = linux_subject,
};
KERN_BACKEND(linux_ops);
