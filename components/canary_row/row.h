/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Kinds of records of this target. */
#ifndef COMPONENTS_CANARY_ROW_ROW_H
#define COMPONENTS_CANARY_ROW_ROW_H

#include "fuzz/input/records.h"

enum row_kind {
	ROW_WRITE, /* a message to the device */
	ROW_PASS,  /* so many ms pass */
};

static const struct record_kind row_kinds[] = {
	[ROW_WRITE] = { "write", false },
	[ROW_PASS] = { "pass", true },
	{ NULL, false },
};

#endif
