/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Faults of a kernel: the layer, and what is set by text and environment. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/internal.h"
#include "rumpuser/fault.h"

/* The faults of this process that were set, by their texts: they have to fire. */
static struct owed {
	struct owed *next;
	bool fired, outside; /* outside: from the environment */
	uint64_t seen;
	char text[FAULT_TEXT];
} * owed;

static char *last_report; /* the faults that fired in a kernel that is gone */

static const char *outside(void)
{
	const char *text = getenv("FAULT");

	return text && *text ? text : NULL;
}

static struct owed *find_owed(const char *text)
{
	for (struct owed *o = owed; o; o = o->next)
		if (!strcmp(o->text, text))
			return o;
	return NULL;
}

/* Owes the faults of the layer from number `from` on. */
static void owe(const struct fault *f, size_t from, bool is_outside)
{
	size_t n;
	const struct fault_rule *rule = fault_rules(f, &n);

	for (size_t i = from; i < n; i++) {
		struct owed *o = find_owed(rule[i].text);

		if (o)
			continue;
		o = calloc(1, sizeof(*o));
		if (!o)
			abort();
		o->outside = is_outside;
		memcpy(o->text, rule[i].text, sizeof(o->text));
		o->next = owed;
		owed = o;
	}
}

/* Inside a hypercall, on the stack of the kernel. */
static void fired(void *arg, const struct fault_shot *shot)
{
	struct kern *k = arg;
	struct owed *o = find_owed(shot->text);

	if (o)
		o->fired = true;
	for (int i = 0; i < KERN_DISKS && !(shot->call & FAULT_FRAME); i++)
		if (k->disk[i].disk && k->disk[i].dev == shot->dev)
			k->disk[i].disk->hits++;
}

static int add(struct kern *k, const char *text, bool is_outside, const char **why)
{
	static char line[FAULT_WHY + 16];
	size_t from;
	int error;

	fault_rules(k->fault, &from);
	error = fault_add(k->fault, text, line);
	if (error) {
		*why = is_outside ? text_static("FAULT: %s", line) : line;
		return error;
	}
	owe(k->fault, from, is_outside);
	return 0;
}

int fault_boot(struct kern *k, const char *text, const char **why)
{
	int error = 0;

	if (!text && !outside())
		return 0;
	if (!k->ops->layer) {
		*why = "this kernel has no hypercalls that faults could be for";
		return -EOPNOTSUPP;
	}
	k->fault = fault_open(fired, k);
	if (!k->fault)
		return -ENOMEM;
	if (outside())
		error = add(k, outside(), true, why);
	if (!error && text)
		error = add(k, text, false, why);
	return error;
}

struct hyp *fault_layer(struct hyp *below, void *arg)
{
	return fault_stack(arg, below);
}

int kern_try_fault(struct kern *k, const char *text, const char **why)
{
	int error;

	if (k->fault)
		return add(k, text, false, why);
	if (!k->ops->layer)
		kern_cannot(k, "faults");
	k->fault = fault_open(fired, k);
	if (!k->fault)
		harness_failf("faults: out of memory");
	error = add(k, text, false, why);
	if (!error)
		error = k->ops->layer(k->impl, fault_layer, k->fault);
	if (!error)
		return 0;
	if (error == -ENOTRECOVERABLE)
		*why = "faults for a kernel that is dead; expected one that runs";
	fault_close(k->fault);
	k->fault = NULL;
	return error;
}

void kern_fault(struct kern *k, const char *text)
{
	const char *why;

	if (kern_try_fault(k, text, &why))
		harness_failf("%s", why);
}

/* A sweep sets thousands of faults: those done with must not stay in the list. */
static void forgive(const char *text)
{
	for (struct owed **p = &owed, *o; (o = *p); p = &o->next) {
		if (o->outside || strcmp(o->text, text))
			continue;
		*p = o->next;
		free(o);
		return;
	}
}

void kern_fault_clear(struct kern *k)
{
	size_t n = 0;
	const struct fault_rule *rule = k->fault ? fault_rules(k->fault, &n) : NULL;

	for (size_t i = 0; i < n; i++)
		forgive(rule[i].text);
	if (k->fault)
		fault_clear(k->fault);
}

uint64_t kern_fault_hits(struct kern *k)
{
	const struct fault_shot *shot;

	return k->fault ? fault_shots(k->fault, &shot) : 0;
}

static void note_seen(const struct kern *k)
{
	size_t n = 0;
	const struct fault_rule *rule = k->fault ? fault_rules(k->fault, &n) : NULL;

	for (size_t i = 0; i < n; i++) {
		struct owed *o = find_owed(rule[i].text);

		if (o && rule[i].seen > o->seen)
			o->seen = rule[i].seen;
	}
}

const char *harness_void(void)
{
	bool any = false;

	if (harness_kern)
		note_seen(harness_kern);
	for (struct owed *o = owed; o; o = o->next) {
		any |= o->outside;
		if (!o->fired)
			return text_static("void: fault '%s' has not fired; it saw %llu calls that "
					   "it could have been for",
			    o->text, (unsigned long long)o->seen);
	}
	if (outside() && !any)
		return text_static("void: FAULT='%s' was for no kernel that the case booted",
		    outside());
	return fault_waiting();
}

/* -- snapshots, ends, reports -- */

void fault_snapshot(struct kern *k)
{
	k->snap_fault = k->fault != NULL;
	if (k->fault && fault_mark(k->fault))
		harness_failf("snapshot of faults: out of memory");
}

void fault_restore(struct kern *k)
{
	note_seen(k);
	if (!k->fault)
		return;
	if (k->snap_fault) {
		fault_rewind(k->fault);
		return;
	}
	/* The kernel does not know of the layer any more. */
	fault_close(k->fault);
	k->fault = NULL;
}

static char *report(const struct fault *f)
{
	const struct fault_shot *shot;
	uint64_t n = fault_shots(f, &shot);
	char *text = text_format("%s", ""), line[FAULT_TEXT + 256];

	for (uint64_t i = 0; i < n && i < FAULT_SHOTS; i++) {
		char *longer;

		fault_shot_line(&shot[i], line, sizeof(line));
		longer = text_format("%s%s\n", text, line);
		free(text);
		text = longer;
	}
	if (n > FAULT_SHOTS) {
		char *longer = text_format("%s... %llu in all\n", text, (unsigned long long)n);

		free(text);
		text = longer;
	}
	return text;
}

const char *kern_fault_log(struct kern *k)
{
	const char *kept;
	char *text;

	if (!k->fault)
		return "";
	text = report(k->fault);
	kept = text_static("%s", text);
	free(text);
	return kept;
}

void fault_gone(struct kern *k)
{
	note_seen(k);
	if (!k->fault)
		return;
	free(last_report);
	last_report = report(k->fault);
	fault_close(k->fault);
	k->fault = NULL;
}

void fault_print(void)
{
	if (harness_kern && harness_kern->fault) {
		free(last_report);
		last_report = report(harness_kern->fault);
	}
	if (last_report && *last_report)
		fprintf(stderr, "-- faults fired --\n%s", last_report);
}
