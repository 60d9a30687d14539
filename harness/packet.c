/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fields of packets by their names: set, compared, shown. */
#include <arpa/inet.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "harness/internal.h"
#include "harness/packet.h"

static const struct {
	const char *name;
	unsigned int bits;
} numbers[PACKET_NUMBERS] = {
	[F_VLAN] = { "vlan", 12 },
	[F_TYPE] = { "type", 16 },
	[F_PROTO] = { "proto", 8 },
	[F_TTL] = { "ttl", 8 },
	[F_TOS] = { "tos", 8 },
	[F_ID] = { "id", 32 },
	[F_OFFSET] = { "offset", 16 },
	[F_MORE] = { "more", 1 },
	[F_DF] = { "df", 1 },
	[F_OP] = { "op", 16 },
	[F_ICMP_TYPE] = { "icmp_type", 8 },
	[F_CODE] = { "code", 8 },
	[F_ECHO_ID] = { "echo_id", 16 },
	[F_ECHO_SEQ] = { "echo_seq", 16 },
	[F_MTU] = { "mtu", 32 },
	[F_SPORT] = { "sport", 16 },
	[F_DPORT] = { "dport", 16 },
	[F_SEQ] = { "seq", 32 },
	[F_ACK] = { "ack", 32 },
	[F_FLAGS] = { "flags", 8 },
	[F_WIN] = { "win", 16 },
	[F_URGENT] = { "urgent", 16 },
	[F_MSS] = { "mss", 16 },
	[F_WSCALE] = { "wscale", 8 },
	[F_SACK_OK] = { "sack_ok", 1 },
	[F_SACK_FROM] = { "sack_from", 32 },
	[F_SACK_TO] = { "sack_to", 32 },
	[F_TS_VAL] = { "ts_val", 32 },
	[F_TS_ECR] = { "ts_ecr", 32 },
	[F_CSUM] = { "csum", 16 },
	[F_IP_CSUM] = { "ip_csum", 16 },
	[F_LEN] = { "len", 32 },
};

static const char *const addresses[PACKET_ADDRESSES] = {
	[A_ETH_SRC] = "eth_src",
	[A_ETH_DST] = "eth_dst",
	[A_ARP_SRC] = "arp_src",
	[A_ARP_DST] = "arp_dst",
	[A_LLADDR] = "lladdr",
	[A_SRC] = "src",
	[A_DST] = "dst",
	[A_TARGET] = "target",
	[A_GATEWAY] = "gateway",
};

static const char *const kinds[] = {
	[ETHERNET] = "ethernet",
	[ARP] = "arp",
	[IP] = "ip",
	[ICMP] = "icmp",
	[UDP] = "udp",
	[TCP] = "tcp",
};

static bool is_station(int which)
{
	return which <= A_LLADDR;
}

/* The bytes of an address; their number. */
static size_t parse(const struct packet_field *f, uint8_t to[16])
{
	struct net_ip ip;

	if (is_station(f->which)) {
		net_mac(f->text, to);
		return 6;
	}
	ip = net_ip(f->text);
	memcpy(to, ip.bytes, ip.len);
	return ip.len;
}

void packet_set(struct packet *p, const struct packet_field *f)
{
	for (; f->sort != FIELD_END; f++) {
		if (f->sort == FIELD_DATA) {
			p->data = f->data;
			p->len = f->len;
		} else if (f->sort == FIELD_ADDRESS) {
			p->has_address |= 1ull << f->which;
			if (parse(f, p->address[f->which]) == 16)
				p->six = true;
		} else if (f->number >> numbers[f->which].bits) {
			harness_failf("packet: %s is %llu; expected %u bits at most",
			    numbers[f->which].name, (unsigned long long)f->number,
			    numbers[f->which].bits);
		} else {
			p->has |= 1ull << f->which;
			p->number[f->which] = f->number;
			if (f->which == F_LEN)
				p->len = f->number;
		}
	}
}

size_t packet_make_(uint8_t *to, enum packet_kind kind, const struct packet_field *f)
{
	struct packet p = { .kind = kind };

	packet_set(&p, f);
	return packet_write(&p, to);
}

/* -- shown -- */

struct text {
	char *to;
	size_t len, used;
};

static __attribute__((format(printf, 2, 3))) void put(struct text *t, const char *format, ...)
{
	va_list list;
	int n;

	va_start(list, format);
	n = vsnprintf(t->to + t->used, t->len - t->used, format, list);
	va_end(list);
	if (n > 0)
		t->used = t->used + n < t->len ? t->used + n : t->len - 1;
}

static void put_address(struct text *t, bool six, int which, const uint8_t *at)
{
	char text[INET6_ADDRSTRLEN];

	if (is_station(which)) {
		put(t, "%02x:%02x:%02x:%02x:%02x:%02x", at[0], at[1], at[2], at[3], at[4], at[5]);
		return;
	}
	put(t, "%s", inet_ntop(six ? AF_INET6 : AF_INET, at, text, sizeof(text)));
}

static void put_number(struct text *t, int which, uint64_t value)
{
	static const char letters[] = "FSRPAUEC";

	if (which != F_FLAGS) {
		put(t, "%llu", (unsigned long long)value);
		return;
	}
	for (int i = 0; i < 8; i++)
		if (value >> i & 1)
			put(t, "%c", letters[i]);
	if (!value)
		put(t, "-");
}

void packet_text(const struct packet *p, char *to, size_t len)
{
	struct text t = { to, len, 0 };

	put(&t, "%s", kinds[p->kind]);
	for (int i = 0; i < PACKET_ADDRESSES; i++) {
		if (!(p->has_address >> i & 1))
			continue;
		put(&t, " %s=", addresses[i]);
		put_address(&t, p->six, i, p->address[i]);
	}
	for (int i = 0; i < PACKET_NUMBERS; i++) {
		if (!packet_has(p, i))
			continue;
		put(&t, " %s=", numbers[i].name);
		put_number(&t, i, p->number[i]);
	}
	if (p->csum_wrong || p->ip_csum_wrong)
		put(&t, " (checksum wrong)");
}

/* -- compared -- */

static bool differs_number(struct text *t, const struct packet *p, const struct packet_field *f)
{
	if (packet_has(p, f->which) && p->number[f->which] == f->number)
		return false;
	put(t, "%s is ", numbers[f->which].name);
	if (packet_has(p, f->which))
		put_number(t, f->which, p->number[f->which]);
	else
		put(t, "not there");
	put(t, "; expected ");
	put_number(t, f->which, f->number);
	return true;
}

static bool differs_address(struct text *t, const struct packet *p, const struct packet_field *f)
{
	uint8_t want[16];
	const size_t len = parse(f, want);

	if ((p->has_address >> f->which & 1) && (is_station(f->which) || p->six == (len == 16)) &&
	    !memcmp(p->address[f->which], want, len))
		return false;
	put(t, "%s is ", addresses[f->which]);
	if (p->has_address >> f->which & 1)
		put_address(t, p->six, f->which, p->address[f->which]);
	else
		put(t, "not there");
	put(t, "; expected %s", f->text);
	return true;
}

static bool differs_data(struct text *t, const struct packet *p, const struct packet_field *f)
{
	size_t i = 0;

	if (p->len == f->len && !memcmp(p->data, f->data, f->len))
		return false;
	if (p->len != f->len) {
		put(t, "the payload has %zu bytes; expected %zu", p->len, f->len);
		return true;
	}
	while (p->data[i] == ((const uint8_t *)f->data)[i])
		i++;
	put(t, "byte %zu of the payload is %#x; expected %#x", i, p->data[i],
	    ((const uint8_t *)f->data)[i]);
	return true;
}

const char *packet_differs(const struct packet *p, enum packet_kind kind,
    const struct packet_field *f)
{
	static char why[256];
	struct text t = { why, sizeof(why), 0 };
	bool differs = false;

	why[0] = '\0';
	if (p->kind != kind) {
		put(&t, "it is %s; expected %s", kinds[p->kind], kinds[kind]);
		return why;
	}
	if (p->csum_wrong || p->ip_csum_wrong)
		put(&t, "its checksum is wrong");
	for (; !*why && !differs && f->sort != FIELD_END; f++)
		differs = f->sort == FIELD_NUMBER    ? differs_number(&t, p, f)
		          : f->sort == FIELD_ADDRESS ? differs_address(&t, p, f)
		                                     : differs_data(&t, p, f);
	return why;
}
