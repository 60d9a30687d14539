/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Neighbours, by netlink. */
#include <errno.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>

#include "harness/netlink.h"

static int begin(struct netlink *n, struct kern *k, int type, int flags, const char *dev,
    const char *addr)
{
	const struct net_ip ip = net_ip(addr);
	const int index = net_index(k, dev);
	const struct ndmsg fixed = {
		.ndm_family = ip.family,
		.ndm_ifindex = index,
		.ndm_state = type == RTM_NEWNEIGH ? NUD_PERMANENT : 0,
	};

	if (index < 0)
		return index;
	netlink_begin(n, k, type, flags, &fixed, sizeof(fixed));
	netlink_put(n, NDA_DST, ip.bytes, ip.len);
	return 0;
}

int net_neigh(struct kern *k, const char *dev, const char *addr, const char *mac)
{
	struct netlink n;
	uint8_t bytes[6];
	const int error = begin(&n, k, RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_REPLACE, dev, addr);

	if (error)
		return error;
	net_mac(mac, bytes);
	netlink_put(&n, NDA_LLADDR, bytes, sizeof(bytes));
	return netlink_ask(&n);
}

int net_neigh_del(struct kern *k, const char *dev, const char *addr)
{
	struct netlink n;
	const int error = begin(&n, k, RTM_DELNEIGH, 0, dev, addr);

	return error ? error : netlink_ask(&n);
}

static int note_state(void *arg, const struct nlmsghdr *h)
{
	*(int *)arg = ((const struct ndmsg *)NLMSG_DATA(h))->ndm_state;
	return 1;
}

int net_neigh_state(struct kern *k, const char *dev, const char *addr)
{
	struct netlink n;
	int state = 0, error = begin(&n, k, RTM_GETNEIGH, 0, dev, addr);

	if (!error)
		error = netlink_list(&n, note_state, &state);
	return error < 0 ? error : state;
}
