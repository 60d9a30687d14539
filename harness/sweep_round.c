/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * One round: the kernel goes back to the file system as it was mounted; faults;
 * the body; its files are closed and the file system is unmounted, under the
 * faults; they are taken away; then the oracles look.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>

#include "harness/sweep_internal.h"
#include "rumpuser/fault.h"

#define MOUNTS 8 /* of one file system over another, at most */
#define LOSES (FAULT_WRITE | FAULT_FLUSH | FAULT_DISCARD)

void sweep_found(struct sweep_worker *w, enum sweep_kind kind, const char *format, ...)
{
	char line[SWEEP_LINE];
	va_list list;

	va_start(list, format);
	vsnprintf(line, sizeof(line), format, list);
	va_end(list);
	w->findings++;
	w->found(w->found_arg, kind, line);
}

bool sweep_complained(const struct sweep_worker *w)
{
	struct kern *k = w->fs.k;
	const struct component *c = w->conf->comp;

	if (!c->complains || log_total(&k->log) == k->snap_log)
		return false;
	return component_complaint(c, log_text_from(&k->log, k->snap_log)) != NULL;
}

static void run_body(void *arg)
{
	struct sweep_worker *w = arg;

	if (!w->idle)
		w->conf->body(&w->fs);
}

/* Unmounts as often as it goes; 0 once nothing is mounted, or the errno. */
static int unmount(struct sweep_worker *w)
{
	int error = 0;

	for (int i = 0; !error && i < MOUNTS; i++)
		error = kern_umount(w->fs.k, w->fs.dir);
	return error == -EINVAL ? 0 : error;
}

/* A call that the body left blocked, because it ended before it could wake it, keeps
 * what it has open: that is no fault of the file system.  True: there was one. */
static bool left_blocked(struct kern *k)
{
	for (int ctx = 1; ctx <= k->last_ctx; ctx++)
		if (k->ops->finish && k->ops->finish(k->impl, ctx) != -EINVAL)
			return true;
	return false;
}

/* The end of all that the faults are there for; false: nothing can be looked at. */
static bool leave(struct sweep_worker *w)
{
	struct kern *k = w->fs.k;
	const size_t mappings = k->mappings;
	const struct fault_rule *rule;
	size_t rules;
	int error;

	kern_leave(k);
	error = unmount(w);
	if (error != -EBUSY) /* the fault may have kept files open: see below */
		sweep_errno_note(&w->errnos, KERN_UMOUNT, error);
	rule = fault_rules(k->fault, &rules);
	for (size_t i = 0; i < rules; i++) {
		w->loses |= rule[i].hits && rule[i].calls & LOSES;
		if (w->clean)
			w->plan.seen[i] = rule[i].seen;
	}
	w->void_round = !w->clean && !kern_fault_hits(k);
	if (w->void_round)
		sweep_found(w, SWEEP_VOID, "the fault has not fired");
	kern_fault_clear(k);
	k->mappings = mappings;
	kern_leave(k); /* what the fault did not allow before */
	if (error)
		error = unmount(w);
	if (!error || !kern_alive(k))
		return !error;
	if (error == -EBUSY && left_blocked(k)) {
		kern_splat_clear(k);
		return false;
	}
	sweep_found(w, SWEEP_UNMOUNT, "unmount, the fault gone, gives %s", strerrorname_np(-error));
	return false;
}

/* Adds a hash to the set; true where it is new. */
static bool is_new(struct sweep_worker *w, uint64_t hash)
{
	uint64_t *old = w->tree;
	const size_t size = w->tree_size;
	size_t i;

	if (2 * w->tree_used >= size) {
		w->tree_size = size ? 2 * size : 1024;
		w->tree = calloc(w->tree_size, sizeof(*w->tree));
		if (!w->tree)
			abort();
		w->tree_used = 0;
		for (i = 0; i < size; i++)
			if (old[i])
				is_new(w, old[i]);
		free(old);
	}
	for (i = hash % w->tree_size; w->tree[i]; i = (i + 1) % w->tree_size)
		if (w->tree[i] == hash)
			return false;
	w->tree[i] = hash;
	w->tree_used++;
	return true;
}

/* Without a journal, lost writes leave parts that can not be read.  It says so. */
static bool may_be_damaged(const struct sweep_worker *w, int error)
{
	const struct crash_promise *p = w->conf->comp->crash;

	return w->loses && !(p && p->keeps & CRASH_JOURNAL) &&
	       (error == EIO || error == EUCLEAN || error == EBADMSG);
}

/* The file system can be used again, by the same kernel. */
static void use_again(struct sweep_worker *w)
{
	const struct component *c = w->conf->comp;
	const unsigned long flags = MS_NOATIME | (c->lacks & FS_WRITE ? MS_RDONLY : 0);
	char what[256];
	int error = kern_mount_flags(w->fs.k, w->fs.disk, w->fs.dir, c->type, flags, c->options);

	if (error) {
		sweep_found(w, SWEEP_MOUNT, "mount, the fault gone, gives %s",
		    strerrorname_np(-error));
		return;
	}
	if (w->clean || w->checking || !w->hash || is_new(w, w->hash)) {
		error = sweep_tree_read(w->fs.k, w->fs.dir, what);
		if (error && !may_be_damaged(w, -error))
			sweep_found(w, SWEEP_TREE, "%s", what);
	}
	error = unmount(w);
	if (error)
		sweep_found(w, SWEEP_UNMOUNT, "unmount after a second mount gives %s",
		    strerrorname_np(-error));
}

static void judge_errnos(struct sweep_worker *w)
{
	static const char *const names[] = {
#define CALL_NAME(id, name) #name,
		KERN_CALLS(CALL_NAME)
	};
	const struct sweep_errno *e = &w->errnos;
	const bool complained = e->suspects && sweep_complained(w);

	for (size_t i = 0; i < e->suspects; i++) {
		const int error = e->suspect[i].error;

		if (complained && sweep_errno_of_shutdown(error))
			continue;
		/* What never got to the disk is gone with the mount. */
		if (w->loses && e->suspect[i].mounted && error == ENOENT)
			continue;
		sweep_found(w, SWEEP_ERRNO, "%s gives %s", names[e->suspect[i].call],
		    strerrorname_np(error));
	}
}

static void judge_log(struct sweep_worker *w)
{
	struct kern *k = w->fs.k;
	char reason[SWEEP_LINE];

	if (log_total(&k->log) == k->snap_log && kern_alive(k))
		return;
	if (!*kern_splat(k))
		return;
	harness_reason(kern_splat(k), reason, sizeof(reason));
	sweep_found(w, SWEEP_DEFECT, "%s", reason);
	if (w->conf->only)
		harness_report();
	kern_splat_clear(k);
}

void sweep_round(struct sweep_worker *w, const char *faults)
{
	char count[SWEEP_FAULTS * SWEEP_TEXT];
	struct kern *k = w->start.k;
	const char *end;

	kern_restore(k);
	w->fs = w->start;
	w->findings = 0;
	w->loses = false;
	w->hash = 0;
	w->clean = w->errnos.learning = !faults;
	if (!faults)
		sweep_plan_count_text(&w->plan, count, sizeof(count));
	kern_fault(k, faults ? faults : count);
	sweep_errno_start(&w->errnos, k);
	k->called = sweep_errno_called;
	k->called_arg = &w->errnos;
	end = harness_catch(run_body, w);
	k->called = NULL;
	if (w->clean && end)
		harness_failf("sweep: the body fails without a fault: %s", end);
	if (w->conf->only && !w->clean)
		fprintf(stderr, "the body %s%s\n", end ? "ended: " : "passed", end ? end : "");
	w->plan.calls = w->clean ? w->errnos.calls : w->plan.calls;
	if (leave(w)) {
		w->hash = w->fs.disk ? sweep_disk_hash(w->fs.disk) : 0;
		use_again(w);
		if (kern_alive(k))
			sweep_memory(w);
	}
	judge_errnos(w);
	judge_log(w);
}
