/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The life of a kernel: boot, halt, end, snapshot. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "harness/wire_internal.h"
#include "rumpuser/trace.h"

struct kern *harness_kern;

extern const struct kern_ops *const __start_kern_backends[] __attribute__((weak));
extern const struct kern_ops *const __stop_kern_backends[] __attribute__((weak));

const struct kern_ops *kern_backend(const char *name)
{
	for (const struct kern_ops *const *p = __start_kern_backends; p < __stop_kern_backends; p++)
		if (!strcmp((*p)->name, name))
			return *p;
	return NULL;
}

/* What the back end is asked for: the driver of each component named. */
static char *driver_names(const char *names, const char **why)
{
	char *list = text_format("%s", ""), *copy = text_format("%s", names), *save;

	for (char *name = strtok_r(copy, " ", &save); name; name = strtok_r(NULL, " ", &save)) {
		const struct component *c = component_find(name);
		char *longer;

		if (!c) {
			*why = text_static("no component \"%s\"; expected a folder of components/",
			    name);
			free(list);
			free(copy);
			return NULL;
		}
		longer = text_format("%s%s%s%s%s", list, *list ? " " : "", c->needs ? c->needs : "",
		    c->needs ? " " : "", c->driver ? c->driver : name);
		free(list);
		list = longer;
	}
	free(copy);
	return list;
}

/* A process that ends gives back what its kernel holds on the host. */
static pid_t booted_by;

static void halt_at_exit(void)
{
	if (harness_kern && getpid() == booted_by)
		kern_free(harness_kern);
}

struct layers {
	const struct boot *boot;
	struct trace *trace;
	struct fault *fault;
};

/* The trace at the bottom: it is about what reached the disk.  Faults on top: they
 * are about what the kernel asks for, and the layers of the case see what comes of
 * it. */
static struct hyp *stack_layers(struct hyp *base, void *arg)
{
	const struct layers *l = arg;

	if (l->trace)
		base = trace_stack(l->trace, base);
	if (l->boot->layers)
		base = l->boot->layers(base, l->boot->layers_arg);
	return l->fault ? fault_layer(base, l->fault) : base;
}

static int boot_backend(struct kern *k, const char *names, const struct boot *b, const char **why)
{
	const char *backend = b->backend ? b->backend : harness_var("kernel");
	const char *variant = b->variant ? b->variant : harness_var("variant");
	struct layers layers = { .boot = b };
	struct kern_conf conf = {
		.components = k->components,
		.variant = variant ? variant : "plain",
		.memory = b->memory,
		.seed = b->seed,
		.cmdline = b->cmdline,
		.call_time = b->call_time,
		.rounds = b->rounds,
		.small_rounds = b->small_rounds,
		.call_work = b->call_work,
		.console = log_add,
		.console_arg = &k->log,
		.subject = harness_subject,
	};
	int error;

	if (names && !k->components)
		return -EINVAL;
	k->ops = kern_backend(backend ? backend : "linux");
	if (!k->ops) {
		*why = text_static("no kernel \"%s\"; expected linux or host", backend);
		return -EINVAL;
	}
	error = fault_boot(k, b->faults, why);
	if (error)
		return error;
	error = trace_boot(k, b);
	if (error)
		return error;
	layers.fault = k->fault;
	layers.trace = k->trace;
	conf.layers = stack_layers;
	conf.layers_arg = &layers;
	return k->ops->boot(&conf, &k->impl, why);
}

int kern_try_boot_(struct kern **kp, const char **why, const char *names, const struct boot *b)
{
	static bool registered;
	struct kern *k;
	int error;

	*why = "";
	if (harness_kern) {
		*why = "a kernel runs already; halt it first";
		return -EBUSY;
	}
	k = calloc(1, sizeof(*k));
	if (!k)
		return -ENOMEM;
	if (names)
		k->components = driver_names(names, why);
	error = boot_backend(k, names, b, why);
	if (error) {
		if (*log_text(&k->log))
			fprintf(stderr, "-- console log of the failed boot --\n%s\n",
			    log_text(&k->log));
		fault_gone(k);
		trace_gone(k);
		log_free(&k->log);
		free(k->components);
		free(k);
		return error;
	}
	if (!registered)
		atexit(halt_at_exit);
	registered = true;
	booted_by = getpid();
	*kp = harness_kern = k;
	return 0;
}

struct kern *kern_boot_(const char *names, const struct boot *b)
{
	const char *why;
	struct kern *k;
	const int error = kern_try_boot_(&k, &why, names, b);

	if (error == -ENOENT || error == -EOPNOTSUPP)
		harness_skip(why);
	if (error)
		harness_failf("boot of \"%s\": %s (%s)", names ? names : "all components", why,
		    strerrorname_np(-error));
	return k;
}

void kern_free(struct kern *k)
{
	harness_kern = NULL;
	for (int i = 0; i < KERN_WIRES; i++)
		if (k->wire[i])
			wire_gone(k->wire[i]);
	fault_gone(k);
	server_gone(k);
	k->ops->halt(k->impl);
	trace_gone(k);
	log_free(&k->log);
	free(k->splat);
	free(k->spent);
	free(k->mapping);
	free(k->components);
	free(k);
}

void kern_halt(struct kern *k)
{
	kern_note_defect(k);
	kern_free(k);
}

bool kern_alive(struct kern *k)
{
	const char *what;

	return k->ops->ended(k->impl, &what) == KERN_ALIVE;
}

const char *kern_end(struct kern *k)
{
	static const char *const how[] = {
		[KERN_PANIC] = "panic",
		[KERN_HUNG] = "hung",
		[KERN_BUDGET] = "out of budget",
		[KERN_HALTED] = "halted",
	};
	const char *what = "";
	const enum kern_end end = k->ops->ended(k->impl, &what);

	if (end == KERN_ALIVE)
		return "";
	return *what ? text_static("%s: %s", what, how[end]) : how[end];
}

const char *kern_log(struct kern *k)
{
	return log_text(&k->log);
}

void kern_cannot(const struct kern *k, const char *what)
{
	harness_skip(text_static("kernel %s can not do %s", k->ops->name, what));
}

void kern_need_embedded(const struct kern *k)
{
	if (k->ops->machine)
		kern_cannot(k, "what one version of a driver does");
}

uint64_t kern_now(struct kern *k)
{
	if (!k->ops->now)
		kern_cannot(k, "virtual time");
	return k->ops->now(k->impl);
}

void kern_advance(struct kern *k, uint64_t ns)
{
	int error;

	if (!k->ops->advance)
		kern_cannot(k, "virtual time");
	error = k->ops->advance(k->impl, ns);
	if (error)
		harness_failf("advance of %llu ns: %s", (unsigned long long)ns,
		    strerrorname_np(-error));
}

void kern_budget(struct kern *k, uint64_t work)
{
	if (!k->ops->budget)
		kern_cannot(k, "budgets");
	k->ops->budget(k->impl, work);
}

void kern_subject(struct kern *k, const char *name)
{
	const int error = k->ops->subject ? k->ops->subject(k->impl, name) : 0;

	if (error)
		harness_failf("line counters for %s: %s", name, strerrorname_np(-error));
}

void kern_snapshot(struct kern *k)
{
	int error;

	if (!k->ops->snapshot)
		kern_cannot(k, "snapshots");
	error = k->ops->snapshot(k->impl);
	if (error)
		harness_failf("snapshot: %s", strerrorname_np(-error));
	server_snapshot(k);
	for (int i = 0; i < KERN_DISKS; i++)
		if (k->disk[i].disk)
			disk_mark(k->disk[i].disk);
	memcpy(k->snap_disk, k->disk, sizeof(k->disk));
	for (int i = 0; i < KERN_WIRES; i++)
		if (k->wire[i])
			wire_snapshot(k->wire[i]);
	memcpy(k->snap_wire, k->wire, sizeof(k->wire));
	fault_snapshot(k);
	if (k->trace)
		trace_snapshot(k->trace);
	k->snap_ctx = k->ctx;
	k->snap_last_ctx = k->last_ctx;
	k->snap_mappings = k->mappings;
	k->snap_log = log_total(&k->log);
	k->snapped = true;
}

/* Wires that came after the snapshot are nobody's again. */
static void restore_wires(struct kern *k)
{
	for (int i = 0; i < KERN_WIRES; i++) {
		if (k->wire[i] && k->wire[i] != k->snap_wire[i])
			wire_gone(k->wire[i]);
		k->wire[i] = k->snap_wire[i];
		if (k->wire[i])
			wire_restore(k->wire[i]);
	}
}

void kern_restore(struct kern *k)
{
	int error;

	if (!k->snapped)
		harness_failf("restore without a snapshot");
	kern_note_defect(k);
	error = k->ops->restore(k->impl);
	if (error)
		harness_failf("restore: %s", strerrorname_np(-error));
	server_restore(k);
	memcpy(k->disk, k->snap_disk, sizeof(k->disk));
	fault_restore(k);
	if (k->trace)
		trace_restored(k->trace);
	for (int i = 0; i < KERN_DISKS; i++)
		if (k->disk[i].disk)
			disk_rewind(k->disk[i].disk);
	restore_wires(k);
	k->ctx = k->snap_ctx;
	k->last_ctx = k->snap_last_ctx;
	k->mappings = k->snap_mappings;
	log_cut(&k->log, k->snap_log);
	if (k->forgiven > k->snap_log)
		k->forgiven = k->snap_log;
	if (k->clean > k->snap_log)
		k->clean = k->snap_log;
	k->end_forgiven = false;
}
