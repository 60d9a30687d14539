/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Bluetooth, on controllers that are files. */
#include "harness/component.h"

COMPONENT(bluetooth, .needs = "net", .sources = "net/bluetooth drivers/bluetooth/hci_vhci.c");
