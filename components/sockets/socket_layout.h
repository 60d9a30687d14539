/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the mutators of rows of socket calls and who makes the calls know of both.  Each
 * record but the last two begins with the slot of its socket (1 byte); numbers are
 * little-endian. */
#ifndef COMPONENTS_SOCKETS_SOCKET_LAYOUT_H
#define COMPONENTS_SOCKETS_SOCKET_LAYOUT_H

#include "fuzz/input/records.h"

#define SOCKET_SLOTS 8

enum socket_kind {
	SOCKET_OPEN,    /* slot, family (1), type (1), protocol (2) */
	SOCKET_BIND,    /* slot, struct sockaddr */
	SOCKET_CONNECT, /* the same */
	SOCKET_SET,     /* slot, level (2), option (2), value */
	SOCKET_GET,     /* slot, level (2), option (2), room (2), what the room holds */
	SOCKET_IOCTL,   /* slot, request (2), what its argument points to */
	SOCKET_SEND,    /* slot, flags (2), data */
	SOCKET_MESSAGE, /* slot, lengths of (1) address and (1) control, these, data */
	SOCKET_CALL,    /* number: slot, and what else is done with it, see run.c */
	SOCKET_FRAME,
	SOCKET_PASS, /* so many ms pass */
};

static const struct record_kind socket_kinds[] __attribute__((unused)) = {
	[SOCKET_OPEN] = { "socket", false },
	[SOCKET_BIND] = { "bind", false },
	[SOCKET_CONNECT] = { "connect", false },
	[SOCKET_SET] = { "set", false },
	[SOCKET_GET] = { "get", false },
	[SOCKET_IOCTL] = { "ioctl", false },
	[SOCKET_SEND] = { "send", false },
	[SOCKET_MESSAGE] = { "message", false },
	[SOCKET_CALL] = { "call", true },
	[SOCKET_FRAME] = { "frame", false },
	[SOCKET_PASS] = { "pass", true },
	{ NULL, false },
};

#endif
