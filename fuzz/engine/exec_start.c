/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What exec_start() makes once: the kernel, the images, what is known of their paths. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/engine/exec_made.h"
#include "fuzz/engine/oracle.h"
#include "harness/runner.h"
#include "harness/server.h"
#include "kernel/linux/user/linux.h"

/* Virtual time that one call may take. */
#define CALL_TIME 100000000000ull

struct exec exec;
const char *exec_root;
unsigned exec_every = 1;

void exec_give_up(const char *why)
{
	fprintf(stderr, "fuzz target %s: %s\n", exec.target.component, why);
	exit(2);
}

static void open_images(void)
{
	const char *why;

	if (base_load(&exec.base, &exec.target, harness_build(), &why))
		exec_give_up(why);
	exec.model.nimage = exec.base.n;
	for (size_t i = 0; i < exec.base.n; i++) {
		strcpy(exec.model.image[i].name, exec.base.image[i].name);
		exec.model.image[i].size = exec.base.image[i].size;
		if (exec.target.made)
			continue;
		exec.disks[i] = disk_open(exec.base.image[i].name);
		kern_disk(exec.kern, exec.disks[i]);
	}
}

/* What lies below the file system of the target, for good; its image is that of the
 * first disk, which inputs do not get at. */
int exec_mount_below(void)
{
	const struct component *below = component_find(exec.component->below);

	return kern_mount(exec.kern, exec.disks[0], BELOW, below->type, below->options);
}

static void open_below(void)
{
	const char *why;
	int error;

	snprintf(exec.model.image[0].name, sizeof(exec.model.image[0].name), "%s/fuzz",
	    exec.component->name);
	if (disk_try_open(exec.model.image[0].name, &exec.disks[0], &why))
		exec_give_up(why);
	error = exec_mount_below();
	if (error)
		exec_give_up(strerrorname_np(-error));
}

static void open_none(void)
{
	exec.model.nimage = 1;
	if (exec.component->below)
		open_below();
	else
		strcpy(exec.model.image[0].name, exec.component->name);
}

/* Mounts with the first options that fit the image chosen, for versions of a format
 * are told by options to some drivers. */
static int mount_somehow(void)
{
	int error = exec_mount();

	while (error && ++exec.input.option < model_options(&exec.model))
		error = exec_mount();
	return error;
}

/* The paths of each image.  A look at it also makes what the driver makes once
 * and keeps, so that not each input has to; what it wrote is taken back. */
static void find_paths(void)
{
	for (size_t i = 0; i < exec.model.nimage; i++) {
		int error;

		exec.input.image = i;
		if (exec_disk())
			disk_mark(exec_disk());
		exec.input.option = 0;
		error = mount_somehow();
		if (!error) {
			discover(exec.kern, exec_root, &exec.model.image[i]);
			error = exec_umount();
		}
		if (error)
			fprintf(stderr, "fuzz target %s: image %s does not mount: %s\n",
			    exec.target.component, exec.model.image[i].name,
			    strerrorname_np(-error));
		if (exec_disk())
			disk_rewind(exec_disk());
	}
}

static void name_paths(void)
{
	exec.model.nimage = 1;
	for (size_t i = 0; exec.target.paths && exec.target.paths[i]; i++)
		model_add(&exec.model.image[0], exec.target.paths[i], 0);
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
		exec_give_up("RUMPUS_FUZZ_ASK: expected a number, 0 for none");
}

static const char *exec_name(void)
{
	return fuzz_target.runner ? fuzz_target.runner : fuzz_target.component;
}

/* What is reached before the first input counts for the target itself. */
static const char *subject_start(void)
{
	static char text[INPUT_NAME];

	snprintf(text, sizeof(text), "input components/%s/fuzz.c", exec_name());
	return text;
}

/* The files of drivers, blank separated: what engines look at.  That a driver calls for
 * memory, or a path is walked, is no news. */
static char files[INPUT_NAME];

static void add_files(const char *sources)
{
	const size_t len = strlen(files), more = strlen(sources);

	/* Several need the same; a folder is not there because a file of it is. */
	for (const char *at = files; (at = strstr(at, sources)); at++)
		if (at[-1] == ' ' && (at[more] == ' ' || !at[more]))
			return;
	if (len + more + 1 >= sizeof(files))
		exec_give_up("its components name too many files");
	sprintf(files + len, " %s", sources);
}

static void add_sources(const struct component *c)
{
	if (c->sources)
		add_files(c->sources);
}

/* Of some components, and of those that they need. */
static void each_booted(const char *names, void (*each)(const struct component *))
{
	char name[INPUT_NAME];

	for (; sscanf(names, " %2047s", name) == 1; names = strstr(names, name) + strlen(name)) {
		const struct component *c = component_find(name);

		if (!c)
			continue;
		each(c);
		if (c->needs)
			each_booted(c->needs, each);
	}
}

/* Of the driver, by all components that it serves. */
static void add_served(void)
{
	size_t n;
	const struct component *const *all = components(&n);

	for (size_t i = 0; i < n; i++) {
		const struct component *c = all[i];

		if (c->sources && !strcmp(c->driver ? c->driver : c->name, exec.target.component))
			add_files(c->sources);
	}
}

static const char *driver_files(void)
{
	if (exec.runner)
		each_booted(exec.runner->boot, add_sources);
	else
		add_served();
	return *files ? files : NULL;
}

static void print_name(const struct component *c)
{
	puts(c->name);
}

void exec_print_components(void)
{
	const struct fuzz_runner *runner = fuzz_runner_find(exec_name());

	each_booted(runner ? runner->boot : fuzz_target.component, print_name);
}

void exec_start(void)
{
	const char *why, *backend = harness_var("kernel");
	const char *variant = harness_var("variant");

	set_every();
	exec.target = base_target(&fuzz_target);
	if (exec.target.rows > RECORDS)
		exec_give_up(BASE_WRONG_ROWS);
	exec.component = component_find(exec.target.component);
	if (!exec.component)
		exec_give_up("no such component; expected a folder of components/");
	harness_subject = subject_start();
	exec.runner = fuzz_runner_find(exec_name());
	linux_coverage_of(driver_files());
	if (kern_try_boot(&exec.kern, &why, exec.runner ? exec.runner->boot : exec.target.component,
		.variant = variant ? variant : "fuzz", .backend = backend, .call_time = CALL_TIME,
		.rounds = true, .small_rounds = exec.runner))
		exec_give_up(why);
	if (!exec.runner != !exec.target.records)
		exec_give_up("expected a runner and kinds of records, or neither");
	exec_root = exec_is_fs() ? "/mnt" : "";
	exec.model.options = exec.target.options;
	exec.mutator =
	    (struct mutator){ .target = &exec.target, .base = &exec.base, .model = &exec.model };
	if (kern_context(exec.kern) != 1)
		exec_give_up("expected the second context to be number 1");
	if (exec.target.made)
		server_start(exec.kern, exec.component, exec.target.made->serves);
	if (exec_is_fs()) {
		kern_mkdir(exec.kern, exec_root, 0755);
		if (exec.target.diskless)
			open_none();
		else
			open_images();
		find_paths();
	} else {
		name_paths();
	}
	for (size_t i = 0; i < exec.model.nimage; i++)
		exec.model.image[i].ioctls = exec.target.ioctls;
	if (exec.runner)
		exec.runner->set_up(exec.kern);
	kern_splat_clear(exec.kern);
	kern_snapshot(exec.kern);
	oracle_start(exec.kern, exec.component);
	kern_restore(exec.kern); /* a count gives back memory, and inputs must not feel it */
}

void exec_stop(void)
{
	kern_splat_clear(exec.kern);
	kern_halt(exec.kern);
	for (size_t i = 0; i < exec.model.nimage && exec.disks[i]; i++)
		disk_close(exec.disks[i]);
	model_free(&exec.model);
}

const struct model *exec_model(void)
{
	return &exec.model;
}

const struct mutator *exec_mutator(void)
{
	return &exec.mutator;
}
