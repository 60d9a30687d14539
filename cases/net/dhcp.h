/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A client of DHCP (RFC 2131, options of RFC 2132), over sockets of a rump kernel. */
#ifndef CASES_NET_DHCP_H
#define CASES_NET_DHCP_H

#include "harness/net.h"

struct dhcp_lease {
	char addr[SOCK_TEXT]; /* "10.0.0.7/24" */
	char router[SOCK_TEXT];
	char server[SOCK_TEXT];
	uint32_t seconds;
};

/* Asks for an address for an interface that is up, and gives it to it, with a route
 * through the router.  Ends the case where no server offers one in a minute. */
struct dhcp_lease dhcp_configure(struct kern *, const char *dev, const uint8_t station[6]);

#endif
