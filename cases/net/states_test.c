/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz targets of states of TCP: numbers in their inputs are relative, so what is written
 * there leads from one state to the next. */
#include <netinet/tcp.h>
#include <string.h>

#include "atf/case.h"
#include "components/packet/frame_layout.h"
#include "harness/packet.h"
#include "harness/runner.h"

/* The state of the one connection with port 7, by the kernel's list; 0: there is none. */
static int state(struct kern *k, bool six)
{
	static char text[8192];
	char *save, local[80], other[80];
	unsigned int st;

	REQUIRE(net_proc(k, six ? "net/tcp6" : "net/tcp", text, sizeof(text)) > 0);
	for (char *line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
		if (sscanf(line, " %*d: %79s %79s %x", local, other, &st) == 3 &&
		    strstr(other, ":0007"))
			return st;
	return 0;
}

struct input {
	size_t size;
	uint8_t bytes[4096];
};

static void add(struct input *in, uint8_t kind, uint16_t number, const void *bytes)
{
	in->bytes[in->size] = kind;
	in->bytes[in->size + 1] = number;
	in->bytes[in->size + 2] = number >> 8;
	in->size += RECORD_HEAD;
	if (bytes)
		memcpy(in->bytes + in->size, bytes, number);
	in->size += bytes ? number : 0;
}

static void add_tcp(struct input *in, bool six, uint32_t flags, uint32_t seq, uint32_t ack)
{
	uint8_t frame[128];
	const size_t len =
	    packet_make(frame, TCP, P_ETH_DST("02:00:00:00:00:01"), P_ETH_SRC("02:00:00:00:00:02"),
		P_SRC(six ? "fd00::2" : "10.0.0.2"), P_DST(six ? "fd00::1" : "10.0.0.1"),
		P_SPORT(7), P_DPORT(80), P_FLAGS(flags), P_SEQ(seq), P_ACKNO(ack));

	add(in, FRAME_ARRIVES, len, frame);
}

/* A target's kernel before an input, and after one. */
static void leads(const char *target, int before, int after,
    void (*write)(struct input *, bool six))
{
	const struct fuzz_runner *r = fuzz_runner_find(target);
	struct kern *k;

	REQUIRE(r);
	k = kern_boot(r->boot);
	r->set_up(k);
	kern_snapshot(k);
	for (int six = 0; six < 2; six++) {
		struct input in = { 0 };

		kern_restore(k);
		REQUIRE_EQ(before, state(k, six));
		write(&in, six);
		r->input(k, in.bytes, in.size);
		REQUIRE_EQ(after, state(k, six));
		REQUIRE_EQ(before, state(k, !six));
	}
}

static void ack(struct input *in, bool six)
{
	add_tcp(in, six, P_ACK, 1, 1);
}

static void ack_fin(struct input *in, bool six)
{
	add_tcp(in, six, P_ACK, 1, 2);
}

static void ack_fin_behind(struct input *in, bool six)
{
	add_tcp(in, six, P_ACK, 2, 2);
}

static void fin(struct input *in, bool six)
{
	add_tcp(in, six, P_FIN | P_ACK, 1, 1);
}

static void fin_behind(struct input *in, bool six)
{
	add_tcp(in, six, P_FIN | P_ACK, 1, 2);
}

static void answer(struct input *in, bool six)
{
	add_tcp(in, six, P_SYN | P_ACK, 0, 1);
}

static void reset(struct input *in, bool six)
{
	add_tcp(in, six, P_RST, 1, 0);
}

static void reset_behind(struct input *in, bool six)
{
	add_tcp(in, six, P_RST, 6, 0);
}

/* A SYN, and the acknowledgement of an answer whose number was not known before. */
static void handshake(struct input *in, bool six)
{
	add_tcp(in, six, P_SYN, 0, 0);
	add_tcp(in, six, P_ACK, 1, 1);
}

CASE(listen, "LISTEN: a handshake is one though the kernel's number is not known before")
{
	leads("tcp_listen", 0, TCP_ESTABLISHED, handshake);
}

CASE(syn_sent, "SYN_SENT, answered")
{
	leads("tcp_syn_sent", TCP_SYN_SENT, TCP_ESTABLISHED, answer);
}

CASE(syn_rcvd, "SYN_RCVD, acknowledged")
{
	leads("tcp_syn_rcvd", TCP_SYN_RECV, TCP_ESTABLISHED, ack);
}

CASE(established, "ESTABLISHED, reset at the number that is next behind five bytes")
{
	leads("tcp_established", TCP_ESTABLISHED, 0, reset_behind);
}

CASE(established_stays, "ESTABLISHED, and a reset at another number than that")
{
	leads("tcp_established", TCP_ESTABLISHED, TCP_ESTABLISHED, reset);
}

CASE(fin_wait1, "FIN_WAIT_1, acknowledged")
{
	leads("tcp_fin_wait1", TCP_FIN_WAIT1, TCP_FIN_WAIT2, ack_fin);
}

CASE(fin_wait1_closes, "FIN_WAIT_1, and the other side closes")
{
	leads("tcp_fin_wait1", TCP_FIN_WAIT1, TCP_CLOSING, fin);
}

CASE(fin_wait2, "FIN_WAIT_2, and the other side closes")
{
	leads("tcp_fin_wait2", TCP_FIN_WAIT2, TCP_TIME_WAIT, fin_behind);
}

CASE(closing, "CLOSING, acknowledged")
{
	leads("tcp_closing", TCP_CLOSING, TCP_TIME_WAIT, ack_fin_behind);
}

CASE(close_wait, "CLOSE_WAIT, and a reset")
{
	leads("tcp_close_wait", TCP_CLOSE_WAIT, 0, reset);
}

CASE(last_ack, "LAST_ACK, acknowledged")
{
	leads("tcp_last_ack", TCP_LAST_ACK, 0, ack_fin_behind);
}
