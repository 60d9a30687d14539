/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Arguments that are made of the bytes of a call.  Any bytes make some.  Part of
 * each program that triage writes as well, so it stands alone.
 */
#ifndef RUMPUS_FUZZ_PACK_H
#define RUMPUS_FUZZ_PACK_H

#include <stddef.h>
#include <string.h>

#define PACK_SLOTS 8

/* The bytes that are left; what is missing reads as 0. */
struct pack {
	const unsigned char *at;
	size_t left;
};

static inline unsigned long long pack_take(struct pack *p, size_t n)
{
	unsigned long long value = 0;

	for (size_t i = 0; i < n && p->left; i++, p->left--)
		value |= (unsigned long long)*p->at++ << 8 * i;
	return value;
}

static inline unsigned char *pack_put(unsigned char *to, unsigned long long value, size_t n)
{
	for (size_t i = 0; i < n; i++)
		to[i] = value >> 8 * i;
	return to + n;
}

/*
 * The third argument of an ioctl: a number, or the address of a structure made in
 * `room` (size bytes, cleared before).  A layout is a letter for each field:
 *
 *	b h i l  a number of 1, 2, 4 or 8 bytes, as many of the data
 *	f F      a descriptor, in 4 or 8 bytes: 1 byte of the data is its slot of fd[]
 *	1 -      4 bytes that hold 1, or 0, and take none of the data
 *	P        a pointer, 8 bytes, to the second half of the room
 *	s        the rest of the data as it is
 *
 * or "v": the argument is a number itself, or "d": a descriptor.
 */
static inline long pack_ioctl(unsigned char *room, size_t size, const char *layout,
    const unsigned char *data, size_t len, const int *fd)
{
	struct pack p = { data, len };
	unsigned char *to = room;

	if (*layout == 'v')
		return pack_take(&p, 8);
	if (*layout == 'd')
		return fd[pack_take(&p, 1) % PACK_SLOTS];
	memset(room, 0, size);
	for (; *layout; layout++) {
		if (*layout == 'b')
			to = pack_put(to, pack_take(&p, 1), 1);
		else if (*layout == 'h')
			to = pack_put(to, pack_take(&p, 2), 2);
		else if (*layout == 'i')
			to = pack_put(to, pack_take(&p, 4), 4);
		else if (*layout == 'l')
			to = pack_put(to, pack_take(&p, 8), 8);
		else if (*layout == 'f' || *layout == 'F')
			to =
			    pack_put(to, fd[pack_take(&p, 1) % PACK_SLOTS], *layout == 'f' ? 4 : 8);
		else if (*layout == 'P')
			to = pack_put(to, (unsigned long)(room + size / 2), 8);
		else if (*layout == 's')
			to = memcpy(to, p.at, p.left);
		else
			to = pack_put(to, *layout == '1', 4);
	}
	return (long)room;
}

static inline unsigned char *pack_entry(unsigned char *to, unsigned tag, unsigned mode,
    unsigned long id)
{
	to = pack_put(to, tag, 2);
	to = pack_put(to, mode & 7, 2);
	return pack_put(to, id, 4);
}

/* An access control list as extended attributes hold it, version 2, that is valid:
 * 2 bytes with the four modes, 1 with the number of users and of groups (3 bits
 * each), then 3 for each of these: mode, id.  Returns its size. */
static inline size_t pack_acl(unsigned char *room, const unsigned char *data, size_t len)
{
	enum { USER_OBJ = 1, USER = 2, GROUP_OBJ = 4, GROUP = 8, MASK = 16, OTHER = 32 };
	struct pack p = { data, len };
	const unsigned modes = pack_take(&p, 2), counts = pack_take(&p, 1);
	unsigned char *to = pack_put(room, 2, 4);

	to = pack_entry(to, USER_OBJ, modes, -1ul);
	for (unsigned i = 0; i < (counts & 7); i++)
		to = pack_entry(to, USER, pack_take(&p, 1), pack_take(&p, 2));
	to = pack_entry(to, GROUP_OBJ, modes >> 3, -1ul);
	for (unsigned i = 0; i < (counts >> 3 & 7); i++)
		to = pack_entry(to, GROUP, pack_take(&p, 1), pack_take(&p, 2));
	if (counts & 63)
		to = pack_entry(to, MASK, modes >> 6, -1ul);
	return pack_entry(to, OTHER, modes >> 9, -1ul) - room;
}

#endif
