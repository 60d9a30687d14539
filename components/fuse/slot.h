/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A slot of a script, and which bytes of it are changed. */
#ifndef COMPONENTS_FUSE_SLOT_H
#define COMPONENTS_FUSE_SLOT_H

#include <stdbool.h>
#include <stddef.h>

#include "components/fuse/script.h"
#include "harness/server.h"

#define SCRIPT_ERROR (SCRIPT_HEADER + offsetof(struct fuse_out_header, error))

struct slot {
	uint8_t byte[SCRIPT_SLOT];
	bool set[SCRIPT_SLOT];
	size_t len; /* of its message, header and body, before any change */
};

/* That of a turn, with what is changed for each turn below it. */
void slot_take(const struct server_script *, uint32_t op, uint32_t turn, struct slot *);
/* Some of these bytes are changed. */
bool slot_is_set(const struct slot *, size_t from, size_t to);
struct script_control slot_control(const struct slot *);

#endif
