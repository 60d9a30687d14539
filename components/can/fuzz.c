/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: frames of CAN and calls of sockets that are on the bus, see run.c. */
#include "components/can/format_can.h"
#include "fuzz/target.h"

FUZZ_TARGET(.component = "can", .records = socket_kinds, .mutate = can_mutate,
    .repair = can_repair);
