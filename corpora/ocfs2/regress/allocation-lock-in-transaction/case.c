/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEBUG(allocation_lock_in_transaction,
    "WARNING: possible circular locking dependency in ocfs2_setattr < notify_change < chmod_common",
    "ocfs2_xattr_ibody_set() takes ip_alloc_sem in a transaction, ocfs2_setattr() begins a "
    "transaction with ip_alloc_sem held: with a commit between the two, which waits for the "
    "one and keeps the other from beginning, nobody gets on.")
