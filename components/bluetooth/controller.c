/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "components/bluetooth/controller.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "components/bluetooth/hci_layout.h"
#include "components/packet/frames.h"
#include "kernel/kern.h"

#define NODE "/vhci"
#define VENDOR 0xff /* with which a controller is asked for, and told of */
#define ANSWERS 64
#define PARAMETERS 248 /* of an answer, at most */
#define EVENT_HEAD 3
#define STEP 20       /* ms */

static int node;

/* What commands return behind their status; zeroes where no more is said. */
struct returned {
	uint16_t opcode;
	uint8_t len;
	uint8_t bytes[24];
};
static const struct returned returned[] = {
	/* Link control and policy: addresses of whom keys are for, links. */
	{ 0x040b, 6, { 0 } },
	{ 0x040c, 6, { 0 } },
	{ 0x040d, 6, { 0 } },
	{ 0x040e, 6, { 0 } },
	{ 0x042c, 6, { 0 } },
	{ 0x042d, 6, { 0 } },
	{ 0x042e, 6, { 0 } },
	{ 0x042f, 6, { 0 } },
	{ 0x0809, 3, { HCI_LINK } },
	{ 0x080c, 4, { HCI_LINK } },
	{ 0x080d, 2, { HCI_LINK } },
	{ 0x080e, 2, { 0 } },
	/* The controller itself: keys that it keeps, name, class, voice, scans, power. */
	{ 0x0c0d, 4, { 0 } },
	{ 0x0c12, 2, { 0 } },
	{ 0x0c14, 248, { 'h', 'c', 'i' } },
	{ 0x0c1b, 4, { 0 } },
	{ 0x0c23, 3, { 0 } },
	{ 0x0c25, 2, { 0x60 } },
	{ 0x0c2d, 3, { HCI_LINK } },
	{ 0x0c38, 1, { 1 } },
	{ 0x0c46, 1, { 0 } },
	{ 0x0c57, 32, { 0 } },
	{ 0x0c58, 1, { 0 } },
	{ 0x0c5a, 1, { 0 } },
	{ 0x0c7b, 4, { HCI_LINK } },
	{ 0x0c7c, 2, { HCI_LINK } },
	{ 0x0c7d, 64, { 0 } },
	{ 0x1001, 8, { 12, 0, 0, 12, 2, 0, 0, 0 } }, /* version 5.3 */
	{ 0x1002, 64, { 0 } },
	/* Features: 3-slot and 5-slot packets, encryption, role switch, hold, sniff; SCO, HV2,
	 * HV3; EDR; eSCO; LE, both; extended inquiry, secure simple pairing. */
	{ 0x1003, 8, { 0xff, 0xff, 0x8f, 0xfe, 0xdb, 0xff, 0x5b, 0x87 } },
	{ 0x1004, 10, { 0, 1, 0xff, 0xff, 0x8f, 0xfe, 0xdb, 0xff, 0x5b, 0x87 } },
	{ 0x1005, 7, { 0xfd, 0x03, 64, 8, 0, 8, 0 } }, /* buffers: 8 of 1021 bytes, 8 of 64 */
	{ 0x1009, 6, { 1, 0, 0, 0, 0, 2 } },           /* address */
	{ 0x100c, 2, { 1, 16 } },
	{ 0x1405, 3, { HCI_LINK } },
	{ 0x1407, 8, { HCI_LINK } },
	{ 0x1408, 3, { HCI_LINK, 0, 16 } }, /* bytes of the key */
	/* LE: buffers, features, power, lists, states, lengths, what is advertised. */
	{ 0x2002, 3, { 251, 0, 8 } },
	{ 0x2003, 8, { 0xff, 0x7f, 0, 0x70, 0x03, 0, 0, 0 } },
	{ 0x2007, 1, { 7 } },
	{ 0x200f, 1, { 8 } },
	{ 0x201a, 2, { HCI_LINK_LE } },
	{ 0x201b, 2, { HCI_LINK_LE } },
	{ 0x201c, 8, { 0xff, 0xff, 0xff, 0xff, 0xff, 0x03, 0, 0 } },
	{ 0x2022, 2, { HCI_LINK_LE } },
	{ 0x2023, 4, { 251, 0, 0x48, 8 } },
	{ 0x202a, 1, { 8 } },
	{ 0x202f, 8, { 251, 0, 0x48, 8, 251, 0, 0x48, 8 } },
	{ 0x2036, 1, { 0 } },
	{ 0x203a, 2, { 251, 0 } },
	{ 0x203b, 1, { 4 } },
	{ 0x204b, 2, { 0, 7 } },
	{ 0x2060, 6, { 251, 0, 8, 251, 0, 8 } },
	{ 0x206e, 2, { HCI_LINK_LE } },
};

/* Commands that events answer later: inquiries, connections, what the other end is asked. */
static const uint16_t later[] = { 0x0401, 0x0405, 0x0406, 0x0409, 0x040a, 0x040f, 0x0411, 0x0413,
	0x0415, 0x0419, 0x041b, 0x041c, 0x041d, 0x041f, 0x0428, 0x0429, 0x042a, 0x0801, 0x0803,
	0x0804, 0x080b, 0x200d, 0x2013, 0x2016, 0x2019, 0x2032, 0x2043, 0x2064, 0x2066 };

void controller_say(struct kern *k, const void *packet, size_t len)
{
	kern_write(k, node, packet, len);
}

static bool is_later(uint16_t opcode)
{
	for (size_t i = 0; i < sizeof(later) / sizeof(later[0]); i++)
		if (later[i] == opcode)
			return true;
	return false;
}

static void answer_command(struct kern *k, uint16_t opcode)
{
	const uint8_t status[7] = { HCI_EVENT, 0x0f, 4, 0, 1, opcode, opcode >> 8 };
	uint8_t complete[7 + PARAMETERS] = { HCI_EVENT, 0x0e, 4, 1, opcode, opcode >> 8 };

	if (is_later(opcode)) {
		controller_say(k, status, sizeof(status));
		return;
	}
	for (size_t i = 0; i < sizeof(returned) / sizeof(returned[0]); i++)
		if (returned[i].opcode == opcode) {
			memcpy(complete + 7, returned[i].bytes, sizeof(returned[i].bytes));
			complete[2] += returned[i].len;
		}
	if (opcode == 0x1002) /* all commands are supported that were in version 4.2 */
		memset(complete + 7, 0xff, 36);
	controller_say(k, complete, EVENT_HEAD + complete[2]);
}

/* One packet of a link has been sent (7.7.19). */
static void answer_data(struct kern *k, const uint8_t *packet)
{
	const uint8_t sent[8] = { HCI_EVENT, 0x13, 5, 1, packet[1], packet[2] & 0x0f, 1, 0 };

	controller_say(k, sent, sizeof(sent));
}

void controller_answer(struct kern *k)
{
	static uint8_t packet[2048];

	for (int i = 0; i < ANSWERS && kern_alive(k); i++) {
		const ssize_t len = kern_read(k, node, packet, sizeof(packet));

		if (len < 0)
			return;
		if (len >= 4 && packet[0] == HCI_COMMAND)
			answer_command(k, packet[1] | packet[2] << 8);
		else if (len >= 4 && (packet[0] == HCI_ACL || packet[0] == HCI_SCO))
			answer_data(k, packet);
		if (kern_alive(k))
			kern_wait_all(k, 0);
	}
}

void controller_pass(struct kern *k, unsigned int ms)
{
	for (unsigned int i = 0; i < ms; i += STEP) {
		kern_advance(k, net_ms(STEP));
		controller_answer(k);
	}
}

void controller_open(struct kern *k)
{
	const uint8_t make[2] = { VENDOR, 0 }; /* a primary controller */
	uint8_t got[16];

	/* Documentation/admin-guide/devices.txt: 10, 137. */
	frames_need(kern_mknod(k, NODE, S_IFCHR | 0600, makedev(10, 137)), NODE);
	node = frames_need(kern_open(k, NODE, O_RDWR | O_NONBLOCK), NODE);
	frames_need(kern_write(k, node, make, sizeof(make)), NODE);
	frames_need(kern_read(k, node, got, sizeof(got)), NODE);
	controller_pass(k, 1000);
}
