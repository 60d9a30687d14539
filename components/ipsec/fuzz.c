/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: frames under ESP and AH, see run.c. */
#include "components/ipsec/format_seal.h"
#include "fuzz/target.h"

FUZZ_TARGET(.component = "ipsec", .records = seal_kinds, .mutate = seal_mutate,
    .repair = seal_repair, .adopt = frame_adopt);
