/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A device with a planted bug, on which the fuzzer is tested. */
#include "harness/component.h"

COMPONENT(canary, .sources = "arch/rump/drivers/canary.c");
