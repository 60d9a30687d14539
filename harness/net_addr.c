/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Addresses of interfaces, by netlink. */
#include <errno.h>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>
#include <string.h>

#include "harness/netlink.h"

static int change(struct kern *k, const char *dev, const char *addr, int type, int flags,
    uint8_t addr_flags)
{
	const struct net_ip ip = net_ip(addr);
	const int index = net_index(k, dev);
	const struct ifaddrmsg fixed = {
		.ifa_family = ip.family,
		.ifa_prefixlen = ip.prefix,
		.ifa_flags = addr_flags,
		.ifa_index = index,
	};
	struct netlink n;
	uint8_t all[4];

	if (index < 0)
		return index;
	netlink_begin(&n, k, type, flags, &fixed, sizeof(fixed));
	netlink_put(&n, IFA_LOCAL, ip.bytes, ip.len);
	netlink_put(&n, IFA_ADDRESS, ip.bytes, ip.len);
	if (ip.family == AF_INET && type == RTM_NEWADDR && ip.prefix < 31) {
		const uint32_t mask = ip.prefix ? ~0u << (32 - ip.prefix) : 0;

		for (int i = 0; i < 4; i++)
			all[i] = ip.bytes[i] | (uint8_t)(~mask >> (24 - 8 * i));
		netlink_put(&n, IFA_BROADCAST, all, sizeof(all));
	}
	return netlink_ask(&n);
}

int net_addr(struct kern *k, const char *dev, const char *addr)
{
	return change(k, dev, addr, RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, 0);
}

int net_addr_nodad(struct kern *k, const char *dev, const char *addr)
{
	return change(k, dev, addr, RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, IFA_F_NODAD);
}

int net_addr_del(struct kern *k, const char *dev, const char *addr)
{
	return change(k, dev, addr, RTM_DELADDR, 0, 0);
}

struct wanted {
	struct net_ip ip;
	int flags; /* -1: not seen */
};

static int look(void *arg, const struct nlmsghdr *h)
{
	const struct ifaddrmsg *fixed = NLMSG_DATA(h);
	struct wanted *w = arg;
	size_t len = 0, flags_len = 0;
	const void *at = netlink_find(h, sizeof(*fixed), IFA_LOCAL, &len);
	const uint32_t *flags = netlink_find(h, sizeof(*fixed), IFA_FLAGS, &flags_len);

	if (!at)
		at = netlink_find(h, sizeof(*fixed), IFA_ADDRESS, &len);
	if (at && len == w->ip.len && !memcmp(at, w->ip.bytes, len))
		w->flags = flags ? (int)*flags : fixed->ifa_flags;
	return 0;
}

int net_addr_flags(struct kern *k, const char *addr)
{
	struct wanted w = { .ip = net_ip(addr), .flags = -1 };
	const struct ifaddrmsg fixed = { .ifa_family = w.ip.family };
	struct netlink n;
	int error;

	netlink_begin(&n, k, RTM_GETADDR, NLM_F_DUMP, &fixed, sizeof(fixed));
	error = netlink_list(&n, look, &w);
	if (error)
		return error;
	return w.flags < 0 ? -EADDRNOTAVAIL : w.flags;
}
