/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The effects that registered themselves, by name. */
#include <stdio.h>
#include <string.h>

#include "rumpuser/fault/layer.h"

extern const struct fault_effect *const __start_rumpus_fault_effects[] __attribute__((weak));
extern const struct fault_effect *const __stop_rumpus_fault_effects[] __attribute__((weak));

#define EACH_EFFECT(p)                                                           \
	for (const struct fault_effect *const *p = __start_rumpus_fault_effects; \
	     p < __stop_rumpus_fault_effects; p++)

const struct fault_effect *const *fault_effects(size_t *n)
{
	*n = __stop_rumpus_fault_effects - __start_rumpus_fault_effects;
	return __start_rumpus_fault_effects;
}

const struct fault_effect *fault_effect_named(const char *name, size_t len)
{
	EACH_EFFECT(p)
	if (strlen((*p)->name) == len && !memcmp((*p)->name, name, len))
		return *p;
	return NULL;
}

void fault_effect_names(uint32_t calls, char *buf, size_t len)
{
	size_t n = 0;

	*buf = 0;
	EACH_EFFECT(p)
	if (!(calls & ~(*p)->calls) && n < len)
		n += snprintf(buf + n, len - n, "%s%s", n ? ", " : "", (*p)->name);
}
