/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The mutators as a custom mutator library of AFL++.  It has no kernel, so it
 * does not know the paths of the images; choices keep their raw values. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/mutate/mutate.h"

void *afl_custom_init(void *afl, unsigned seed);
size_t afl_custom_fuzz(void *data, uint8_t *in, size_t size, uint8_t **out, uint8_t *other,
    size_t other_size, size_t max);
void afl_custom_deinit(void *data);

struct state {
	struct fuzz_target target;
	struct mutator mutator;
	struct base base;
	struct chance chance;
	uint8_t out[INPUT_MAX];
};

void *afl_custom_init(void *afl, unsigned seed)
{
	struct state *s = calloc(1, sizeof(*s));
	const char *build = getenv("RUMPUS_BUILD"), *why;

	(void)afl;
	if (!s)
		return NULL;
	s->target = base_target(&fuzz_target);
	why = BASE_WRONG_ROWS;
	if (s->target.rows > RECORDS ||
	    base_load(&s->base, &s->target, build ? build : RUMPUS_BUILD_DIR, &why)) {
		fprintf(stderr, "%s\n", why);
		free(s);
		return NULL;
	}
	s->mutator = (struct mutator){ .target = &s->target, .base = &s->base };
	s->chance.state = seed;
	return s;
}

size_t afl_custom_fuzz(void *data, uint8_t *in, size_t size, uint8_t **out, uint8_t *other,
    size_t other_size, size_t max)
{
	struct state *s = data;

	if (max > sizeof(s->out))
		max = sizeof(s->out);
	*out = s->out;
	if (other && chance_below(&s->chance, 8) == 0)
		return mutate_splice(&s->mutator, in, size, other, other_size, s->out, max,
		    chance_next(&s->chance));
	if (size > max)
		size = max;
	memcpy(s->out, in, size);
	return mutate(&s->mutator, s->out, size, max, chance_next(&s->chance));
}

void afl_custom_deinit(void *data)
{
	free(data);
}
