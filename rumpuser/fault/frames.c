/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Room for the frames that the layer holds; had when the first fault is for frames. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "rumpuser/fault/layer.h"

static struct fault_frame *room(void)
{
	struct fault_frame *frame = calloc(FAULT_FRAMES, sizeof(*frame));
	uint8_t *data = calloc(FAULT_FRAMES, FAULT_FRAME_MAX);

	if (!frame || !data) {
		free(frame);
		free(data);
		return NULL;
	}
	for (size_t i = 0; i < FAULT_FRAMES; i++)
		frame[i].data = data + i * FAULT_FRAME_MAX;
	return frame;
}

static void give_back(struct fault_frame *frame)
{
	if (frame)
		free(frame[0].data);
	free(frame);
}

int fault_frames_open(struct fault *f)
{
	bool wanted = false;

	for (size_t i = 0; i < f->now.rules; i++)
		wanted |= (f->now.rule[i].calls & FAULT_FRAME) != 0;
	if (!wanted || f->frame)
		return 0;
	f->frame = room();
	f->marked_frame = room();
	f->received = malloc(FAULT_FRAME_MAX);
	if (f->frame && f->marked_frame && f->received)
		return 0;
	fault_frames_close(f);
	return -ENOMEM;
}

void fault_frames_close(struct fault *f)
{
	give_back(f->frame);
	give_back(f->marked_frame);
	free(f->received);
	f->frame = f->marked_frame = NULL;
	f->received = NULL;
}

void fault_frames_copy(struct fault_frame *to, const struct fault_frame *from, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint8_t *data = to[i].data;

		if (from[i].used) {
			memcpy(data, from[i].data, from[i].len);
			to[i] = from[i];
		}
		to[i].used = from[i].used;
		to[i].data = data;
	}
	for (size_t i = n; to && i < FAULT_FRAMES && to[i].used; i++)
		to[i].used = false;
}
