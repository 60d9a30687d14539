/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Changes of frames of CAN and of calls of its sockets: the parts of a fuzz_target. */
#ifndef COMPONENTS_CAN_FORMAT_CAN_H
#define COMPONENTS_CAN_FORMAT_CAN_H

#include "components/can/can_layout.h"
#include "fuzz/mutate/mutate.h"

size_t can_mutate(const struct mutator *, unsigned int kind, uint8_t *bytes, size_t len,
    size_t max, struct chance *);
/* A frame's length and reserved bytes; the rest as socket_repair(). */
void can_repair(unsigned int kind, uint8_t *bytes, size_t len);

#endif
