/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Changes of records of socket calls: the parts of a fuzz_target. */
#ifndef COMPONENTS_SOCKETS_FORMAT_SOCKET_H
#define COMPONENTS_SOCKETS_FORMAT_SOCKET_H

#include "components/sockets/socket_layout.h"
#include "fuzz/mutate/mutate.h"

size_t socket_mutate(const struct mutator *, unsigned int kind, uint8_t *bytes, size_t len,
    size_t max, struct chance *);
/* Lengths of a message, and those of control messages; of a frame as frame_repair(). */
void socket_repair(unsigned int kind, uint8_t *bytes, size_t len);
/* Writes over what stands at a place, where it fits, and makes the record end behind it; the
 * new length. */
size_t socket_replace(uint8_t *bytes, size_t at, size_t max, const uint8_t *value, size_t len);

#endif
