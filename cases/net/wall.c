/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "cases/net/wall.h"

void wall_closed(struct site *s)
{
	REQUIRE_OK(nft_table(s->k, T));
	REQUIRE_OK(nft_chain(s->k, T, "in", NFT_HOOK(NF_INET_LOCAL_IN), .drop = true));
	REQUIRE_OK(nft_rule(s->k, T, "in", N_PROTO(IPPROTO_ICMPV6), N_ACCEPT));
}

void wall_open(struct site *s)
{
	REQUIRE_OK(nft_table(s->k, T));
	REQUIRE_OK(nft_chain(s->k, T, "in", NFT_HOOK(NF_INET_LOCAL_IN)));
}

bool wall_passes(struct site *s, int fd, const char *from)
{
	char got[8];

	peer_send(s->p, UDP, P_SRC(from), P_TEXT("ping"));
	return sock_recv(s->k, fd, got, sizeof(got), MSG_DONTWAIT) == 4;
}
