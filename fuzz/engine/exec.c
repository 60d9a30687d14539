/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>

#include "fuzz/engine/exec_made.h"
#include "fuzz/engine/oracle.h"
#include "fuzz/input/faults.h"
#include "harness/runner.h"
#include "harness/server.h"

uint64_t exec_count[EXEC_OUTCOMES], exec_mounted;

static bool mounts;             /* its image mounted in the last run */
static bool faulty;             /* it has faults */
static const char *answer = ""; /* of the oracles to it */
static char *fired;             /* its faults, before oracles were asked */

bool exec_is_fs(void)
{
	return exec.component->type != NULL;
}

struct disk *exec_disk(void)
{
	return exec_is_fs() && !exec.target.diskless ? exec.disks[exec.input.image] : NULL;
}

const char *exec_device(void)
{
	return exec_disk() ? kern_disk(exec.kern, exec_disk()) : NULL;
}

void exec_restore(void)
{
	kern_splat_clear(exec.kern);
	if (faulty)
		kern_fault_clear(exec.kern);
	faulty = false;
	kern_restore(exec.kern);
}

/* The layer of faults comes after the snapshot: few inputs have any, and the others
 * do not pay for it. */
static void set_faults(void)
{
	char text[INPUT_FAULT_TEXT];
	const char *why;

	input_fault_texts(&exec.input, text);
	faulty = *text;
	if (faulty && kern_try_fault(exec.kern, text, &why))
		exec_give_up(why);
}

const char *exec_options(void)
{
	return exec.model.options ? exec.model.options[exec.input.option] : exec.component->options;
}

int exec_mount(void)
{
	unsigned long flags = exec.component->lacks & FS_WRITE ? MS_RDONLY : 0;

	if (!exec_is_fs())
		return 0;
	return exec.component->server
	           ? server_mount(exec.kern, exec_root, exec.component->type, flags, exec_options())
	           : kern_mount_flags(exec.kern, exec_disk(), exec_root, exec.component->type,
			 flags, exec_options());
}

int exec_umount(void)
{
	return exec_is_fs() ? kern_umount(exec.kern, exec_root) : 0;
}

static void put(struct target_image *image, uint64_t at, const void *from, size_t len)
{
	disk_write(image->arg, at, from, len);
}

/* The patches are a script of the server. */
static void tell_server(const struct input *in)
{
	static struct server_change change[INPUT_PATCHES];
	static struct server_script script;
	const struct base_image *base = &exec.base.image[in->image];

	for (uint32_t i = 0; i < in->npatch; i++)
		change[i] =
		    (struct server_change){ in->patch[i].at, in->patch[i].data, in->patch[i].len };
	script = (struct server_script){ base->data, base->size, change, in->npatch };
	server_tell(exec.kern, &script);
}

struct disk *exec_patch(const struct input *in)
{
	struct disk *d = exec_is_fs() && !exec.target.diskless ? exec.disks[in->image] : NULL;
	struct span span[INPUT_PATCHES];
	struct target_image image;

	if (exec.target.made)
		tell_server(in);
	if (!d)
		return NULL;
	for (uint32_t i = 0; i < in->npatch; i++) {
		const struct patch *p = &in->patch[i];

		disk_write(d, p->at, p->data, p->len);
		span[i] = (struct span){ p->at, p->len };
	}
	if (exec.target.format && exec.target.format->repair && in->npatch &&
	    !(in->flags & INPUT_KEEP)) {
		image = (struct target_image){ d->data, d->size, put, d };
		exec.target.format->repair(&exec.base.image[in->image].map, &image, span,
		    in->npatch);
	}
	return d;
}

/* The splat of the input, less the line that says how the kernel ended. */
const char *exec_splat(void)
{
	const char *splat = kern_splat(exec.kern), *line;

	if (*answer)
		return answer;
	if (kern_alive(exec.kern) || strstr(kern_end(exec.kern), "panic"))
		return splat;
	line = strchr(splat, '\n');
	return line ? line + 1 : "";
}

const char *exec_log(void)
{
	return kern_log(exec.kern);
}

const char *exec_faults(void)
{
	return *answer ? fired : kern_fault_log(exec.kern);
}

static enum exec_outcome outcome(void)
{
	if (*exec_splat() && !exec_may_wait())
		return EXEC_CRASH;
	if (kern_alive(exec.kern))
		return EXEC_CLEAN;
	return strstr(kern_end(exec.kern), "hung") ? EXEC_HUNG : EXEC_BUDGET;
}

int exec_begin(uint64_t work)
{
	int error;

	kern_budget(exec.kern, work);
	exec_patch(&exec.input);
	set_faults();
	error = exec_mount();
	mounts = !error;
	return error;
}

bool exec_program(void)
{
	return program_run(exec.kern, &exec.input, &exec.model.image[exec.input.image]);
}

bool exec_go(uint64_t work)
{
	if (exec_begin(work))
		return true;
	exec_program();
	return kern_alive(exec.kern) && exec_umount() == 0;
}

void exec_faults_off(void)
{
	if (faulty)
		kern_fault_clear(exec.kern);
}

void exec_again(void)
{
	exec_faults_off();
	server_rewind(exec.kern);
	if (exec_disk())
		disk_rewind(exec_disk());
	if (exec.component->below) {
		disk_rewind(exec.disks[0]);
		exec_mount_below();
	}
}

bool exec_umount_below(void)
{
	return !exec.component->below || kern_umount(exec.kern, BELOW) == 0;
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
	kern_budget(exec.kern, EXEC_WORK);
	exec.runner->input(exec.kern, bytes, size);
	result = outcome();
	exec_count[result]++;
	return result;
}

enum exec_outcome exec_run(const uint8_t *bytes, size_t size)
{
	FILE *trace = program_trace;
	enum exec_outcome result;

	answer = "";
	if (exec.runner)
		return run_by_runner(bytes, size);
	input_decode(&exec.input, &exec.model, bytes, size);
	exec_restore();
	exec_go(EXEC_WORK);
	exec_mounted += mounts;
	result = outcome();
	if (result != EXEC_CRASH && is_chosen(bytes, size, result)) {
		free(fired);
		fired = strdup(kern_fault_log(exec.kern));
		program_trace = NULL;
		answer = oracle_ask(&exec.input, result);
		program_trace = trace;
		if (*answer || outcome() == EXEC_CRASH)
			result = EXEC_CRASH;
	}
	exec_count[result]++;
	return result;
}

void exec_listen(const struct input *in, void (*heard)(void *arg, const struct server_heard *),
    void *arg)
{
	exec.input = *in;
	exec_restore();
	server_listen(exec.kern, heard, arg);
	exec_go(EXEC_WORK);
	server_listen(exec.kern, NULL, NULL);
}

enum exec_outcome exec_named(const char *name, const uint8_t *bytes, size_t size)
{
	char subject[INPUT_NAME];

	snprintf(subject, sizeof(subject), "input %s", name);
	kern_subject(exec.kern, subject);
	return exec_run(bytes, size);
}
