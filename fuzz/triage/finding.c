/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/engine/exec.h"
#include "fuzz/engine/load.h"
#include "fuzz/triage/finding.h"
#include "fuzz/triage/reduce.h"
#include "fuzz/triage/write_c.h"

/* How often a result must show the same defect. */
#define REPLAYS 100

static const char *const outcomes[EXEC_OUTCOMES] = { "clean", "hung", "out of budget", "crash" };

static uint8_t bytes[INPUT_MAX];

/* Runs an input; true where it crashes, with the identity of the defect. */
static bool crashes(const struct input *in, struct stack *s)
{
	if (exec_run(bytes, input_encode(in, bytes, INPUT_MAX)) != EXEC_CRASH)
		return false;
	stack_of(exec_splat(), s);
	return true;
}

/* Appends a string with its end. */
static void tell(FILE *out, const char *text)
{
	fputs(text, out);
	fputc(0, out);
}

/* The next of some strings one behind the other; "" behind the last. */
static const char *next_string(const char **at, const char *end)
{
	const char *text = *at;

	if (text >= end)
		return "";
	*at += strlen(text) + 1;
	return text;
}

void finding_run(const struct finding *f, FILE *out)
{
	char text[STACK_TEXT];
	const char *why;
	const ssize_t size = load_content(f->content, f->size, bytes, &why);
	const enum exec_outcome outcome = size < 0 ? EXEC_CLEAN : exec_run(bytes, size);
	struct stack s;

	tell(out, size < 0 ? why : outcomes[outcome]);
	if (outcome != EXEC_CRASH)
		return;
	stack_of(exec_splat(), &s);
	stack_key(&s, text);
	tell(out, text);
	stack_title(&s, text);
	tell(out, text);
	stack_name(&s, text);
	tell(out, text);
}

void finding_told(struct finding *f, const char *text, size_t len)
{
	const char *end = text + len;

	snprintf(f->outcome, sizeof(f->outcome), "%s", next_string(&text, end));
	snprintf(f->key, sizeof(f->key), "%s", next_string(&text, end));
	snprintf(f->title, sizeof(f->title), "%s", next_string(&text, end));
	snprintf(f->name, sizeof(f->name), "%s", next_string(&text, end));
}

static bool same_key(void *key, const struct input *in)
{
	char text[STACK_TEXT];
	struct stack s;

	if (!crashes(in, &s))
		return false;
	stack_key(&s, text);
	return strcmp(text, key) == 0;
}

static uint32_t patched(const struct input *in)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < in->npatch; i++)
		n += in->patch[i].len;
	return n;
}

static void tell_shape(FILE *out, const struct input *was, const struct reducer *r)
{
	const struct input *is = &r->best;

	fprintf(out, "patched bytes %u -> %u, calls %u -> %u, faults %u -> %u, %" PRIu64 " tries",
	    patched(was), patched(is), was->ncall, is->ncall, was->nfault, is->nfault, r->tries);
	fputc(0, out);
}

/* The text form, with what it is about behind its first line. */
static void tell_input(FILE *out, const struct input *in, const char *title)
{
	char *text = NULL;
	size_t len, first;
	FILE *to = open_memstream(&text, &len);

	if (!to)
		abort();
	input_print(in, exec_model(), to);
	fclose(to);
	first = strcspn(text, "\n");
	fprintf(out, "%.*s\n# %s%s", (int)first, text, title, text + first);
	fputc(0, out);
	free(text);
}

static void tell_result(FILE *out, const char *key, const struct reducer *r)
{
	struct stack s;
	char title[STACK_TEXT];
	int hits = 0;

	for (int i = 0; i < REPLAYS; i++)
		hits += same_key(r->arg, &r->best);
	fprintf(out, "%d of %d", hits, REPLAYS);
	fputc(0, out);
	crashes(&r->best, &s);
	stack_title(&s, title);
	tell_input(out, &r->best, title);
	fprintf(out, "%s\n%s\n\n%s%s", title, key, exec_faults(), exec_splat());
	fputc(0, out);
	write_c(out, &r->best, title, false);
	fputc(0, out);
}

void finding_reduce(const struct finding *f, uint64_t tries, FILE *out)
{
	static struct reducer r;
	static struct input was;
	const char *why;
	const ssize_t size = load_content(f->content, f->size, bytes, &why);

	input_decode(&was, exec_model(), bytes, size < 0 ? 0 : size);
	r = (struct reducer){
		.best = was,
		.same = same_key,
		.arg = (void *)f->key,
		.tries_max = tries,
	};
	reduce(&r);
	tell_shape(out, &was, &r);
	tell_result(out, f->key, &r);
}

void reduced_told(struct reduced *r, const char *text, size_t len)
{
	const char *at, *end;

	r->block = malloc(len + 1);
	if (!r->block)
		abort();
	memcpy(r->block, text, len);
	r->block[len] = 0;
	at = r->block;
	end = at + len;
	r->shape = next_string(&at, end);
	r->replays = next_string(&at, end);
	r->input = next_string(&at, end);
	r->report = next_string(&at, end);
	r->program = next_string(&at, end);
}
