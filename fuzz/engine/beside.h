/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A target that has left the folder it was built in. */
#ifndef RUMPUS_FUZZ_BESIDE_H
#define RUMPUS_FUZZ_BESIDE_H

/* Where a folder `rumpus` lies beside the program, kernel and images are taken from
 * there, unless $RUMPUS_BUILD says otherwise.  Before exec_start(). */
void beside_program(void);

#endif
