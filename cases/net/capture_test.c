/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Captures in pcapng, as tshark reads them. */
#include <stdio.h>

#include "cases/net/site.h"

/* What tshark says of the fields of all frames of the capture. */
static const char *read_by_tshark(const char *fields)
{
	static char text[4096];
	char command[512];
	size_t len;
	FILE *f;

	snprintf(command, sizeof(command), "tshark -n -r c.pcapng -T fields %s 2>tshark.err",
	    fields);
	f = popen(command, "r");
	REQUIRE(f);
	len = fread(text, 1, sizeof(text) - 1, f);
	text[len] = '\0';
	if (pclose(f))
		harness_failf("tshark can not read the capture; see tshark.err");
	return text;
}

CASE(read, "tshark reads frames, times, wires and directions")
{
	struct site s = site_open(&ipv4);
	struct capture *c = capture_open("c.pcapng");
	const int fd = site_server(&s, SOCK_DGRAM, 80);
	char want[256];
	uint64_t in, out;

	REQUIRE_OK(net_neigh(s.k, s.eth, s.f->peer, peer_mac(s.p)));
	wire_capture(s.w, c);
	in = kern_now(s.k);
	peer_send(s.p, UDP, P_TEXT("hello"));
	kern_advance(s.k, net_seconds(3));
	REQUIRE_EQ(3, sock_sendto(s.k, fd, "yes", 3, "10.0.0.2:7"));
	peer_expect(s.p, 0, UDP, P_TEXT("yes"));
	out = peer_time(s.p);
	capture_close(c);
	snprintf(want, sizeof(want),
	    "wire0\t0x00000001\t10.0.0.2\t7\t80\t13\t1\n"
	    "wire0\t0x00000002\t10.0.0.1\t80\t7\t11\t1\n");
	REQUIRE_STREQ(want, read_by_tshark("-o udp.check_checksum:TRUE -e frame.interface_name -e "
					   "frame.packet_flags -e ip.src -e udp.srcport "
					   "-e udp.dstport -e udp.length -e udp.checksum.status"));
	sscanf(read_by_tshark("-e frame.time_delta"), "%*s %255s", want);
	REQUIRE(out - in >= net_seconds(3) && out - in < net_seconds(3) + net_ms(1));
	REQUIRE(!strncmp(want, "3.000", 5));
	wire_capture(s.w, NULL);
	site_close(&s);
}

CASE(lengths, "frames of all lengths come through whole")
{
	struct kern *k = kern_boot("net");
	struct wire *w = wire_new(.name = "a-long-name-15c", .mtu = 9000);
	struct capture *c = capture_open("c.pcapng");
	static uint8_t frame[9014];
	char want[256] = "";

	wire_capture(w, c);
	REQUIRE_OK(net_link_up(k, kern_wire(k, w)));
	kern_advance(k, net_seconds(1));
	for (size_t len = 60; len < 66; len++) {
		frame[13] = 1; /* of no protocol */
		wire_put(w, frame, len);
		snprintf(want + strlen(want), sizeof(want) - strlen(want), "a-long-name-15c\t%zu\n",
		    len);
	}
	wire_put(w, frame, sizeof(frame));
	snprintf(want + strlen(want), sizeof(want) - strlen(want), "a-long-name-15c\t9014\n");
	capture_close(c);
	REQUIRE_STREQ(want, read_by_tshark("-e frame.interface_name -e frame.len"));
	wire_capture(w, NULL);
	kern_halt(k);
	wire_close(w);
}

static void open_nowhere(void *arg)
{
	(void)arg;
	capture_open("/no/such/folder/c.pcapng");
}

CASE(no_file, "a capture that can not be made is refused with a line")
{
	const char *why = harness_catch(open_nowhere, NULL);

	REQUIRE(why && strstr(why, "/no/such/folder/c.pcapng") && strstr(why, "can not be made"));
}
