/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/engine/oracle.h"
#include "fuzz/input/calls.h"
#include "fuzz/input/ioctls.h"
#include "fuzz/target.h"
#include "kernel/linux/user/linux.h"

static struct kern *kern;
static const struct component *component;
static size_t log_begins; /* bytes of the log that are there before each input */

void oracle_start(struct kern *k, const struct component *c)
{
	kern = k;
	component = c;
	if (exec_umount_below())
		leak_start(k);
	log_begins = strlen(kern_log(k));
}

/* -- what was reached is put back -- */

static uint8_t *kept;

static void keep_coverage(void)
{
	struct linux_coverage c;

	if (!linux_coverage(&c))
		return;
	if (!kept)
		kept = malloc(c.count);
	if (!kept)
		abort();
	memcpy(kept, c.counters, c.count);
}

static void put_coverage_back(void)
{
	struct linux_coverage c;

	if (linux_coverage(&c))
		memcpy(c.counters, kept, c.count);
}

/* -- what the driver says of itself -- */

static const char *ask_damage(void)
{
	static char text[400];
	const char *log = kern_log(kern) + log_begins;
	const char *line = component_complaint(component, log);

	if (!line)
		return "";
	while (line > log && line[-1] != '\n')
		line--;
	snprintf(text, sizeof(text), "damage of its own\n%.*s\n", (int)strcspn(line, "\n"), line);
	return text;
}

/* -- all of them -- */

static bool run_again(void)
{
	exec_again();
	return exec_go(EXEC_WORK) && kern_alive(kern) && exec_umount_below();
}

static bool has_word(const char *options, const char *word)
{
	const size_t len = strlen(word);

	for (const char *p = options; p; p = strchr(p, ',')) {
		p += *p == ',';
		if (strncmp(p, word, len) == 0 && (p[len] == ',' || !p[len]))
			return true;
	}
	return false;
}

static bool is_loose(const char *options)
{
	for (const char *const *word = fuzz_target.loose; word && *word; word++)
		if (has_word(options, *word))
			return true;
	return false;
}

/* A call that says to give up what was written, or one of the file system's own
 * ioctls: some of them take places of blocks from who calls. */
static bool is_loose_call(const struct call *c)
{
	static const struct model_image no_own;
	const uint8_t choice = c->arg[1];

	return c->nr == CALL_IOCTL && (choice != ioctl_canonical(&no_own, choice) ||
					  choice == ioctl_find(&no_own, "shutdown"));
}

/* All that is on the disk was written by the driver, or by mkfs, and is to stay. */
static bool is_own(const struct input *in)
{
	for (uint32_t i = 0; i < in->ncall; i++)
		if (is_loose_call(&in->call[i]))
			return false;
	return !in->npatch && !in->nfault && component->type &&
	       !(component->lacks & (FS_PERSIST | FS_WRITE)) && !is_loose(exec_options());
}

static const char *ask_own(bool *unmounted)
{
	const char *answer;
	bool synced;

	if (exec_begin(EXEC_WORK)) {
		*unmounted = true;
		return "";
	}
	synced = exec_program();
	if (!kern_alive(kern))
		return "";
	if (!synced) {
		*unmounted = exec_umount() == 0;
		return "";
	}
	answer = remount_ask(kern, component, unmounted);
	return *answer || !kern_alive(kern) ? answer : ask_damage();
}

static const char *ask(const struct input *in)
{
	bool unmounted = false;
	const char *answer = "";

	exec_restore();
	if (is_own(in))
		answer = ask_own(&unmounted);
	else
		unmounted = exec_go(EXEC_WORK);
	if (*answer || !unmounted || !kern_alive(kern))
		return answer;
	exec_faults_off();
	if (!exec_umount_below())
		return "";
	return leak_ask(kern, run_again);
}

const char *oracle_ask(const struct input *in, enum exec_outcome outcome)
{
	const char *answer = "";

	keep_coverage();
	if (outcome == EXEC_CLEAN)
		answer = ask(in);
	else if (outcome == EXEC_BUDGET && !exec_memory_is_gone())
		answer = endless_ask(kern);
	put_coverage_back();
	return answer;
}
