/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* 802.11 on two simulated radios. */
#include <linux/genetlink.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/nl80211.h>
#include <string.h>

#include "atf/case.h"
#include "harness/netlink.h"
#include "kernel/kern.h"

static int note_family(void *arg, const struct nlmsghdr *h)
{
	size_t len;
	const uint16_t *id = netlink_find(h, GENL_HDRLEN, CTRL_ATTR_FAMILY_ID, &len);

	REQUIRE(id);
	*(int *)arg = *id;
	return 1;
}

static int nl80211(struct kern *k)
{
	const struct genlmsghdr ask = { .cmd = CTRL_CMD_GETFAMILY, .version = 1 };
	struct netlink n;
	int id = 0;

	netlink_begin_for(&n, k, NETLINK_GENERIC, GENL_ID_CTRL, 0, &ask, sizeof(ask));
	netlink_put_text(&n, CTRL_ATTR_FAMILY_NAME, NL80211_GENL_NAME);
	REQUIRE_EQ(1, netlink_list(&n, note_family, &id));
	return id;
}

CASE(scan, "who looks for networks says so on the air")
{
	struct kern *k = kern_boot("wifi packet");
	const int id = nl80211(k);
	const struct genlmsghdr scan = { .cmd = NL80211_CMD_TRIGGER_SCAN };
	struct sockaddr_ll air = { .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL) };
	struct netlink n;
	size_t nest;
	uint8_t got[2000];
	int fd, probes = 0;
	ssize_t len;

	REQUIRE_OK(net_link_up(k, "wlan0"));
	REQUIRE_OK(net_link_up(k, "hwsim0"));
	air.sll_ifindex = REQUIRE_OK(net_index(k, "hwsim0"));
	fd = REQUIRE_OK(sock_open(k, AF_PACKET, SOCK_RAW | SOCK_NONBLOCK, htons(ETH_P_ALL)));
	REQUIRE_OK(kern_call(k, KERN_BIND, fd, (long)&air, sizeof(air)));
	netlink_begin_for(&n, k, NETLINK_GENERIC, id, 0, &scan, sizeof(scan));
	netlink_put_u32(&n, NL80211_ATTR_IFINDEX, REQUIRE_OK(net_index(k, "wlan0")));
	nest = netlink_nest(&n, NL80211_ATTR_SCAN_SSIDS | NLA_F_NESTED);
	netlink_put(&n, 1, "lab", 3);
	netlink_nest_end(&n, nest);
	REQUIRE_OK(netlink_ask(&n));
	kern_advance(k, net_seconds(10));
	while ((len = kern_read(k, fd, got, sizeof(got))) > 0) {
		const size_t radio = got[2] | got[3] << 8; /* the radiotap header's length */

		REQUIRE((ssize_t)radio + 24 + 5 <= len);
		if (got[radio] != 0x40) /* IEEE 802.11, 9.3.3.9: a probe request */
			continue;
		probes++;
		REQUIRE_EQ(0, got[radio + 24]); /* whose first element is the name asked for */
		REQUIRE_EQ(3, got[radio + 25]);
		REQUIRE_MEMEQ("lab", got + radio + 26, 3);
	}
	REQUIRE(probes > 0);
	REQUIRE_STREQ("", kern_splat(k));
	kern_halt(k);
}
