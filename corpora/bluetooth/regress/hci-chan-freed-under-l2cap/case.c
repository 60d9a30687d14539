/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(hci_chan_freed_under_l2cap,
    "KASAN in hci_chan_del < l2cap_sock_release < sock_close",
    "A controller that reports a hardware error is reset: hci_conn_cleanup() frees the hci_chan of "
    "a connection, while a socket's channel still holds its l2cap_conn, whose last reference "
    "deletes that hci_chan again in l2cap_conn_free().")
