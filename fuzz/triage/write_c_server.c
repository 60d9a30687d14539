/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/write_c_server.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/engine/exec.h"
#include "fuzz/target.h"
#include "fuzz/triage/write_c.h"
#include "harness/server.h"

#define SECOND 1000000000ull

/* What was heard so far, and what was said. */
struct tale {
	struct request {
		uint32_t op, nth;
		uint64_t unique;
	} * heard;
	size_t nheard, nsaid;
	uint64_t last; /* when that was, ns */
	FILE *said;    /* as C */
};

static void hear(struct tale *t, const struct fuzz_said *s)
{
	struct request *r;

	t->heard = realloc(t->heard, (t->nheard + 1) * sizeof(*t->heard));
	if (!t->heard)
		abort();
	r = &t->heard[t->nheard++];
	*r = (struct request){ s->op, 1, s->unique };
	for (size_t i = 0; i + 1 < t->nheard; i++)
		r->nth += t->heard[i].op == s->op;
}

/* Which request it answers, or -1. */
static long answered(const struct tale *t, uint64_t unique)
{
	for (size_t i = t->nheard; i-- > 0;)
		if (t->heard[i].unique == unique)
			return i;
	return -1;
}

/* How much of a message is to be given: the rest is like its last byte. */
static size_t given(const uint8_t *data, size_t len)
{
	while (len > 1 && data[len - 1] == data[len - 2])
		len--;
	return len;
}

static void say(struct tale *t, const struct server_heard *h)
{
	const uint8_t *data = h->data;
	const size_t n = given(data, h->len);
	const long answers = h->len ? answered(t, fuzz_target.made->said(data, false).unique) : -1;

	fprintf(t->said, "\t{ %zd, %ld, %" PRIu64 ", %zu, %zu, %d, %zu,\n\t    ", t->nheard - 1,
	    answers, (uint64_t)((h->now - t->last) / SECOND), h->len, h->pages, h->ends, n);
	write_c_bytes(t->said, data, n);
	fputs(" },\n", t->said);
	t->nsaid++;
}

static void note(void *arg, const struct server_heard *h)
{
	struct tale *t = arg;
	struct fuzz_said s;

	if (h->request) {
		s = fuzz_target.made->said(h->data, true);
		hear(t, &s);
	} else {
		say(t, h);
	}
	t->last = h->now;
}

void write_c_server(FILE *to, const struct input *in, bool whole)
{
	struct tale t = { 0 };
	char *said = NULL;
	size_t len;

	t.said = open_memstream(&said, &len);
	if (!t.said)
		abort();
	exec_listen(in, note, &t);
	fclose(t.said);
	fprintf(to, "#define HEARD %zu\n#define SAID %zu\n\n", t.nheard, t.nsaid);
	fputs("/* Requests: what, and for which time. */\n"
	      "static const struct heard {\n\tunsigned op, nth;\n} heard[HEARD + 1] = {\n",
	    to);
	for (size_t i = 0; i < t.nheard; i++)
		fprintf(to, "\t{ %u, %u },\n", t.heard[i].op, t.heard[i].nth);
	fputs("\t{ 0, 0 },\n};\n\n"
	      "/* Messages: behind which request, the answer to which one (or -1), after how many\n"
	      " * seconds; bytes beyond those that are given are all as the last of these. */\n"
	      "static const struct said {\n\tlong behind, answers;\n\tunsigned wait;\n"
	      "\tsize_t len, pages;\n\tint ends;\n\tsize_t given;\n\tconst char *data;\n"
	      "} said[SAID + 1] = {\n",
	    to);
	fputs(said, to);
	fputs("\t{ -1, -1, 0, 0, 0, 0, 0, \"\" },\n};\n\n", to);
	if (whole)
		fputs(fuzz_target.made->program, to);
	else
		fprintf(to, "#include \"%s\"\n", fuzz_target.made->header);
	putc('\n', to);
	free(said);
	free(t.heard);
}
