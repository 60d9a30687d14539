/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Addresses as texts. */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "harness/net.h"

bool net_try_ip(const char *text, struct net_ip *ip)
{
	const char *slash = strchr(text, '/');
	const size_t len = slash ? (size_t)(slash - text) : strlen(text);
	char address[INET6_ADDRSTRLEN + 1], *end;

	if (len >= sizeof(address))
		return false;
	memcpy(address, text, len);
	address[len] = '\0';
	memset(ip, 0, sizeof(*ip));
	ip->family = strchr(address, ':') ? AF_INET6 : AF_INET;
	ip->len = ip->family == AF_INET ? 4 : 16;
	ip->prefix = 8 * ip->len;
	if (inet_pton(ip->family, address, ip->bytes) != 1)
		return false;
	if (!slash)
		return true;
	if (slash[1] < '0' || slash[1] > '9')
		return false;
	ip->prefix = strtoul(slash + 1, &end, 10);
	return !*end && end - slash <= 4 && ip->prefix <= 8 * ip->len;
}

struct net_ip net_ip(const char *text)
{
	struct net_ip ip;

	if (!net_try_ip(text, &ip))
		harness_failf("address \"%s\": expected one such as 10.0.0.1, 10.0.0.1/24, fd00::1 "
			      "or fd00::1/64",
		    text);
	return ip;
}

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

void net_mac(const char *text, uint8_t to[6])
{
	const char *at = text;
	int i;

	for (i = 0; i < 6; i++, at += 3) {
		if (digit(at[0]) < 0 || digit(at[1]) < 0 || at[2] != (i < 5 ? ':' : '\0'))
			break;
		to[i] = 16 * digit(at[0]) + digit(at[1]);
	}
	if (i < 6)
		harness_failf("address \"%s\": expected one such as 02:00:00:00:00:01", text);
}
