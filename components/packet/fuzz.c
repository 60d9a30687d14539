/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: frames for a host with IPv4 and IPv6, see run.c. */
#include "components/packet/format_frame.h"
#include "fuzz/target.h"

FRAME_TARGET(.component = "packet");
