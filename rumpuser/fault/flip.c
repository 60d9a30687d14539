/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Bits flip in one byte: of what is read, after the disk gave it, or of what is
 * written, on its way to the disk; the kernel's own copy stays as it is.
 */
#include "rumpuser/fault/effect.h"

enum { MASK, AT };

/* The byte it happens to; requests that are shorter count it anew. */
static uint64_t place(const struct fault_io *io, const struct fault_what *w)
{
	return (uint64_t)w->arg[AT] % io->orig->len;
}

static void flip_read(struct fault_io *io)
{
	if (!io->req.error)
		*fault_io_byte(io, place(io, &io->what)) ^= io->what.arg[MASK];
}

static void flip(struct fault_io *io, const struct fault_what *w)
{
	uint64_t at = place(io, w);

	if (io->orig->op == HYP_DISK_READ) {
		io->after = flip_read;
	} else {
		if (!fault_io_slice(io, 0, io->orig->len))
			return;
		fault_io_bounce(io, at);
		io->bounce[at % HYP_SECTOR] ^= w->arg[MASK];
	}
	fault_io_submit(io);
}

static int flip_frame(struct fault_frame *frame, const struct fault_what *w)
{
	if (frame->len)
		frame->data[(uint64_t)w->arg[AT] % frame->len] ^= w->arg[MASK];
	return fault_frame_pass(frame);
}

FAULT_EFFECT(flip, .calls = FAULT_READ | FAULT_WRITE | FAULT_FRAME,
    .arg = { { .name = "mask", .kind = FAULT_ARG_NUMBER, .needed = true, .min = 1, .max = 255 },
	{ .name = "at", .kind = FAULT_ARG_NUMBER } },
    .disk = flip, .frame = flip_frame);
