/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * All randomness a kernel ever sees: the generator xoshiro256** (Blackman and
 * Vigna), its state filled by splitmix64 from the seed, so that every seed,
 * 0 too, gives a good state.
 */
#include "rumpuser/posix/posix.h"

#include <string.h>

static uint64_t splitmix64(uint64_t *x)
{
	uint64_t z = (*x += 0x9e3779b97f4a7c15ull);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
	return z ^ (z >> 31);
}

static uint64_t rotl(uint64_t x, int n)
{
	return (x << n) | (x >> (64 - n));
}

static uint64_t xoshiro256ss(uint64_t s[4])
{
	uint64_t result = rotl(s[1] * 5, 7) * 9;
	uint64_t t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = rotl(s[3], 45);
	return result;
}

void posix_random_seed(struct posix *p, uint64_t seed)
{
	for (int i = 0; i < 4; i++)
		p->now.random[i] = splitmix64(&seed);
}

void posix_random(struct hyp *hyp, void *buf, uint64_t len)
{
	struct posix *p = posix_of(hyp);
	uint8_t *to = buf;

	while (len) {
		uint64_t word = xoshiro256ss(p->now.random);
		uint64_t n = len < sizeof(word) ? len : sizeof(word);

		memcpy(to, &word, n);
		to += n;
		len -= n;
	}
}
