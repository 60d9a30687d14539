/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The names of hypercalls in the grammar. */
#include <string.h>

#include "rumpuser/fault/layer.h"

static const struct {
	const char *name;
	uint32_t calls;
} names[] = {
	{ "read", FAULT_READ },
	{ "write", FAULT_WRITE },
	{ "flush", FAULT_FLUSH },
	{ "discard", FAULT_DISCARD },
	{ "disk", FAULT_DISK },
	{ "geometry", FAULT_GEOMETRY },
	{ "arena", FAULT_ARENA },
	{ "alias", FAULT_ALIAS },
	{ "unalias", FAULT_UNALIAS },
	{ "clock", FAULT_CLOCK },
	{ "wall", FAULT_WALL },
	{ "random", FAULT_RANDOM },
	{ "alloc", FAULT_ALLOC },
	{ "tx", FAULT_TX },
	{ "rx", FAULT_RX },
	{ "frame", FAULT_FRAME },
};

#define NAMES (sizeof(names) / sizeof(names[0]))

const char *fault_call_name(uint32_t call)
{
	for (size_t i = 0; i < NAMES; i++)
		if ((names[i].calls & call) == call)
			return names[i].name;
	return "?";
}

uint32_t fault_call_named(const char *name, size_t len)
{
	for (size_t i = 0; i < NAMES; i++)
		if (strlen(names[i].name) == len && !memcmp(names[i].name, name, len))
			return names[i].calls;
	return 0;
}

const char *fault_call_at(size_t i, uint32_t *calls)
{
	*calls = i < NAMES ? names[i].calls : 0;
	return i < NAMES ? names[i].name : NULL;
}

const char *fault_call_names(void)
{
	static char list[160];

	if (*list)
		return list;
	for (size_t i = 0; i < NAMES; i++) {
		if (i)
			strcat(list, i + 1 < NAMES ? ", " : " or ");
		strcat(list, names[i].name);
	}
	return list;
}
