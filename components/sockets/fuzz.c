/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: calls of sockets, their options and ioctls, see run.c. */
#include "components/sockets/format_socket.h"
#include "fuzz/target.h"

FUZZ_TARGET(.component = "packet", .runner = "sockets", .records = socket_kinds,
    .mutate = socket_mutate, .repair = socket_repair);
