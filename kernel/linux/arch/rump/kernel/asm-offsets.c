// SPDX-License-Identifier: GPL-2.0
/* kbuild wants this file; entry.S needs no offsets. */
