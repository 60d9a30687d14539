/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/engine/exec.h"
#include "fuzz/input/calls.h"
#include "fuzz/triage/write_c.h"
#include "fuzz/triage/write_c_server.h"

/* Bytes that did not change, and lie between two that did, belong to one patch
 * where they are no more than that. */
#define GAP 8
#define PER_LINE 16

void write_c_bytes(FILE *to, const uint8_t *data, uint64_t len)
{
	for (uint64_t i = 0; i < len; i++) {
		if (i % PER_LINE == 0)
			fprintf(to, "%s\"", i ? "\"\n\t    " : "");
		fprintf(to, "\\x%02x", data[i]);
	}
	fputs(len ? "\"" : "\"\"", to);
}

/* The end of the run of changed bytes that begins at `at`. */
static uint64_t run_end(const uint8_t *a, const uint8_t *b, uint64_t size, uint64_t at)
{
	uint64_t end = at + 1;

	for (uint64_t i = end; i < size && i < end + GAP; i++)
		if (a[i] != b[i])
			end = i + 1;
	return end;
}

/* What differs from the base image once patches are made and checksums repaired. */
static unsigned put_patches(FILE *to, const struct input *in)
{
	const struct base_image *base = &exec_mutator()->base->image[in->image];
	unsigned n = 0;
	struct disk *d;

	exec_restore();
	d = exec_patch(in);
	if (!d)
		return 0;
	for (uint64_t at = 0, end; at < d->size; at = end) {
		end = at + 1;
		if (d->data[at] == base->data[at])
			continue;
		end = run_end(d->data, base->data, d->size, at);
		fprintf(to, "%s\t{ %#" PRIx64 ", %" PRIu64 ",\n\t    ",
		    n++ ? "" : "static const struct patch patches[] = {\n", at, end - at);
		write_c_bytes(to, d->data + at, end - at);
		fputs(" },\n", to);
	}
	if (n)
		fputs("};\n\n", to);
	return n;
}

/* The text form of a call, as a C string. */
static void put_text(FILE *to, const struct call *c, const struct model_image *image)
{
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	if (!f)
		abort();
	input_print_call(c, image, f);
	fclose(f);
	putc('"', to);
	for (const char *p = text; *p; p++)
		fprintf(to, *p == '\\' ? "\\%c" : "%c", *p);
	putc('"', to);
	free(text);
}

static void put_calls(FILE *to, const struct input *in, const struct model_image *image)
{
	unsigned opened[2] = { 0 }, mapped[2] = { 0 };
	const char *root = *exec_root ? "DIR" : "";

	for (uint32_t i = 0; i < in->ncall; i++) {
		const struct call *c = &in->call[i];

		fprintf(to, "CALL(%u, ", i);
		write_c_call(to, c, image, root, opened[c->ctx] % FUZZ_SLOTS,
		    mapped[c->ctx] % FUZZ_SLOTS);
		fputs(")\n", to);
		opened[c->ctx] += c->nr == CALL_OPEN;
		mapped[c->ctx] += c->nr == CALL_MMAP;
	}
	fputs("\nstatic const struct call calls[] = {\n", to);
	for (uint32_t i = 0; i < in->ncall; i++) {
		/* What unmounts is done where the second process is told of it. */
		fprintf(to, "\t{ %u, ", in->call[i].nr == CALL_CYCLE ? 0 : in->call[i].ctx);
		put_text(to, &in->call[i], image);
		fprintf(to, ", call%u },\n", i);
	}
	fputs("\t{ 0, NULL, NULL },\n};\n\n", to);
}

static void put_program(FILE *to, const struct component *c, const char *options, bool disk,
    unsigned patches)
{
	fputs("static const struct program program = {\n", to);
	if (c->type)
		fprintf(to, "\t.type = \"%s\",\n\t.options = \"%s\",\n", c->type,
		    options ? options : "");
	if (c->below)
		fprintf(to, "\t.below = \"%s\",\n", component_find(c->below)->type);
	if (disk)
		fputs("\t.disk = 1,\n", to);
	if (patches)
		fprintf(to, "\t.patch = patches,\n\t.patches = %u,\n", patches);
	if (fuzz_target.made)
		fputs("\t.mount = mount_served,\n", to);
	fputs("\t.call = calls,\n};\n", to);
}

static void put_top(FILE *to, const struct input *in, const char *title, bool disk, bool whole)
{
	const char *name = exec_model()->image[in->image].name, *slash = strchr(name, '/');

	fprintf(to, "/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */\n/*\n * %s\n *\n",
	    title);
	fprintf(to, " * On a real kernel, as root, in a machine that may crash%s:\n *\n",
	    whole ? "" : "; from the top folder");
	if (disk)
		fprintf(to, " *\tcomponents/%.*s/images %s base.img\n",
		    slash ? (int)(slash - name) : 0, name, slash ? slash + 1 : name);
	fprintf(to, " *\tcc %s-o reproduce THIS-FILE && ./reproduce%s\n", whole ? "" : "-I . ",
	    disk ? " base.img" : "");
	for (uint32_t i = 0; i < in->nfault; i++)
		fprintf(to, "%s *\t%s\n",
		    i ? "" : " *\n * It also takes faults, which are to come from elsewhere:\n *\n",
		    in->fault[i].text);
	fputs(" */\n#define _GNU_SOURCE\n", to);
	if (whole)
		write_c_shared(to);
	else
		fputs("#include \"fuzz/triage/reproduce.h\"\n", to);
	putc('\n', to);
}

void write_c(FILE *to, const struct input *in, const char *title, bool whole)
{
	const struct model *m = exec_model();
	const struct component *c = component_find(fuzz_target.component);
	const bool disk = (m->image[in->image].size > 0 && !fuzz_target.made) || c->below;
	const char *options = m->options ? m->options[in->option] : c->options;
	unsigned patches;

	put_top(to, in, title, disk, whole);
	patches = disk ? put_patches(to, in) : 0;
	put_calls(to, in, &m->image[in->image]);
	if (fuzz_target.made)
		write_c_server(to, in, whole);
	put_program(to, c, options, disk, patches);
}
