/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Interfaces, by netlink. */
#include <errno.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <string.h>

#include "harness/netlink.h"

static int note_index(void *arg, const struct nlmsghdr *h)
{
	const struct ifinfomsg *info = NLMSG_DATA(h);

	*(struct ifinfomsg *)arg = *info;
	return 1;
}

static int get(struct kern *k, const char *dev, struct ifinfomsg *info)
{
	const struct ifinfomsg fixed = { .ifi_family = AF_UNSPEC };
	struct netlink n;
	int error;

	netlink_begin(&n, k, RTM_GETLINK, 0, &fixed, sizeof(fixed));
	netlink_put_text(&n, IFLA_IFNAME, dev);
	error = netlink_list(&n, note_index, info);
	return error < 0 ? error : 0;
}

int net_index(struct kern *k, const char *dev)
{
	struct ifinfomsg info;
	const int error = get(k, dev, &info);

	return error ? error : info.ifi_index;
}

int net_link_flags(struct kern *k, const char *dev)
{
	struct ifinfomsg info;
	const int error = get(k, dev, &info);

	return error ? error : (int)info.ifi_flags;
}

static int note_stats(void *arg, const struct nlmsghdr *h)
{
	size_t len = 0;
	const void *at = netlink_find(h, sizeof(struct ifinfomsg), IFLA_STATS64, &len);

	if (at) /* another kernel's may be longer or shorter */
		memcpy(arg, at,
		    len < sizeof(struct rtnl_link_stats64) ? len
							   : sizeof(struct rtnl_link_stats64));
	return 1;
}

int net_link_stats(struct kern *k, const char *dev, struct rtnl_link_stats64 *to)
{
	const struct ifinfomsg fixed = { .ifi_family = AF_UNSPEC };
	struct netlink n;
	int error;

	memset(to, 0, sizeof(*to));
	netlink_begin(&n, k, RTM_GETLINK, 0, &fixed, sizeof(fixed));
	netlink_put_text(&n, IFLA_IFNAME, dev);
	error = netlink_list(&n, note_stats, to);
	return error < 0 ? error : 0;
}

static int set_flags(struct kern *k, const char *dev, unsigned int flags, unsigned int change)
{
	const struct ifinfomsg fixed = { .ifi_flags = flags, .ifi_change = change };
	struct netlink n;

	netlink_begin(&n, k, RTM_NEWLINK, 0, &fixed, sizeof(fixed));
	netlink_put_text(&n, IFLA_IFNAME, dev);
	return netlink_ask(&n);
}

int net_link_up(struct kern *k, const char *dev)
{
	return set_flags(k, dev, IFF_UP, IFF_UP);
}

int net_link_down(struct kern *k, const char *dev)
{
	return set_flags(k, dev, 0, IFF_UP);
}

/* The attributes that a new interface and a changed one have in common. */
static int put_common(struct netlink *n, const struct net_link *l)
{
	int index = 0;
	uint8_t mac[6];

	if (l->addr) {
		net_mac(l->addr, mac);
		netlink_put(n, IFLA_ADDRESS, mac, sizeof(mac));
	}
	if (l->mtu)
		netlink_put_u32(n, IFLA_MTU, l->mtu);
	if (l->master) {
		if (*l->master)
			index = net_index(n->k, l->master);
		if (index < 0)
			return index;
		netlink_put_u32(n, IFLA_MASTER, index);
	}
	if (l->below) {
		index = net_index(n->k, l->below);
		if (index < 0)
			return index;
		netlink_put_u32(n, IFLA_LINK, index);
	}
	return 0;
}

static unsigned int flags_of(const struct net_link *l, unsigned int *change)
{
	*change = (l->arp_off ? IFF_NOARP : 0) | (l->multicast_off ? IFF_MULTICAST : 0) |
	          (l->promisc ? IFF_PROMISC : 0);
	return (l->arp_off ? IFF_NOARP : 0) | (l->promisc ? IFF_PROMISC : 0);
}

int net_link_set_(struct kern *k, const char *dev, const struct net_link *l)
{
	struct ifinfomsg fixed = { .ifi_index = net_index(k, dev) };
	struct netlink n;
	int error;

	if (fixed.ifi_index < 0)
		return fixed.ifi_index;
	fixed.ifi_flags = flags_of(l, &fixed.ifi_change);
	netlink_begin(&n, k, RTM_NEWLINK, 0, &fixed, sizeof(fixed));
	error = put_common(&n, l);
	if (error)
		return error;
	if (l->rename)
		netlink_put_text(&n, IFLA_IFNAME, l->rename);
	return netlink_ask(&n);
}

int net_link_add_(struct kern *k, const char *dev, const char *type, const struct net_link *l)
{
	struct ifinfomsg fixed = { 0 };
	struct netlink n;
	int error;

	fixed.ifi_flags = flags_of(l, &fixed.ifi_change);
	netlink_begin(&n, k, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, &fixed, sizeof(fixed));
	netlink_put_text(&n, IFLA_IFNAME, dev);
	error = put_common(&n, l);
	if (error)
		return error;
	net_link_type(&n, type, l);
	return netlink_ask(&n);
}

int net_link_del(struct kern *k, const char *dev)
{
	const struct ifinfomsg fixed = { 0 };
	struct netlink n;

	netlink_begin(&n, k, RTM_DELLINK, 0, &fixed, sizeof(fixed));
	netlink_put_text(&n, IFLA_IFNAME, dev);
	return netlink_ask(&n);
}
