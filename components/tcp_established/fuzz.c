/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: frames for connections in a state of TCP, see run.c. */
#include "components/packet/format_frame.h"
#include "fuzz/target.h"

FRAME_TARGET(.component = "packet", .runner = "tcp_established");
