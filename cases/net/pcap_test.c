/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Captures of others are read and played; bad ones are refused. */
#include <stdio.h>
#include <stdlib.h>

#include "cases/net/site.h"
#include "harness/pcap.h"

/* An echo at 0 ms and another at 250 ms, as our own capture (pcapng) has them. */
static void make_capture(void)
{
	struct site s = site_open(&ipv4);
	struct capture *c;

	c = capture_open("ng.pcapng");
	wire_capture(s.w, c);
	peer_send(s.p, ICMP, P_ICMP_TYPE(8), P_ECHO_ID(1), P_TEXT("one"));
	wire_capture(s.w, NULL);
	kern_advance(s.k, net_ms(250));
	wire_capture(s.w, c);
	peer_send(s.p, ICMP, P_ICMP_TYPE(8), P_ECHO_ID(2), P_TEXT("three"));
	wire_capture(s.w, NULL);
	capture_close(c);
	site_close(&s);
}

/* Those of tshark in another format. */
static void convert(const char *format, const char *to)
{
	char command[256];

	snprintf(command, sizeof(command), "tshark -r ng.pcapng -F %s -w %s 2>tshark.err", format,
	    to);
	REQUIRE_EQ(0, system(command));
}

/* The frames of the kernel and the peer, of which the kernel answers those to it. */
static void play(const char *path)
{
	struct site s = site_open(&ipv4);
	struct pcap *p = pcap_open(path);
	const uint8_t *to = pcap_frame(p, 0)->data; /* the station that it was captured at */
	char station[32];
	uint64_t first;

	REQUIRE(pcap_frames(p) >= 2);
	REQUIRE_EQ(0, pcap_frame(p, 0)->time);
	REQUIRE(!pcap_frame(p, pcap_frames(p)));
	snprintf(station, sizeof(station), "%02x:%02x:%02x:%02x:%02x:%02x", to[0], to[1], to[2],
	    to[3], to[4], to[5]);
	REQUIRE_OK(net_link_down(s.k, s.eth));
	REQUIRE_OK(net_link_set(s.k, s.eth, .addr = station));
	REQUIRE_OK(net_link_up(s.k, s.eth));
	REQUIRE_OK(net_neigh(s.k, s.eth, s.f->peer, peer_mac(s.p)));
	pcap_play(p, s.k, s.w);
	peer_expect(s.p, net_ms(1), ICMP, P_ICMP_TYPE(0), P_ECHO_ID(1), P_TEXT("one"));
	first = peer_time(s.p);
	peer_expect(s.p, net_ms(1), ICMP, P_ICMP_TYPE(0), P_ECHO_ID(2), P_TEXT("three"));
	REQUIRE(peer_time(s.p) - first >= net_ms(250));
	REQUIRE(peer_time(s.p) - first < net_ms(252));
	pcap_close(p);
	site_close(&s);
}

CASE(formats, "files of pcap and pcapng, of micro- and nanoseconds, play the same frames")
{
	make_capture();
	play("ng.pcapng");
	convert("pcap", "micro.pcap");
	play("micro.pcap");
	convert("nsecpcap", "nano.pcap");
	play("nano.pcap");
}

/* -- bad ones -- */

static size_t slurp(const char *path, uint8_t *to, size_t max)
{
	FILE *f = fopen(path, "r");
	size_t len;

	REQUIRE(f);
	len = fread(to, 1, max, f);
	fclose(f);
	REQUIRE(len > 0 && len < max);
	return len;
}

static int open_bytes(const uint8_t *bytes, size_t len, const char **why)
{
	FILE *f = fopen("bad", "w");
	struct pcap *p = NULL;
	int error;

	REQUIRE(f);
	REQUIRE_EQ(len, fwrite(bytes, 1, len, f));
	fclose(f);
	error = pcap_try_open(&p, "bad", why);
	if (!error)
		pcap_close(p);
	return error;
}

#define REFUSES(errno_, text, bytes, len)                                    \
	do {                                                                 \
		const char *why;                                             \
		REQUIRE_EQ(-(errno_), open_bytes((bytes), (len), &why));     \
		if (!strstr(why, (text)))                                    \
			harness_failf("\"%s\"; expected \"%s\"", why, text); \
	} while (0)

CASE(link_type, "a capture of another link type is refused with a line")
{
	static uint8_t bytes[65536];
	const uint8_t raw = 101, cooked = 113;
	uint32_t block;
	size_t len;

	make_capture();
	convert("pcap", "micro.pcap");
	len = slurp("micro.pcap", bytes, sizeof(bytes));
	bytes[20] = raw;
	REFUSES(EPROTONOSUPPORT, "bad: link type 101; expected 1, Ethernet", bytes, len);
	len = slurp("ng.pcapng", bytes, sizeof(bytes));
	memcpy(&block, bytes + 4, sizeof(block)); /* the interface's comes after the first */
	bytes[block + 8] = cooked;
	REFUSES(EPROTONOSUPPORT, "bad: link type 113; expected 1, Ethernet", bytes, len);
}

CASE(truncated, "a capture that ends within a frame is refused with a line, wherever it ends")
{
	static const char *const files[] = { "micro.pcap", "ng.pcapng" };
	static uint8_t bytes[65536];

	make_capture();
	convert("pcap", "micro.pcap");
	for (int i = 0; i < 2; i++) {
		const size_t len = slurp(files[i], bytes, sizeof(bytes));
		const char *why;
		int may_end = 0;

		REFUSES(EBADMSG, "expected a file of pcap or pcapng", bytes, 0);
		REFUSES(EBADMSG, "expected a file of pcap or pcapng", bytes, 3);
		REFUSES(EBADMSG, "within frame 1; expected all of it", bytes, 4);
		REFUSES(EBADMSG, "expected all of it", bytes, len - 1);
		for (size_t end = 4; end < len; end++)
			may_end += !open_bytes(bytes, end, &why);
		/* After the header, and each frame but the last; after each of 6 blocks. */
		REQUIRE_EQ(i ? 6 : 4, may_end);
	}
}

CASE(wrong, "what is no capture, or has a frame that is too long, is refused with a line")
{
	static uint8_t bytes[200000];
	struct pcap *p;
	const char *why;
	size_t len;

	REFUSES(EBADMSG, "expected a file of pcap or pcapng", (const uint8_t *)"GET / HTTP", 10);
	make_capture();
	convert("pcap", "micro.pcap");
	len = slurp("micro.pcap", bytes, sizeof(bytes));
	bytes[24 + 8 + 2] = 2; /* the length of the first frame: 128 KiB more */
	REFUSES(EMSGSIZE, "expected 65536 at most", bytes, len + 150000);
	bytes[24 + 8 + 2] = bytes[24 + 8 + 1] = 0xff;
	bytes[24 + 8 + 3] = 0xff;
	REFUSES(EMSGSIZE, "expected 65536 at most", bytes, len);
	REQUIRE_EQ(-ENOENT, pcap_try_open(&p, "no-such-file", &why));
	REQUIRE_STREQ("no-such-file: ENOENT; expected a file that can be read", why);
}
