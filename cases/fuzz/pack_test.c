/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Arguments made of the bytes of a call. */
#include <errno.h>
#include <string.h>

#include "atf/case.h"
#include "fuzz/input/pack.h"

static unsigned char room[4096];
static const int fds[PACK_SLOTS] = { 10, 11, 12, 13, 14, 15, 16, -1 };

static long pack(const char *layout, const void *data, size_t len)
{
	return pack_ioctl(room, sizeof(room), layout, data, len, fds);
}

CASE(numbers, "fields of 1, 2, 4 and 8 bytes follow each other, missing bytes are 0")
{
	static const unsigned char data[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
	static const unsigned char want[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0, 0, 0, 0, 0 };

	REQUIRE_EQ((long)room, pack("bhil", data, sizeof(data)));
	REQUIRE(!memcmp(want, room, sizeof(want)));
	REQUIRE_EQ((long)room, pack("il", NULL, 0));
	REQUIRE_EQ(0, room[0]);
}

CASE(constants, "fields that take no data")
{
	static const unsigned char want[] = { 1, 0, 0, 0, 0, 0, 0, 0, 7, 8 };
	unsigned long pointer;

	pack("1-s", "\x07\x08", 2);
	REQUIRE(!memcmp(want, room, sizeof(want)));
	pack("P", NULL, 0);
	memcpy(&pointer, room, sizeof(pointer));
	REQUIRE_EQ((unsigned long)(room + sizeof(room) / 2), pointer);
}

CASE(descriptors, "a slot becomes the descriptor in it")
{
	static const unsigned char want[] = { 12, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255 };

	pack("fF", "\x02\x0f", 2);
	REQUIRE(!memcmp(want, room, sizeof(want)));
	REQUIRE_EQ(13, pack("d", "\x03", 1));
	REQUIRE_EQ(0x0201, pack("v", "\x01\x02", 2));
}

CASE(lists, "a driver takes any access control list, and gives it back")
{
	struct kern *k = kern_boot("ext4");
	struct disk *d = disk_open("ext4/small");
	unsigned char data[48], got[4096];
	unsigned next = 1;

	REQUIRE_OK(kern_mount(k, d, "/mnt", "ext4", NULL));
	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	for (int round = 0; round < 200; round++) {
		size_t len = round % sizeof(data), size;

		for (size_t i = 0; i < len; i++)
			data[i] = (next = next * 1103515245 + 12345) >> 16;
		size = pack_acl(room, data, len);
		REQUIRE_OK(kern_setxattr(k, "/mnt/f", "system.posix_acl_access", room, size, 0));
		if (len < 3 || !(data[2] & 63))
			continue; /* modes alone: they are in the inode, no list is left */
		REQUIRE_EQ((long)size,
		    kern_getxattr(k, "/mnt/f", "system.posix_acl_access", got, sizeof(got)));
		REQUIRE(!memcmp(room, got, size));
	}
	REQUIRE_OK(kern_umount(k, "/mnt"));
	kern_halt(k);
	disk_close(d);
}
