/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The content of the disk as a function of how much of each write is there.  Only
 * blocks that come to show another thing are written, and the hash follows: it is
 * the sum over all blocks that are not zeroes of a hash of content and place.
 */
#include <stdlib.h>
#include <string.h>

#include "harness/crash_states_internal.h"

static uint64_t hash_block(uint64_t block, const uint8_t *p, size_t len)
{
	uint64_t a = crash_mix(block), b = ~a, word[2];

	if (!p || disk_zero(p, len))
		return 0;
	for (size_t i = 0; i + 16 <= len; i += 16) {
		memcpy(word, p + i, 16);
		a = (a ^ word[0]) * 0x9fb21c651e98df25;
		b = (b ^ word[1]) * 0xd6e8feb86659fd93;
		a ^= a >> 31;
		b ^= b >> 29;
	}
	return crash_mix(a + crash_mix(b));
}

static uint64_t first_block(const struct crash_write *w)
{
	return w->at / DISK_BLOCK;
}

static uint64_t last_block(const struct crash_write *w)
{
	return (w->at + w->len - 1) / DISK_BLOCK;
}

/* -- which blocks, and who touches them -- */

static void find_cells(struct crash_states *cs)
{
	const uint64_t blocks = disk_blocks(cs->disk);
	size_t *cell_of = crash_alloc(blocks + 1, sizeof(*cell_of)), n = 0, pieces = 0;

	for (size_t i = 0; i < cs->writes; i++)
		for (uint64_t b = first_block(&cs->write[i]); b <= last_block(&cs->write[i]); b++)
			cell_of[b]++;
	for (uint64_t b = 0; b < blocks; b++)
		cs->cells += cell_of[b] != 0;
	cs->cell = crash_alloc(cs->cells + 1, sizeof(*cs->cell));
	cs->dirty = crash_alloc(cs->cells + 1, sizeof(*cs->dirty));
	for (uint64_t b = 0; b < blocks; b++) {
		if (!cell_of[b])
			continue;
		cs->cell[n] = (struct crash_cell){
			.block = b,
			.piece = pieces,
			.shows = SHOWS_BEFORE,
		};
		pieces += cell_of[b];
		cell_of[b] = n++;
	}
	cs->piece = crash_alloc(pieces + 1, sizeof(*cs->piece));
	for (size_t i = 0; i < cs->writes; i++) {
		/* All its blocks are cells, so these follow one another. */
		cs->write[i].cell = cell_of[first_block(&cs->write[i])];
		cs->write[i].cells = last_block(&cs->write[i]) - first_block(&cs->write[i]) + 1;
	}
	free(cell_of);
}

static bool covers(const struct crash_write *w, uint64_t have, uint64_t from, uint64_t to)
{
	return w->at <= from && w->at + have >= to;
}

static void find_pieces(struct crash_states *cs)
{
	for (size_t i = 0; i < cs->writes; i++) {
		const struct crash_write *w = &cs->write[i];

		for (size_t j = w->cell; j < w->cell + w->cells; j++) {
			struct crash_cell *c = &cs->cell[j];

			cs->piece[c->piece + c->pieces++].write = i;
		}
	}
}

void crash_disk_open(struct crash_states *cs)
{
	const struct disk *d = cs->disk;

	find_cells(cs);
	find_pieces(cs);
	for (size_t i = 0; i < cs->cells; i++) {
		struct crash_cell *c = &cs->cell[i];
		const uint8_t *p = d->data + c->block * DISK_BLOCK;
		const size_t len = disk_block_len(d, c->block);

		if (disk_zero(p, len))
			continue;
		c->before = crash_alloc(1, len);
		memcpy(c->before, p, len);
	}
	for (uint64_t b = 0, i = 0; b < disk_blocks(d); b++) {
		const uint64_t hash = hash_block(b, d->data + b * DISK_BLOCK, disk_block_len(d, b));

		cs->hash += hash;
		if (i < cs->cells && cs->cell[i].block == b) {
			cs->cell[i].before_hash = cs->cell[i].hash = hash;
			i++;
		}
	}
}

/* -- moving -- */

void crash_disk_have(struct crash_states *cs, struct crash_write *w, uint64_t bytes)
{
	if (w->have == bytes)
		return;
	w->have = bytes;
	for (size_t i = w->cell; i < w->cell + w->cells; i++) {
		if (cs->cell[i].dirty)
			continue;
		cs->cell[i].dirty = true;
		cs->dirty[cs->dirties++] = i;
	}
}

static void lay(uint8_t *block, uint64_t from, uint64_t to, const struct crash_write *w)
{
	const uint64_t a = w->at > from ? w->at : from;
	const uint64_t b = w->at + w->have < to ? w->at + w->have : to;

	if (a >= b)
		return;
	if (w->data)
		memcpy(block + (a - from), w->data + (a - w->at), b - a);
	else
		memset(block + (a - from), 0, b - a);
}

/* Of the writes of one sector that are there the newest shows: the one that covers
 * the block, and parts of those after it. */
static size_t shown(const struct crash_states *cs, const struct crash_cell *c, uint64_t from,
    uint64_t to, bool *parts)
{
	*parts = false;
	for (size_t i = c->pieces; i-- > 0;) {
		const struct crash_write *w = &cs->write[cs->piece[c->piece + i].write];

		if (!w->have || w->at + w->have <= from)
			continue;
		if (covers(w, w->have, from, to))
			return c->piece + i;
		*parts = true;
	}
	return SHOWS_BEFORE;
}

static const uint8_t *piece_data(const struct crash_states *cs, size_t piece, uint64_t from)
{
	const struct crash_write *w = &cs->write[cs->piece[piece].write];

	return w->data ? w->data + (from - w->at) : NULL;
}

static void show(struct crash_states *cs, struct crash_cell *c, const uint8_t *p, size_t len,
    uint64_t hash)
{
	const uint64_t at = c->block * DISK_BLOCK;

	if (p)
		disk_io_write(cs->disk, at, p, len);
	else
		disk_io_zero(cs->disk, at, len);
	cs->hash += hash - c->hash;
	c->hash = hash;
}

static void move_mix(struct crash_states *cs, struct crash_cell *c, size_t bottom, uint64_t from,
    size_t len)
{
	const uint8_t *p = bottom == SHOWS_BEFORE ? c->before : piece_data(cs, bottom, from);
	size_t above = bottom == SHOWS_BEFORE ? c->piece : bottom + 1;
	uint8_t block[DISK_BLOCK];

	if (p)
		memcpy(block, p, len);
	else
		memset(block, 0, len);
	for (; above < c->piece + c->pieces; above++)
		lay(block, from, from + len, &cs->write[cs->piece[above].write]);
	show(cs, c, block, len, hash_block(c->block, block, len));
	c->shows = SHOWS_MIX;
}

static void move_cell(struct crash_states *cs, struct crash_cell *c)
{
	const size_t len = disk_block_len(cs->disk, c->block);
	const uint64_t from = c->block * DISK_BLOCK;
	bool parts;
	const size_t bottom = shown(cs, c, from, from + len, &parts);
	struct crash_piece *piece;

	if (parts) {
		move_mix(cs, c, bottom, from, len);
		return;
	}
	if (c->shows == bottom)
		return;
	c->shows = bottom;
	if (bottom == SHOWS_BEFORE) {
		show(cs, c, c->before, len, c->before_hash);
		return;
	}
	piece = &cs->piece[bottom];
	if (!piece->hashed) {
		piece->hash = hash_block(c->block, piece_data(cs, bottom, from), len);
		piece->hashed = true;
	}
	show(cs, c, piece_data(cs, bottom, from), len, piece->hash);
}

void crash_disk_move(struct crash_states *cs)
{
	for (size_t i = 0; i < cs->dirties; i++) {
		struct crash_cell *c = &cs->cell[cs->dirty[i]];

		c->dirty = false;
		move_cell(cs, c);
	}
	cs->dirties = 0;
}
