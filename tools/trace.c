/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* trace: shows a trace, and makes the disk that a power cut would have left. */
#include <argp.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/crash_states.h"
#include "harness/harness.h"

struct arguments {
	char *word[5];
	unsigned int words;
};

static __attribute__((noreturn)) void fail(const char *message)
{
	fprintf(stderr, "trace: %s\n", message);
	exit(1);
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	static const char *const commands[] = { "show", "apply" };
	static const unsigned int words[] = { 2, 5 };
	struct arguments *a = state->input;

	switch (key) {
	case ARGP_KEY_ARG:
		if (a->words == 5)
			argp_error(state, "'%s' is one argument too many", arg);
		a->word[a->words++] = arg;
		return 0;
	case ARGP_KEY_END:
		for (size_t i = 0; a->words && i < 2; i++) {
			if (strcmp(a->word[0], commands[i]))
				continue;
			if (a->words != words[i])
				argp_error(state, "%s: %u arguments; expected %u", commands[i],
				    a->words - 1, words[i] - 1);
			return 0;
		}
		argp_error(state, "%s%s%s; expected show or apply", a->words ? "'" : "no command",
		    a->words ? a->word[0] : "", a->words ? "' is no command" : "");
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static struct trace *load(const char *path, struct trace_image *image)
{
	struct trace *t;
	const char *why;

	if (trace_load(path, &t, image, &why))
		fail(why);
	return t;
}

static int show(const char *path)
{
	struct trace_image image;
	struct trace *t = load(path, &image);
	char line[256];

	if (image.size)
		printf("disk%" PRIu32 ": %" PRIu64 " bytes, hash %016" PRIx64 "\n", image.dev,
		    image.size, image.hash);
	for (size_t i = 0; i < trace_count(t); i++) {
		trace_line(trace_at(t, i), line, sizeof(line));
		printf("%" PRIu64 ": %s\n", trace_first(t) + i, line);
	}
	trace_close(t);
	return fflush(stdout) || ferror(stdout);
}

/* A plain name is a file here, and not one of the images of a component. */
static struct disk *open_image(const char *path)
{
	char name[4096];
	struct disk *d;
	const char *why;

	snprintf(name, sizeof(name), "%s%s", *path == '/' || *path == '.' ? "" : "./", path);
	if (disk_try_open(name, &d, &why))
		fail(why);
	return d;
}

static void check_image(const char *path, const struct disk *d, const char *log,
    const struct trace_image *image)
{
	char line[9000];

	if (!image->size)
		snprintf(line, sizeof(line), "%s: the trace is about no image", log);
	else if (d->size != image->size)
		snprintf(line, sizeof(line),
		    "%s: %" PRIu64 " bytes; expected %" PRIu64 ", for %s is of another image", path,
		    d->size, image->size, log);
	else if (disk_hash(d) != image->hash)
		snprintf(line, sizeof(line),
		    "%s: hash %016" PRIx64 "; expected %016" PRIx64 ", for %s is of another image",
		    path, disk_hash(d), image->hash, log);
	else
		return;
	fail(line);
}

/* The image is read while the state is written. */
static void check_out(const char *path, const char *out)
{
	struct stat image, other;
	char line[9000];

	if (stat(path, &image) || stat(out, &other) || image.st_dev != other.st_dev ||
	    image.st_ino != other.st_ino)
		return;
	snprintf(line, sizeof(line), "%s: it is the image; expected another file to write", out);
	fail(line);
}

static int apply(const char *path, const char *log, const char *choice, const char *out)
{
	struct trace_image image;
	struct trace *t = load(log, &image);
	struct disk *d = open_image(path);
	struct crash_states *cs;
	struct crash_state state;
	const char *why;

	check_image(path, d, log, &image);
	if (crash_states_check(d, t, image.dev, &why))
		fail(why);
	cs = crash_states_open(d, t, image.dev, NULL);
	if (crash_states_choose(cs, choice, &state, &why))
		fail(why);
	check_out(path, out);
	disk_save(d, out);
	printf("%s: %s mark=%" PRIu64 "\n", out, state.choice, state.mark);
	crash_states_close(cs);
	disk_close(d);
	trace_close(t);
	return 0;
}

int main(int argc, char **argv)
{
	const struct argp argp = {
		.parser = parse,
		.args_doc = "show FILE\napply IMAGE FILE CHOICE OUT",
		.doc = "Shows the hypercalls of a trace FILE, or writes to OUT the disk that a "
		       "power cut would have left: of IMAGE and FILE, by a CHOICE such as "
		       "'cut=17 lost=3,5-9 torn=12:1'.",
	};
	struct arguments a = { 0 };

	harness_fail = fail;
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	if (!strcmp(a.word[0], "show"))
		return show(a.word[1]);
	return apply(a.word[1], a.word[2], a.word[3], a.word[4]);
}
