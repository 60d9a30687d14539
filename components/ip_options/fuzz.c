/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: frames for what run.c sets up. */
#include "components/packet/format_frame.h"
#include "fuzz/target.h"

FRAME_TARGET(.component = "packet", .runner = "ip_options");
