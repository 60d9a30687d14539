/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>

#include "fuzz/engine/exec.h"
#include "fuzz/engine/oracle.h"
#include "fuzz/input/faults.h"
#include "fuzz/target.h"
#include "harness/runner.h"

/* Virtual time that one call may take. */
#define CALL_TIME 100000000000ull
/* Of these the kernel calls so many, without waking, blocked for good. */
#define PATIENCE 60000000000ull
#define BELOW "/below"
#define INPUT_NAME 2048 /* bytes of its name that are told */

uint64_t exec_count[EXEC_OUTCOMES], exec_mounted;
unsigned exec_every = 1;
const char *exec_root;

static struct fuzz_target target;
static struct kern *kern;
static const struct component *component;
static const struct fuzz_runner *runner; /* NULL: inputs are programs */
static struct disk *disks[MODEL_IMAGES];
static struct base base;
static struct model model;
static struct mutator mutator;
static struct input input;      /* the one under way */
static bool mounts;             /* its image mounted in the last run */
static bool faulty;             /* it has faults */
static const char *answer = ""; /* of the oracles to it */
static char *fired;             /* its faults, before oracles were asked */

static bool is_fs(void)
{
	return component->type != NULL;
}

/* What the input under way mounts. */
static struct disk *disk(void)
{
	return is_fs() && !target.diskless ? disks[input.image] : NULL;
}

const char *exec_device(void)
{
	return disk() ? kern_disk(kern, disk()) : NULL;
}

void exec_restore(void)
{
	kern_splat_clear(kern);
	if (faulty)
		kern_fault_clear(kern);
	faulty = false;
	kern_restore(kern);
}

static __attribute__((noreturn)) void give_up(const char *why)
{
	fprintf(stderr, "fuzz target %s: %s\n", target.component, why);
	exit(2);
}

/* The layer of faults comes after the snapshot: few inputs have any, and the others
 * do not pay for it. */
static void set_faults(void)
{
	char text[INPUT_FAULT_TEXT];
	const char *why;

	input_fault_texts(&input, text);
	faulty = *text;
	if (faulty && kern_try_fault(kern, text, &why))
		give_up(why);
}

const char *exec_options(void)
{
	return model.options ? model.options[input.option] : component->options;
}

int exec_mount(void)
{
	unsigned long flags = component->lacks & FS_WRITE ? MS_RDONLY : 0;

	return is_fs() ? kern_mount_flags(kern, disk(), exec_root, component->type, flags,
			     exec_options())
	               : 0;
}

int exec_umount(void)
{
	return is_fs() ? kern_umount(kern, exec_root) : 0;
}

static void open_images(void)
{
	const char *why;

	if (base_load(&base, &target, harness_build(), &why))
		give_up(why);
	model.nimage = base.n;
	for (size_t i = 0; i < base.n; i++) {
		strcpy(model.image[i].name, base.image[i].name);
		model.image[i].size = base.image[i].size;
		disks[i] = disk_open(base.image[i].name);
		kern_disk(kern, disks[i]);
	}
}

/* What lies below the file system of the target, for good; its image is that of the
 * first disk, which inputs do not get at. */
static int mount_below(void)
{
	const struct component *below = component_find(component->below);

	return kern_mount(kern, disks[0], BELOW, below->type, below->options);
}

static void open_below(void)
{
	const char *why;
	int error;

	snprintf(model.image[0].name, sizeof(model.image[0].name), "%s/fuzz", component->name);
	if (disk_try_open(model.image[0].name, &disks[0], &why))
		give_up(why);
	error = mount_below();
	if (error)
		give_up(strerrorname_np(-error));
}

static void open_none(void)
{
	model.nimage = 1;
	if (component->below)
		open_below();
	else
		strcpy(model.image[0].name, component->name);
}

/* Mounts with the first options that fit the image chosen, for versions of a format
 * are told by options to some drivers. */
static int mount_somehow(void)
{
	int error = exec_mount();

	while (error && ++input.option < model_options(&model))
		error = exec_mount();
	return error;
}

/* The paths of each image.  A look at it also makes what the driver makes once
 * and keeps, so that not each input has to; what it wrote is taken back. */
static void find_paths(void)
{
	for (size_t i = 0; i < model.nimage; i++) {
		int error;

		input.image = i;
		if (disk())
			disk_mark(disk());
		input.option = 0;
		error = mount_somehow();
		if (!error) {
			discover(kern, exec_root, &model.image[i]);
			error = exec_umount();
		}
		if (error)
			fprintf(stderr, "fuzz target %s: image %s does not mount: %s\n",
			    target.component, model.image[i].name, strerrorname_np(-error));
		if (disk())
			disk_rewind(disk());
	}
}

static void name_paths(void)
{
	model.nimage = 1;
	for (size_t i = 0; target.paths && target.paths[i]; i++)
		model_add(&model.image[0], target.paths[i], 0);
}

/* $RUMPUS_FUZZ_ASK */
static void set_every(void)
{
	const char *text = getenv("RUMPUS_FUZZ_ASK");
	char *end;

	if (!text)
		return;
	exec_every = strtoul(text, &end, 10);
	if (!*text || *end)
		give_up("RUMPUS_FUZZ_ASK: expected a number, 0 for none");
}

/* What is reached before the first input counts for the target itself. */
static const char *subject_start(void)
{
	static char text[INPUT_NAME];

	snprintf(text, sizeof(text), "input components/%s/fuzz.c", fuzz_target.component);
	return text;
}

void exec_start(void)
{
	const char *why, *backend = harness_var("kernel");
	const char *variant = harness_var("variant");

	set_every();
	target = base_target(&fuzz_target);
	component = component_find(target.component);
	if (!component)
		give_up("no such component; expected a folder of components/");
	harness_subject = subject_start();
	runner = fuzz_runner_find(target.component);
	if (kern_try_boot(&kern, &why, runner ? runner->boot : target.component,
		.variant = variant ? variant : "fuzz", .backend = backend, .call_time = CALL_TIME))
		give_up(why);
	exec_root = is_fs() ? "/mnt" : "";
	model.options = target.options;
	mutator = (struct mutator){ .target = &target, .base = &base, .model = &model };
	if (is_fs()) {
		kern_mkdir(kern, exec_root, 0755);
		if (target.diskless)
			open_none();
		else
			open_images();
		find_paths();
	} else {
		name_paths();
	}
	for (size_t i = 0; i < model.nimage; i++)
		model.image[i].ioctls = target.ioctls;
	if (kern_context(kern) != 1)
		give_up("expected the second context to be number 1");
	if (runner)
		runner->set_up(kern);
	kern_splat_clear(kern);
	kern_snapshot(kern);
	oracle_start(kern, component);
	kern_restore(kern); /* a count gives back memory, and inputs must not feel it */
}

void exec_stop(void)
{
	kern_splat_clear(kern);
	kern_halt(kern);
	for (size_t i = 0; i < model.nimage && disks[i]; i++)
		disk_close(disks[i]);
	model_free(&model);
}

static void put(struct target_image *image, uint64_t at, const void *from, size_t len)
{
	disk_write(image->arg, at, from, len);
}

struct disk *exec_patch(const struct input *in)
{
	struct disk *d = is_fs() && !target.diskless ? disks[in->image] : NULL;
	struct span span[INPUT_PATCHES];
	struct target_image image;

	if (!d)
		return NULL;
	for (uint32_t i = 0; i < in->npatch; i++) {
		const struct patch *p = &in->patch[i];

		disk_write(d, p->at, p->data, p->len);
		span[i] = (struct span){ p->at, p->len };
	}
	if (target.format && target.format->repair && in->npatch && !(in->flags & INPUT_KEEP)) {
		image = (struct target_image){ d->data, d->size, put, d };
		target.format->repair(&base.image[in->image].map, &image, span, in->npatch);
	}
	return d;
}

/* The splat of the input, less the line that says how the kernel ended. */
const char *exec_splat(void)
{
	const char *splat = kern_splat(kern), *line;

	if (*answer)
		return answer;
	if (kern_alive(kern) || strstr(kern_end(kern), "panic"))
		return splat;
	line = strchr(splat, '\n');
	return line ? line + 1 : "";
}

const char *exec_log(void)
{
	return kern_log(kern);
}

const char *exec_faults(void)
{
	return *answer ? fired : kern_fault_log(kern);
}

/* Virtual time for which the faults that fired kept requests from being answered. */
static uint64_t held_back(void)
{
	uint64_t time = 0;

	for (const char *line = exec_faults(); *line; line = strchrnul(line, '\n') + 1)
		for (uint32_t i = 0; i < input.nfault; i++) {
			const struct fault_what *w = &input.fault[i].what;
			const size_t len = strlen(input.fault[i].text);

			if (strncmp(line, input.fault[i].text, len) || line[len] != ':')
				continue;
			if (w->effect->endless)
				return UINT64_MAX;
			if (w->effect->timing && w->effect->arg[0].kind == FAULT_ARG_TIME)
				time += w->arg[0];
		}
	return time;
}

/* Who waits for a disk that has been told not to answer, or so late, is right to. */
static bool may_wait(void)
{
	static const char blocked[] = "INFO: task blocked for good";

	return strncmp(exec_splat(), blocked, strlen(blocked)) == 0 && held_back() >= PATIENCE;
}

static enum exec_outcome outcome(void)
{
	if (*exec_splat() && !may_wait())
		return EXEC_CRASH;
	if (kern_alive(kern))
		return EXEC_CLEAN;
	return strstr(kern_end(kern), "hung") ? EXEC_HUNG : EXEC_BUDGET;
}

int exec_begin(uint64_t work)
{
	int error;

	kern_budget(kern, work);
	exec_patch(&input);
	set_faults();
	error = exec_mount();
	mounts = !error;
	return error;
}

bool exec_program(void)
{
	return program_run(kern, &input, &model.image[input.image]);
}

bool exec_go(uint64_t work)
{
	if (exec_begin(work))
		return true;
	exec_program();
	return kern_alive(kern) && exec_umount() == 0;
}

void exec_faults_off(void)
{
	if (faulty)
		kern_fault_clear(kern);
}

void exec_again(void)
{
	exec_faults_off();
	if (disk())
		disk_rewind(disk());
	if (component->below) {
		disk_rewind(disks[0]);
		mount_below();
	}
}

bool exec_umount_below(void)
{
	return !component->below || kern_umount(kern, BELOW) == 0;
}

/* The same for the same bytes, in every run. */
static bool is_chosen(const uint8_t *bytes, size_t size, enum exec_outcome result)
{
	const uint32_t every =
	    result == EXEC_BUDGET && exec_every > 1 ? exec_every * EXEC_RARER : exec_every;
	uint32_t hash = 0x811c9dc5u;

	for (size_t i = 0; every > 1 && i < size; i++)
		hash = (hash ^ bytes[i]) * 0x01000193u;
	return every && (hash ^ hash >> 16) % every == 0;
}

static enum exec_outcome run_by_runner(const uint8_t *bytes, size_t size)
{
	enum exec_outcome result;

	exec_restore();
	kern_budget(kern, EXEC_WORK);
	runner->input(kern, bytes, size);
	result = outcome();
	exec_count[result]++;
	return result;
}

enum exec_outcome exec_run(const uint8_t *bytes, size_t size)
{
	FILE *trace = program_trace;
	enum exec_outcome result;

	answer = "";
	if (runner)
		return run_by_runner(bytes, size);
	input_decode(&input, &model, bytes, size);
	exec_restore();
	exec_go(EXEC_WORK);
	exec_mounted += mounts;
	result = outcome();
	if (result != EXEC_CRASH && is_chosen(bytes, size, result)) {
		free(fired);
		fired = strdup(kern_fault_log(kern));
		program_trace = NULL;
		answer = oracle_ask(&input, result);
		program_trace = trace;
		if (*answer || outcome() == EXEC_CRASH)
			result = EXEC_CRASH;
	}
	exec_count[result]++;
	return result;
}

enum exec_outcome exec_named(const char *name, const uint8_t *bytes, size_t size)
{
	char subject[INPUT_NAME];

	snprintf(subject, sizeof(subject), "input %s", name);
	kern_subject(kern, subject);
	return exec_run(bytes, size);
}

const struct model *exec_model(void)
{
	return &model;
}

const struct mutator *exec_mutator(void)
{
	return &mutator;
}
