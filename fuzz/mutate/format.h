/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What a mutator knows of an on-disk format: where the metadata of an image
 * lies, which fields it has, and how to make its checksums right again.
 *
 * The rule everything rests on: `map`, made once from a base image, says where
 * metadata lies; it stays valid for every patched copy of that image, and
 * nothing in a patched copy is trusted.
 */
#ifndef RUMPUS_FUZZ_FORMAT_H
#define RUMPUS_FUZZ_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a number means: which other values of it are worth trying. */
enum field_type {
	F_NUMBER,
	F_SIZE,    /* of something, in bytes, blocks or as a power of two */
	F_POINTER, /* to a block, an inode, an offset */
	F_COUNT,   /* of things that lie or are free somewhere */
	F_MAGIC,
	F_FLAGS, /* bits, and kinds that are told by a number */
	F_NAME,  /* the beginning of a name, or of a hash of one */
};

/* A field of a kind of metadata. */
struct field {
	uint16_t at;
	uint8_t width; /* bytes: 1, 2, 4 or 8 */
	uint8_t type;  /* enum field_type */
};

/* One piece of metadata of an image. */
struct object {
	uint64_t at;
	uint32_t len;
	uint32_t owner; /* what it belongs to, in the format's terms (an inode) */
	uint8_t kind;   /* in the format's terms, index into format.kind[] */
};

struct object_kind {
	const char *name;
	const struct field *field; /* ended by width 0; NULL: none known */
	uint32_t repeat;           /* the last field repeats at this distance; 0: not */
	bool big;                  /* numbers are big-endian */
};

#define MAP_OBJECTS 4096

struct format_map {
	uint64_t geometry[16]; /* the format's own */
	uint64_t longest;      /* the length of the longest object */
	size_t n;
	struct object object[MAP_OBJECTS]; /* by place, once map_sort() was there */
};

/* A range of bytes that patches changed. */
struct span {
	uint64_t at;
	uint64_t len;
};

/* An image that is changed: `data` is its present content, put() the only way
 * to change it, which shows in `data` at once. */
struct target_image {
	const uint8_t *data;
	uint64_t size;
	void (*put)(struct target_image *, uint64_t at, const void *from, size_t len);
	void *arg; /* put()'s own */
};

struct format {
	const char *name;
	const struct object_kind *kind;
	/* Fills the map from a base image.  What is no image of this format
	 * gives an empty map. */
	void (*scan)(struct format_map *, const uint8_t *data, uint64_t size);
	/* Makes the checksums right of all metadata that a span touches, and of
	 * that which holds their checksums.  NULL: there are none. */
	void (*repair)(const struct format_map *, struct target_image *, const struct span *,
	    size_t n);
};

/* The objects that spans touch: indices into a map, each once, in its order. */
struct touched {
	size_t n;
	uint16_t object[MAP_OBJECTS];
};

/* Adds an object; not what lies outside an image of `size` bytes, has no bytes
 * or finds the map full. */
void map_add(struct format_map *, uint64_t size, struct object);
/* Sorts by place, as map_touched() needs it; the end of a scan. */
void map_sort(struct format_map *);
void map_touched(const struct format_map *, const struct span *, size_t n, struct touched *);
/* True if a span has a byte of these. */
bool spans_touch(const struct span *, size_t n, uint64_t at, uint64_t len);

/* Writes where the bytes differ.  True if they did. */
bool image_put(struct target_image *, uint64_t at, const void *from, size_t len);
bool image_put_le(struct target_image *, uint64_t at, size_t width, uint64_t value);
bool image_put_be(struct target_image *, uint64_t at, size_t width, uint64_t value);

static inline uint64_t get_le(const uint8_t *p, size_t width)
{
	uint64_t value = 0;

	for (size_t i = 0; i < width; i++)
		value |= (uint64_t)p[i] << (8 * i);
	return value;
}

static inline void set_le(uint8_t *p, size_t width, uint64_t value)
{
	for (size_t i = 0; i < width; i++)
		p[i] = value >> (8 * i);
}

static inline uint64_t get_be(const uint8_t *p, size_t width)
{
	uint64_t value = 0;

	for (size_t i = 0; i < width; i++)
		value = value << 8 | p[i];
	return value;
}

static inline void set_be(uint8_t *p, size_t width, uint64_t value)
{
	for (size_t i = 0; i < width; i++)
		p[i] = value >> (8 * (width - 1 - i));
}

#endif
