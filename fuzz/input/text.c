/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The text form of an input, for seeds, regressions and reports:
 *
 *	rumpus-input 1
 *	image ext4/fuzz
 *	options errors=continue
 *	checksums keep
 *	patch 0x438 53ef
 *	fault write:17=EIO
 *	open /file rw 0644
 *	1: pwrite f0 100 0x41 0x1000
 *
 * One line is one item; the first names the form.  `image`, `options` and
 * `checksums` may be missing (the first image, the first options, repair).  A
 * patch is a place and hexadecimal bytes.  Faults are in the grammar of
 * rumpus-fault(7).  A call is its name and arguments as fuzz/input/calls.c lists
 * them, "1:" before it puts it into the second context; descriptors are f0 to
 * f7, mappings m0 to m7, data hexadecimal.  In paths, \xNN stands for any byte.
 * '#' begins a comment.
 */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/input/calls.h"
#include "fuzz/input/faults.h"
#include "fuzz/input/ioctls.h"

/* Longest line; a patch of INPUT_DATA bytes or two escaped paths fit. */
#define LINE 10000
#define BLANKS " \t\r"
#define FIRST_LINE "rumpus-input 1"

static void print_hex(FILE *to, const uint8_t *data, size_t len)
{
	for (size_t i = 0; i < len; i++)
		fprintf(to, "%02x", data[i]);
}

static void print_path(FILE *to, const char *path)
{
	for (; *path; path++) {
		unsigned char c = *path;

		if (c <= ' ' || c >= 127 || c == '\\' || c == '#')
			fprintf(to, "\\x%02x", c);
		else
			putc(c, to);
	}
}

static void print_arg(FILE *to, const struct model_image *image, enum arg_kind kind,
    const struct call *c, uint64_t value)
{
	char path[MODEL_PATH_MAX];
	size_t n;
	const struct call_word *words = call_words(kind, &n);

	putc(' ', to);
	if (words)
		fputs(words[value].name, to);
	else if (kind == ARG_PATH)
		print_path(to, model_path(image, value, path));
	else if (kind == ARG_IOCTL)
		fputs(ioctl_chosen(image, value)->name, to);
	else if (kind == ARG_FD || kind == ARG_MAP)
		fprintf(to, "%c%" PRIu64, kind == ARG_FD ? 'f' : 'm', value);
	else if (kind == ARG_MODE)
		fprintf(to, "0%" PRIo64, value);
	else if (kind == ARG_DATA)
		print_hex(to, c->data, c->len);
	else if (kind == ARG_LEN)
		fprintf(to, "%" PRIu64, value);
	else
		fprintf(to, "0x%" PRIx64, value);
}

void input_print_call(const struct call *c, const struct model_image *image, FILE *to)
{
	const struct call_shape *shape = &fuzz_calls[c->nr];

	fprintf(to, "%s%s", c->ctx ? "1: " : "", shape->name);
	for (size_t a = 0; a < INPUT_ARGS && shape->arg[a] != ARG_NONE; a++)
		print_arg(to, image, shape->arg[a], c, c->arg[a]);
}

void input_print(const struct input *in, const struct model *m, FILE *to)
{
	const struct model_image *image = &m->image[in->image];

	fputs(FIRST_LINE "\n", to);
	if (image->name[0])
		fprintf(to, "image %s\n", image->name);
	if (m->options && m->options[in->option])
		fprintf(to, "options %s\n", m->options[in->option]);
	if (in->flags & INPUT_KEEP)
		fprintf(to, "checksums keep\n");
	for (uint32_t i = 0; i < in->npatch; i++) {
		fprintf(to, "patch 0x%" PRIx64 " ", in->patch[i].at);
		print_hex(to, in->patch[i].data, in->patch[i].len);
		putc('\n', to);
	}
	for (uint32_t i = 0; i < in->nfault; i++)
		fprintf(to, "fault %s\n", in->fault[i].text);
	for (uint32_t i = 0; i < in->ncall; i++) {
		input_print_call(&in->call[i], image, to);
		putc('\n', to);
	}
}

/* A text under way: its lines, the words of the present one, what is wrong. */
struct reader {
	const struct model *m;
	struct input *in;
	unsigned line;
	char *save; /* of strtok_r */
	char why[FAULT_WHY + 32];
};

__attribute__((format(printf, 2, 3))) static int wrong(struct reader *r, const char *format, ...)
{
	va_list ap;
	int n = snprintf(r->why, sizeof(r->why), "line %u: ", r->line);

	va_start(ap, format);
	vsnprintf(r->why + n, sizeof(r->why) - n, format, ap);
	va_end(ap);
	return -EINVAL;
}

static const char *word(struct reader *r)
{
	return strtok_r(NULL, BLANKS, &r->save);
}

static int read_number(struct reader *r, const char *w, uint64_t max, uint64_t *value)
{
	char *end;

	errno = 0;
	*value = w ? strtoull(w, &end, 0) : 0;
	if (!w || !isdigit((unsigned char)*w) || *end || errno || *value > max)
		return wrong(r, "'%.80s': expected a number up to %#" PRIx64, w ? w : "", max);
	return 0;
}

static int read_hex(struct reader *r, const char *w, uint8_t *data, uint32_t *len)
{
	size_t digits = w ? strlen(w) : 0;

	if (digits % 2 || digits > 2 * INPUT_DATA ||
	    (w && strspn(w, "0123456789abcdefABCDEF") != digits))
		return wrong(r, "'%.80s': expected at most %d bytes as pairs of hexadecimal digits",
		    w, INPUT_DATA);
	*len = digits / 2;
	for (uint32_t i = 0; i < *len; i++) {
		const char pair[3] = { w[2 * i], w[2 * i + 1], 0 };

		data[i] = strtoul(pair, NULL, 16);
	}
	return 0;
}

static int read_path(struct reader *r, const char *w, uint64_t *value)
{
	char path[MODEL_PATH_MAX], *to = path;
	int choice;

	for (const char *p = w; p && *p && to < path + sizeof(path) - 1; to++) {
		unsigned code;

		if (p[0] == '\\' && p[1] == 'x' && isxdigit((unsigned char)p[2]) &&
		    isxdigit((unsigned char)p[3]) && sscanf(p + 2, "%2x", &code) == 1) {
			*to = code;
			p += 4;
		} else {
			*to = *p++;
		}
	}
	*to = 0;
	choice = w ? model_find(&r->m->image[r->in->image], path) : -1;
	if (choice < 0)
		return wrong(r,
		    "'%.200s': expected a path that image '%s' or fuzz/input/model.c has",
		    w ? w : "", r->m->image[r->in->image].name);
	*value = choice;
	return 0;
}

static int read_word(struct reader *r, enum arg_kind kind, const char *w, uint64_t *value)
{
	size_t n;
	const struct call_word *words = call_words(kind, &n);

	for (*value = 0; *value < n; ++*value)
		if (w && strcmp(words[*value].name, w) == 0)
			return 0;
	return wrong(r, "'%.80s': expected one of '%s', '%s', ... (see fuzz/input/calls.c)",
	    w ? w : "", words[0].name, words[1].name);
}

static int read_ioctl(struct reader *r, const char *w, uint64_t *value)
{
	const int choice = w ? ioctl_find(&r->m->image[r->in->image], w) : -1;

	if (choice < 0)
		return wrong(r,
		    "'%.80s': expected an ioctl of fuzz/input/ioctls.c or of this target",
		    w ? w : "");
	*value = choice;
	return 0;
}

static int read_arg(struct reader *r, enum arg_kind kind, struct call *c, uint64_t *value)
{
	const char *w = word(r);
	size_t n;

	if (call_words(kind, &n))
		return read_word(r, kind, w, value);
	switch (kind) {
	case ARG_PATH:
		return read_path(r, w, value);
	case ARG_IOCTL:
		return read_ioctl(r, w, value);
	case ARG_FD:
	case ARG_MAP:
		if (!w || w[0] != (kind == ARG_FD ? 'f' : 'm'))
			return wrong(r, "'%.80s': expected %s", w ? w : "",
			    kind == ARG_FD ? "a descriptor, f0 to f7" : "a mapping, m0 to m7");
		return read_number(r, w + 1, FUZZ_SLOTS - 1, value);
	case ARG_BYTE:
		return read_number(r, w, 0xff, value);
	case ARG_LEN:
		return read_number(r, w, 0xffff, value);
	case ARG_MODE:
		return read_number(r, w, 07777, value);
	case ARG_DATA:
		return read_hex(r, w, c->data, &c->len);
	default:
		return read_number(r, w, UINT64_MAX, value);
	}
}

static int read_call(struct reader *r, const char *name)
{
	struct call *c = &r->in->call[r->in->ncall];
	int error = 0;

	if (r->in->ncall == INPUT_CALLS)
		return wrong(r, "expected at most %d calls", INPUT_CALLS);
	*c = (struct call){ 0 };
	if (strcmp(name, "1:") == 0) {
		c->ctx = 1;
		name = word(r);
	}
	while (c->nr < FUZZ_NCALLS && (!name || strcmp(fuzz_calls[c->nr].name, name) != 0))
		c->nr++;
	if (c->nr == FUZZ_NCALLS)
		return wrong(r,
		    "'%.80s': expected image, options, checksums, patch, fault or a call",
		    name ? name : "");
	const uint8_t *kinds = fuzz_calls[c->nr].arg;
	for (size_t a = 0; a < INPUT_ARGS && kinds[a] != ARG_NONE && !error; a++)
		error = read_arg(r, kinds[a], c, &c->arg[a]);
	r->in->ncall++;
	return error;
}

static int read_patch(struct reader *r)
{
	struct patch *p = &r->in->patch[r->in->npatch];
	uint64_t size = r->m->image[r->in->image].size;

	if (r->in->npatch == INPUT_PATCHES)
		return wrong(r, "expected at most %d patches", INPUT_PATCHES);
	if (size == 0)
		return wrong(r, "this target has no image to patch");
	if (read_number(r, word(r), size - 1, &p->at) || read_hex(r, word(r), p->data, &p->len))
		return -EINVAL;
	if (p->len == 0 || p->len > size - p->at)
		return wrong(r, "a patch of %u bytes does not fit the image of %" PRIu64, p->len,
		    size);
	r->in->npatch++;
	return 0;
}

/* One fault, if an input can hold it. */
static int add_fault(struct reader *r, const struct fault_rule *rule)
{
	uint8_t bytes[INPUT_DATA];
	struct room room = { bytes, bytes + sizeof(bytes), 0 };
	char text[FAULT_TEXT];
	struct fault_rule near;

	input_fault_encode(rule, &room);
	input_fault_decode(&near, &r->m->image[r->in->image],
	    (struct bytes){ bytes, room.at - bytes });
	input_fault_print(rule, text);
	if (strcmp(text, near.text) != 0)
		return wrong(r, "'%s': no input holds this fault; the nearest is '%s'", text,
		    near.text);
	if (r->in->nfault == INPUT_FAULTS)
		return wrong(r, "expected at most %d faults", INPUT_FAULTS);
	if (!input_fault_add(r->in, text))
		return wrong(r, "'%s': contradicts a fault above; expected one of them", text);
	return 0;
}

static int read_faults(struct reader *r)
{
	struct fault_rule rule[INPUT_FAULTS];
	char why[FAULT_WHY];
	const char *text = strtok_r(NULL, "", &r->save);
	int n = fault_parse(text ? text : "", rule, INPUT_FAULTS, why), error = 0;

	if (n < 0)
		return wrong(r, "%s", why);
	for (int i = 0; i < n && !error; i++)
		error = add_fault(r, &rule[i]);
	return error;
}

/* Finds `w` among the images (what: 'i') or the mount options ('o'). */
static int read_choice(struct reader *r, char what, uint32_t *to)
{
	size_t n = what == 'i' ? r->m->nimage : r->m->options ? model_options(r->m) : 0;
	const char *w = word(r);

	if (what == 'i' && (r->in->npatch || r->in->nfault || r->in->ncall))
		return wrong(r, "the image must be named before patches, faults and calls");
	for (*to = 0; w && *to < n; ++*to)
		if (strcmp(w, what == 'i' ? r->m->image[*to].name : r->m->options[*to]) == 0)
			return 0;
	return wrong(r, "'%.80s': this target has no such %s", w ? w : "",
	    what == 'i' ? "image" : "mount options");
}

static int read_item(struct reader *r, const char *w)
{
	if (strcmp(w, "image") == 0)
		return read_choice(r, 'i', &r->in->image);
	if (strcmp(w, "options") == 0)
		return read_choice(r, 'o', &r->in->option);
	if (strcmp(w, "patch") == 0)
		return read_patch(r);
	if (strcmp(w, "fault") == 0)
		return read_faults(r);
	if (strcmp(w, "checksums") != 0)
		return read_call(r, w);
	w = word(r);
	if (!w || strcmp(w, "keep") != 0)
		return wrong(r, "'%.80s': expected 'keep'", w ? w : "");
	r->in->flags |= INPUT_KEEP;
	return 0;
}

static int read_line(struct reader *r, char *line)
{
	const char *w;

	if (r->line == 1)
		return strcmp(line, FIRST_LINE) == 0
		           ? 0
		           : wrong(r, "'%.80s': expected '" FIRST_LINE "'", line);
	line[strcspn(line, "#")] = 0;
	w = strtok_r(line, BLANKS, &r->save);
	if (!w)
		return 0;
	if (read_item(r, w))
		return -EINVAL;
	w = word(r);
	return w ? wrong(r, "'%.80s': expected the end of the line", w) : 0;
}

int input_parse(struct input *in, const struct model *m, const char *text, const char **why)
{
	static struct reader r;
	static char line[LINE];
	const char *end = text;
	int error = 0;

	r = (struct reader){ .m = m, .in = in };
	*why = r.why;
	in->image = in->option = in->flags = in->npatch = in->nfault = in->ncall = 0;
	do {
		size_t len = strcspn(text, "\n");

		r.line++;
		if (len >= sizeof(line))
			return wrong(&r, "expected less than %d bytes", LINE);
		memcpy(line, text, len);
		line[len] = 0;
		error = read_line(&r, line);
		end = text + len;
		text = end + 1;
	} while (!error && *end);
	return error;
}
