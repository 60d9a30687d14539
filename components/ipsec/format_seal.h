/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Changes of frames under ESP and AH: the parts of a fuzz_target. */
#ifndef COMPONENTS_IPSEC_FORMAT_SEAL_H
#define COMPONENTS_IPSEC_FORMAT_SEAL_H

#include "components/ipsec/seal_layout.h"
#include "components/packet/format_frame.h"

size_t seal_mutate(const struct mutator *, unsigned int kind, uint8_t *frame, size_t len,
    size_t max, struct chance *);
/* As frame_repair(), also of what is to be encrypted, and ESP's trailer. */
void seal_repair(unsigned int kind, uint8_t *frame, size_t len);
/* Makes ESP's body a whole number of blocks again, by bytes of padding; the new length. */
size_t seal_align(uint8_t *frame, size_t len, size_t max);

#endif
