/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What mutators know of netlink messages (linux/netlink.h, linux/rtnetlink.h): a head, a
 * part of fixed length, and attributes, which may hold attributes. */
#ifndef COMPONENTS_NETLINK_FORMAT_MESSAGE_H
#define COMPONENTS_NETLINK_FORMAT_MESSAGE_H

#include "components/netlink/message_layout.h"
#include "fuzz/mutate/mutate.h"

#define MESSAGE_HEAD 16
#define MESSAGE_ALIGN(n) (((n) + 3) & ~(size_t)3)
#define MESSAGE_DEPTH 6 /* of attributes in attributes that are looked at */

/* Where attributes of a message begin; 0: it is too short for any. */
size_t message_fixed(unsigned int kind, const uint8_t *bytes, size_t len);

/* The parts of a fuzz_target. */
size_t message_mutate(const struct mutator *, unsigned int kind, uint8_t *bytes, size_t len,
    size_t max, struct chance *);
/* The length of the message, and of attributes that reach past what they are in. */
void message_repair(unsigned int kind, uint8_t *bytes, size_t len);

#endif
