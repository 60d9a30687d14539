/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <string.h>

#include "fuzz/input/calls.h"
#include "fuzz/input/faults.h"
#include "fuzz/input/ioctls.h"

#define HEADER 4
#define AT_BYTES 5 /* of a patch's place */

enum record { RECORD_PATCH, RECORD_CALL, RECORD_FAULT };

static size_t take_rest(struct bytes *b, uint8_t *to)
{
	size_t n = b->left < INPUT_DATA ? b->left : INPUT_DATA;

	memcpy(to, b->at, n);
	return n;
}

static void decode_patch(struct input *in, const struct model_image *image, struct bytes b)
{
	struct patch *p = &in->patch[in->npatch];

	if (in->npatch == INPUT_PATCHES)
		return;
	p->at = bytes_take(&b, AT_BYTES);
	if (image && image->size)
		p->at %= image->size;
	p->len = take_rest(&b, p->data);
	if (p->len == 0)
		return;
	if (image && image->size && p->len > image->size - p->at)
		p->len = image->size - p->at;
	in->npatch++;
}

static uint64_t in_range(enum arg_kind kind, const struct model_image *image, uint64_t value)
{
	size_t n;

	if (call_words(kind, &n))
		return value % n;
	switch (kind) {
	case ARG_FD:
	case ARG_MAP:
		return value % FUZZ_SLOTS;
	case ARG_MODE:
		return value & 07777;
	case ARG_PATH:
		return image ? model_canonical(image, value) : value;
	case ARG_IOCTL:
		return image ? ioctl_canonical(image, value) : value;
	default:
		return value;
	}
}

static void decode_call(struct input *in, const struct model_image *image, struct bytes b)
{
	struct call *c = &in->call[in->ncall];
	uint8_t nr = bytes_take(&b, 1);

	if (in->ncall == INPUT_CALLS)
		return;
	c->nr = (nr & 0x7f) % FUZZ_NCALLS;
	c->ctx = nr >> 7;
	c->len = 0;
	memset(c->arg, 0, sizeof(c->arg));
	for (size_t i = 0; i < INPUT_ARGS; i++) {
		enum arg_kind kind = fuzz_calls[c->nr].arg[i];

		if (kind == ARG_DATA)
			c->len = take_rest(&b, c->data);
		else
			c->arg[i] = in_range(kind, image, bytes_take(&b, call_arg_size(kind)));
	}
	in->ncall++;
}

static void decode_fault(struct input *in, const struct model_image *image, struct bytes b)
{
	struct fault_rule rule;

	if (in->nfault == INPUT_FAULTS)
		return;
	input_fault_decode(&rule, image, b);
	input_fault_add(in, rule.text);
}

void input_decode(struct input *in, const struct model *m, const uint8_t *bytes, size_t size)
{
	struct bytes b = { bytes, size };
	const struct model_image *image = NULL;
	const uint8_t version = bytes_take(&b, 1);

	in->image = bytes_take(&b, 1);
	in->option = bytes_take(&b, 1);
	in->flags = bytes_take(&b, 1) & INPUT_KEEP;
	in->npatch = in->nfault = in->ncall = 0;
	if (m) {
		in->image = m->nimage ? in->image % m->nimage : 0;
		in->option %= model_options(m);
		image = &m->image[in->image];
	}
	while (b.left) {
		uint8_t kind = bytes_take(&b, 1);
		size_t len = bytes_take(&b, 1);
		struct bytes record = { b.at, len < b.left ? len : b.left };

		b.at += record.left;
		b.left -= record.left;
		if (kind == RECORD_FAULT && version == INPUT_VERSION)
			decode_fault(in, image, record);
		else if (kind % 4 == RECORD_PATCH)
			decode_patch(in, image, record);
		else if (kind % 4 == RECORD_CALL)
			decode_call(in, image, record);
	}
}

static void put_data(struct room *r, const uint8_t *data, size_t len)
{
	for (size_t i = 0; i < len; i++)
		room_put(r, data[i], 1);
}

static void put_call(struct room *r, const struct call *c)
{
	room_put(r, c->nr | c->ctx << 7, 1);
	for (size_t i = 0; i < INPUT_ARGS; i++) {
		enum arg_kind kind = fuzz_calls[c->nr].arg[i];

		if (kind == ARG_DATA)
			put_data(r, c->data, c->len);
		else
			room_put(r, c->arg[i], call_arg_size(kind));
	}
}

static void put_record(struct room *r, enum record kind, const void *body)
{
	uint8_t *start = r->at;

	room_put(r, kind, 1);
	room_put(r, 0, 1);
	if (kind == RECORD_PATCH) {
		const struct patch *p = body;

		room_put(r, p->at, AT_BYTES);
		put_data(r, p->data, p->len);
	} else if (kind == RECORD_FAULT) {
		input_fault_encode(body, r);
	} else {
		put_call(r, body);
	}
	if (r->full)
		r->at = start;
	else
		start[1] = r->at - start - 2;
}

size_t input_encode(const struct input *in, uint8_t *bytes, size_t max)
{
	struct room r = { bytes, bytes + max, 0 };

	room_put(&r, INPUT_VERSION, 1);
	room_put(&r, in->image, 1);
	room_put(&r, in->option, 1);
	room_put(&r, in->flags, 1);
	for (uint32_t i = 0; i < in->npatch && !r.full; i++)
		put_record(&r, RECORD_PATCH, &in->patch[i]);
	for (uint32_t i = 0; i < in->nfault && !r.full; i++)
		put_record(&r, RECORD_FAULT, &in->fault[i]);
	for (uint32_t i = 0; i < in->ncall && !r.full; i++)
		put_record(&r, RECORD_CALL, &in->call[i]);
	return r.at - bytes;
}
