/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The process of the kernel: takes questions until packetdrill closes the channel. */
#include "packetdrill/kernel.h"

#include <errno.h>
#include <net/ethernet.h>
#include <netinet/icmp6.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define HEADER 14 /* bytes of Ethernet's */
#define LOOK 1000 /* virtual ns that a look at a clock takes */

static struct shared *shared;

static __attribute__((noreturn)) void fail(const char *why)
{
	snprintf(shared->why, sizeof(shared->why), "%s", why);
	fflush(NULL);
	_exit(1);
}

void drill_answer(struct drill *s, enum slot slot, int64_t result)
{
	struct message *m = &s->shared->slot[slot];
	const char byte = 0;

	m->result = result;
	if (m->ask != ASK_RECEIVE || result <= 0)
		m->time = kern_now(s->k);
	if (write(FD_ANSWER + slot, &byte, 1) != 1)
		fail("packetdrill does not listen any more");
}

/* -- packets -- */

static int64_t take(struct drill *s, const struct message *m)
{
	static uint8_t frame[WIRE_FRAME_MAX];
	struct ether_header *head = (void *)frame;
	const uint64_t len = m->arg[0];

	if (!len)
		return -EINVAL;
	if (len > sizeof(frame) - HEADER)
		return -EMSGSIZE;
	memcpy(head->ether_dhost, wire_addr(s->w), ETH_ALEN);
	memcpy(head->ether_shost, "\x02\x00\x00\x00\x01\x00", ETH_ALEN);
	head->ether_type = htons(m->data[0] >> 4 == 6 ? ETHERTYPE_IPV6 : ETHERTYPE_IP);
	memcpy(frame + HEADER, m->data, len);
	wire_put(s->w, frame, HEADER + len);
	return kern_alive(s->k) ? 0 : -ENOTRECOVERABLE;
}

/* A script knows nothing of what stations say of their own accord: to groups (members of
 * groups, routers, neighbours), and to their neighbours. */
static bool shown(const struct frame *f)
{
	const struct ether_header *head = (const void *)f->data;
	const uint8_t *ip = f->data + HEADER;

	if (f->len <= HEADER)
		return false;
	if (head->ether_type == htons(ETHERTYPE_IP))
		return f->len >= HEADER + 20 && ip[16] >> 4 != 14;
	if (head->ether_type != htons(ETHERTYPE_IPV6) || f->len < HEADER + 40 || ip[24] == 0xff)
		return false;
	return ip[6] != IPPROTO_ICMPV6 || f->len == HEADER + 40 || ip[40] < ND_ROUTER_SOLICIT ||
	       ip[40] > ND_REDIRECT;
}

static int64_t give(struct drill *s, struct message *m)
{
	const uint64_t end = kern_now(s->k) + s->wait;
	const struct frame *f;

	for (;;) {
		while ((f = wire_get(s->w)) && !shown(f))
			;
		if (f && f->len - HEADER > (uint64_t)m->arg[0])
			return -EMSGSIZE;
		if (f) {
			memcpy(m->data, f->data + HEADER, f->len - HEADER);
			m->time = f->time;
			return f->len - HEADER;
		}
		if (!kern_alive(s->k))
			return 0;
		if (kern_now(s->k) >= end) {
			fprintf(stderr,
			    "rumpus: packetdrill: no packet leaves the kernel in %llu s of virtual "
			    "time; expected one\n",
			    (unsigned long long)(s->wait / 1000000000));
			return 0;
		}
		if (drill_pass(s, end - kern_now(s->k)))
			return -EAGAIN;
	}
}

/* -- time -- */

static int64_t pause_for(struct drill *s, uint64_t ns)
{
	const uint64_t end = kern_now(s->k) + ns;

	while (kern_now(s->k) < end) {
		if (!kern_alive(s->k))
			return -ENOTRECOVERABLE;
		if (drill_pass(s, end - kern_now(s->k)))
			break;
	}
	return kern_now(s->k) < end ? end - kern_now(s->k) : 0;
}

static void handle(struct drill *s, enum slot slot)
{
	struct message *m = &s->shared->slot[slot];
	int64_t result = -EINVAL;

	switch (m->ask) {
	case ASK_CALL:
		result = slot == SLOT_MAIN ? drill_call(s, m) : drill_start(s, m);
		if (result == -EINPROGRESS && s->parked && slot == SLOT_OTHER)
			return;
		break;
	case ASK_SEND:
		result = take(s, m);
		break;
	case ASK_RECEIVE:
		result = give(s, m);
		break;
	case ASK_SLEEP:
		result = pause_for(s, m->arg[0]);
		break;
	case ASK_TIME:
		result = pause_for(s, LOOK);
		result = result > 0 ? 0 : result;
		break;
	}
	if (slot == SLOT_MAIN && s->parked)
		drill_pass(s, 0); /* what was done may have ended the call */
	drill_answer(s, slot, result);
}

/* Defects of the kernel are told, and make the script's run a failure. */
static void end(struct drill *s)
{
	const char *splat = kern_splat(s->k);
	char line[512];

	if (*splat) {
		if (strchr(splat, '\n') && strchr(splat, '\n')[1])
			fprintf(stderr, "%s\n", splat);
		harness_reason(splat, line, sizeof(line));
		fail(line);
	}
	if (!kern_alive(s->k))
		fail(kern_end(s->k));
	kern_halt(s->k);
	exit(0);
}

int main(int argc, char **argv)
{
	struct drill s = { 0 };
	char slot;

	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED, FD_SHARED, 0);
	if (argc != 2 || shared == MAP_FAILED) {
		fprintf(stderr, "packetdrill-kernel: started by hand; expected packetdrill with "
				"--so_filename=packetdrill.so\n");
		return 2;
	}
	harness_fail = harness_skip = fail;
	s.shared = shared;
	shared->base = (uintptr_t)shared;
	drill_setup(&s, argv[1]);
	drill_answer(&s, SLOT_MAIN, 0);
	while (read(FD_ASK, &slot, 1) == 1)
		if (slot >= 0 && slot < SLOTS)
			handle(&s, slot);
	end(&s);
}
