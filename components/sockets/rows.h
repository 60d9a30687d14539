/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What the fuzz targets share whose inputs are calls of sockets (socket_layout.h).
 *
 * The rule everything rests on: a kernel takes an address of ours for one of the user's.  So
 * calls whose arguments hold addresses are given those of a room of ours, or of nothing.
 */
#ifndef COMPONENTS_SOCKETS_ROWS_H
#define COMPONENTS_SOCKETS_ROWS_H

#include "components/sockets/socket_layout.h"

struct kern;

struct socket_world {
	int fds[SOCKET_SLOTS]; /* that there are at first; -1: none */
	/* What a frame of an input is for. */
	void (*arrive)(struct kern *, const uint8_t *bytes, size_t len);
	void (*after)(struct kern *); /* each record; may be NULL */
};

/* A fuzz_runner.input, in a world that set_up() has made. */
void socket_rows(struct kern *, const struct socket_world *, const uint8_t *bytes, size_t size);

#endif
