/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(journal_inode_spoilt,
    "WARNING in ocfs2_journal_toggle_dirty < ocfs2_journal_shutdown < ocfs2_mount_volume",
    "ocfs2_mark_dead_nodes() reads the journal's inode from the disk again, into the buffer "
    "that the journal uses. Its signature is damaged there, the mount fails, and "
    "ocfs2_journal_toggle_dirty() warns of what was on the disk.")
