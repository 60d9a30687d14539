/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: what a controller of Bluetooth says, and calls of sockets, see run.c. */
#include "components/bluetooth/format_hci.h"
#include "fuzz/target.h"

FUZZ_TARGET(.component = "bluetooth", .records = socket_kinds, .mutate = hci_mutate,
    .repair = hci_repair);
