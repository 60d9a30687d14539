/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A kernel that runs rounds: booted, mounted, remembered. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/sweep_internal.h"

static void print_finding(void *arg, enum sweep_kind kind, const char *what)
{
	(void)arg;
	fprintf(stderr, "%s: %s\n", sweep_kind_name(kind), what);
}

static void fail_clean(void *arg, enum sweep_kind kind, const char *what)
{
	(void)arg;
	harness_failf("sweep: the round without fault: %s: %s", sweep_kind_name(kind), what);
}

struct sweep_worker *sweep_worker_open(const struct sweep *conf)
{
	struct sweep_worker *w = calloc(1, sizeof(*w));

	if (!w)
		abort();
	w->conf = conf;
	sweep_plan_open(&w->plan, conf);
	w->start = fs_open(conf->comp, conf->image);
	fs_remount(&w->start, NULL); /* what is made once is there now */
	/* The layer of faults is part of the snapshot, or it would go with each. */
	kern_fault(w->start.k, "clock:1=jump(+1ns)");
	kern_fault_clear(w->start.k);
	kern_snapshot(w->start.k);
	w->found = fail_clean;
	w->idle = true;
	sweep_round(w, NULL);
	w->idle = false;
	sweep_round(w, NULL);
	sweep_plan_make(&w->plan);
	w->found = print_finding;
	return w;
}

uint64_t sweep_worker_seen(const struct sweep_worker *w, size_t i)
{
	return w->plan.seen[i];
}

unsigned sweep_worker_round(struct sweep_worker *w, const char *faults)
{
	sweep_round(w, faults);
	return w->findings;
}

void sweep_worker_close(struct sweep_worker *w)
{
	kern_restore(w->start.k);
	kern_halt(w->start.k);
	if (w->start.disk)
		disk_close(w->start.disk);
	if (w->checker)
		sweep_checker_close(w->checker);
	free(w->tree);
	free(w);
}
