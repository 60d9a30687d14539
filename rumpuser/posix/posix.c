/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The layer as a whole: made, marked, rewound, given back. */
#include "rumpuser/posix/posix.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const struct hyp_ops posix_ops = {
	.version = HYP_VERSION,
	.size = sizeof(struct hyp_ops),
	.mem_arena = posix_mem_arena,
	.mem_alias = posix_mem_alias,
	.mem_unalias = posix_mem_unalias,
	.clock_now = posix_clock_now,
	.clock_wait = posix_clock_wait,
	.clock_wall = posix_clock_wall,
	.console = posix_console,
	.random = posix_random,
	.param = posix_param,
	.exit = posix_exit,
	.panic = posix_panic,
	.disk_geometry = posix_disk_geometry,
	.disk_submit = posix_disk_submit,
	.wire_state = posix_wire_state,
	.wire_set = posix_wire_set,
	.wire_listen = posix_wire_listen,
	.wire_send = posix_wire_send,
	.wire_receive = posix_wire_receive,
};

int posix_open(const struct posix_conf *conf, struct posix **result, const char **why)
{
	struct posix *p = calloc(1, sizeof(*p));
	int error;

	*why = "out of host memory";
	if (!p)
		return -ENOMEM;
	p->hyp.ops = &posix_ops;
	p->conf = *conf;
	p->file = -1;
	p->conf.cmdline = strdup(conf->cmdline ? conf->cmdline : "");
	p->conf.components = strdup(conf->components ? conf->components : "");
	posix_random_seed(p, conf->seed);
	error = p->conf.cmdline && p->conf.components ? posix_memory_open(p, why) : -ENOMEM;
	if (error) {
		posix_close(p);
		return error;
	}
	*result = p;
	return 0;
}

void posix_close(struct posix *p)
{
	posix_memory_close(p);
	free((char *)p->conf.cmdline);
	free((char *)p->conf.components);
	free(p);
}

void posix_mark(struct posix *p)
{
	p->marked = p->now;
	posix_memory_mark(p);
}

int posix_rewind(struct posix *p)
{
	p->now = p->marked;
	return posix_memory_rewind(p);
}
