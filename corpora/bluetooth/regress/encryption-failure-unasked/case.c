/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(encryption_failure_unasked,
    "WARNING in hci_conn_timeout < process_one_work < worker_thread",
    "hci_encrypt_change_evt() drops a reference of the connection when the controller says that "
    "encryption failed, also where nobody asked for it and took one: the count gets below 0.")
