/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Changes of frames in tunnels. */
#ifndef COMPONENTS_TUNNELS_FORMAT_WRAP_H
#define COMPONENTS_TUNNELS_FORMAT_WRAP_H

#include "components/packet/format_frame.h"
#include "components/tunnels/tunnel_layout.h"

/* Puts a frame, or the packet in it, into a tunnel, and makes it right; the new length.
 * One that finds no room, or has no packet, stays as it is. */
size_t wrap(const struct tunnel *, uint8_t *frame, size_t len, size_t max);
/* Takes out what the first tunnel of a frame carries. */
size_t unwrap(uint8_t *frame, size_t len);

/* A part of a fuzz_target: changes on any level. */
size_t wrap_mutate(const struct mutator *, unsigned int kind, uint8_t *frame, size_t len,
    size_t max, struct chance *);

#endif
