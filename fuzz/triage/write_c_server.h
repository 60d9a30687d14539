/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Of a program that write_c() writes: a server that says what that of the input said. */
#ifndef RUMPUS_TRIAGE_WRITE_C_SERVER_H
#define RUMPUS_TRIAGE_WRITE_C_SERVER_H

#include <stdbool.h>
#include <stdio.h>

#include "fuzz/input/input.h"

/* Runs the input, and writes what passed, and mount_served(); of a target with a server.
 * `whole` as in write_c(). */
void write_c_server(FILE *to, const struct input *, bool whole);

#endif
