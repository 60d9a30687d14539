/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: frames in tunnels, and in tunnels in these, see run.c. */
#include "components/tunnels/format_wrap.h"
#include "fuzz/target.h"

FUZZ_TARGET(.component = "gre", .runner = "tunnels", .records = frame_kinds,
    .mutate = wrap_mutate, .repair = frame_repair, .adopt = frame_adopt);
