/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What mutators know of frames: records of an input (components/packet/run.c), fields,
 * lengths and checksums. */
#ifndef COMPONENTS_PACKET_FORMAT_FRAME_H
#define COMPONENTS_PACKET_FORMAT_FRAME_H

#include "fuzz/mutate/mutate.h"

#define FRAME_RECORDS 16
#define FRAME_DELAY 3 /* the kind of a record without bytes */

/* Makes lengths and checksums of IPv4, IPv6, ICMP, UDP and TCP right, as far as the frame
 * has room for their fields. */
void frame_repair(uint8_t *frame, size_t len);
/* A fuzz_target.mutate. */
size_t frame_mutate(const struct mutator *, uint8_t *data, size_t size, size_t max,
    struct chance *);

#endif
