/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Bluetooth: a controller that is a descriptor, and what the host asks it (HCI, of the
 * Bluetooth Core Specification, volume 4, part E). */
#include <sys/sysmacros.h>

#include "atf/case.h"
#include "harness/net.h"

#define NODE "/vhci"
#define COMMAND 1 /* packet types, part A, section 2 */
#define EVENT 4
#define VENDOR 0xff /* with which a controller is asked for, and told of */
#define RESET 0x0c03

static int controller(struct kern *k)
{
	const uint8_t make[2] = { VENDOR, 0 }; /* a primary controller */
	uint8_t got[16];
	int fd;

	/* Documentation/admin-guide/devices.txt: 10, 137. */
	REQUIRE_OK(kern_mknod(k, NODE, S_IFCHR | 0600, makedev(10, 137)));
	fd = REQUIRE_OK(kern_open(k, NODE, O_RDWR | O_NONBLOCK));
	REQUIRE_EQ(2, kern_write(k, fd, make, sizeof(make)));
	REQUIRE_EQ(4, kern_read(k, fd, got, sizeof(got)));
	REQUIRE_MEMEQ(((const uint8_t[]){ VENDOR, 0, 0, 0 }), got, 4); /* hci0 */
	return fd;
}

/* The opcode of the command that comes next, or 0. */
static int command(struct kern *k, int fd)
{
	uint8_t got[300];
	ssize_t len;

	kern_advance(k, net_ms(10));
	len = kern_read(k, fd, got, sizeof(got));
	if (len == -EAGAIN)
		return 0;
	REQUIRE(len >= 4);
	REQUIRE_EQ(COMMAND, got[0]);
	REQUIRE_EQ(len - 4, got[3]);
	return got[1] | got[2] << 8;
}

/* Command complete (section 7.7.14), with a status and no more. */
static void complete(struct kern *k, int fd, int opcode, uint8_t status)
{
	const uint8_t event[7] = { EVENT, 0x0e, 4, 1, opcode, opcode >> 8, status };

	REQUIRE_EQ(sizeof(event), kern_write(k, fd, event, sizeof(event)));
}

CASE(reset, "a controller that comes is reset, and asked what it is")
{
	struct kern *k = kern_boot("bluetooth");
	const int fd = controller(k);

	REQUIRE_EQ(RESET, command(k, fd));
	REQUIRE_EQ(0, command(k, fd));
	complete(k, fd, RESET, 0);
	REQUIRE(command(k, fd));
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
}

CASE(silent, "one that never answers is given up")
{
	struct kern *k = kern_boot("bluetooth");
	const int fd = controller(k);

	REQUIRE_EQ(RESET, command(k, fd));
	kern_advance(k, net_seconds(60));
	REQUIRE_EQ(0, command(k, fd));
	REQUIRE_OK(kern_close(k, fd));
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
}

CASE(bad, "what is no packet of HCI is refused")
{
	struct kern *k = kern_boot("bluetooth");
	const int fd = controller(k);
	const uint8_t none[2] = { 0x77, 0 };

	REQUIRE_EQ(-EINVAL, kern_write(k, fd, none, 1));
	REQUIRE_EQ(-EINVAL, kern_write(k, fd, none, sizeof(none)));
	REQUIRE_EQ(RESET, command(k, fd));
	/* Events that end within their headers. */
	for (size_t len = 2; len < 7; len++) {
		const uint8_t event[7] = { EVENT, 0x0e, 4, 1, 3, 0x0c };

		REQUIRE_EQ((ssize_t)len, kern_write(k, fd, event, len));
		kern_advance(k, net_ms(10));
	}
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
}
