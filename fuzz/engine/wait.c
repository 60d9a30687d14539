/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Who waits for ever because a fault has it so. */
#include <string.h>

#include "fuzz/engine/exec_made.h"
#include "fuzz/input/faults.h"
#include "harness/server.h"

/* Virtual time after which a task that has not woken is blocked for good, says the kernel. */
#define PATIENCE 60000000000ull

/* One that lets no call of the kind pass from some time on. */
static bool is_lasting(const struct fault_rule *f)
{
	return f->last == UINT64_MAX && f->every == 1;
}

/* A line of exec_faults() tells of this one. */
static bool tells_of(const char *line, const struct fault_rule *f)
{
	const size_t len = strlen(f->text);

	return strncmp(line, f->text, len) == 0 && line[len] == ':';
}

static bool has_fired(const struct fault_rule *f)
{
	for (const char *line = exec_faults(); *line; line = strchrnul(line, '\n') + 1)
		if (tells_of(line, f))
			return true;
	return false;
}

bool exec_memory_is_gone(void)
{
	for (const struct fault_rule *f = exec.input.fault;
	     f < exec.input.fault + exec.input.nfault; f++)
		if (f->calls & FAULT_ALLOC && is_lasting(f) && has_fired(f))
			return true;
	return false;
}

/* Virtual time for which the faults that fired kept requests from being answered. */
static uint64_t held_back(void)
{
	uint64_t time = 0;

	for (const char *line = exec_faults(); *line; line = strchrnul(line, '\n') + 1)
		for (uint32_t i = 0; i < exec.input.nfault; i++) {
			const struct fault_what *w = &exec.input.fault[i].what;

			if (!tells_of(line, &exec.input.fault[i]))
				continue;
			if (w->effect->endless)
				return UINT64_MAX;
			if (w->effect->timing && w->effect->arg[0].kind == FAULT_ARG_TIME)
				time += w->arg[0];
		}
	return time;
}

/* Who waits for a disk that has been told not to answer, or so late, is right to; so is who
 * waits for memory that there will not be, and a server that waits for itself. */
bool exec_may_wait(void)
{
	static const char blocked[] = "INFO: task blocked for good";

	return strncmp(exec_splat(), blocked, strlen(blocked)) == 0 &&
	       (held_back() >= PATIENCE || exec_memory_is_gone() || server_is_calling(exec.kern));
}
