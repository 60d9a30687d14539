/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The image of a script (harness/server.h): what the server is to say, by slots of
 * SCRIPT_SLOT bytes.  Slot SCRIPT_TURNS * op + turn is of the answers to requests of the
 * opcode `op` of <linux/fuse.h>: of each of them (turn 0), or of the first, second, ...
 * one (turn 1 and up).
 *
 *	0   struct script_control: what is done with the answer
 *	16  struct fuse_out_header
 *	32  the body of the answer, as far as it fits
 *
 * Bytes that the script changes take the place of those of a true answer; what it does
 * not change stays true.  Where a true answer is an error and bytes of a body are
 * changed, the whole body is that of the slot and the error is gone.  The length in the
 * header is made right, unless it is changed itself.
 *
 * Slots of SCRIPT_NOTIFY + code are messages that nobody asked for, SCRIPT_TURNS of each
 * kind, which are said where a control names them.
 */
#ifndef COMPONENTS_FUSE_SCRIPT_H
#define COMPONENTS_FUSE_SCRIPT_H

#include <linux/fuse.h>
#include <stdint.h>

#define SCRIPT_OPS 64u
#define SCRIPT_TURNS 8u
#define SCRIPT_SLOT 1024u
#define SCRIPT_SIZE (SCRIPT_OPS * SCRIPT_TURNS * SCRIPT_SLOT)
#define SCRIPT_NOTIFY 56u /* no opcode is as high */
#define SCRIPT_HEADER 16u
#define SCRIPT_BODY (SCRIPT_HEADER + sizeof(struct fuse_out_header))
#define SCRIPT_BODY_MAX (SCRIPT_SLOT - SCRIPT_BODY)

enum script_act { /* modulo 8; others are SCRIPT_SAY */
	SCRIPT_SAY,
	SCRIPT_SILENT, /* no answer */
	SCRIPT_HOLD,   /* the answer comes behind those of later requests */
	SCRIPT_TWICE,
	SCRIPT_DIE,   /* closes the device behind the answer, */
	SCRIPT_DEATH, /* or in place of it */
};

struct script_control {
	uint8_t act;
	uint8_t hold; /* how many later requests, modulo 8; a second of silence does too */
	/* Messages before and behind the answer; bits 0 to 2: the code, 0: none; bits 3
	 * to 5: which one of that code. */
	uint8_t before, behind;
	int16_t grow;  /* bytes that the body is longer */
	uint8_t pages; /* bit 0: the body comes by splice(2) */
	uint8_t own;   /* bit 0: the body is that of the slot, whatever the truth is */
	uint8_t unused[8];
};

static inline uint64_t script_slot(uint32_t op, uint32_t turn)
{
	return (uint64_t)(op * SCRIPT_TURNS + turn) * SCRIPT_SLOT;
}

#endif
