/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/engine/exec.h"
#include "fuzz/input/calls.h"
#include "fuzz/triage/write_c.h"

/* Bytes that did not change, and lie between two that did, belong to one patch
 * where they are no more than that. */
#define GAP 8
#define PER_LINE 16

static void put_bytes(FILE *to, const uint8_t *data, uint64_t len)
{
	for (uint64_t i = 0; i < len; i++) {
		if (i % PER_LINE == 0)
			fprintf(to, "%s\"", i ? "\"\n\t    " : "");
		fprintf(to, "\\x%02x", data[i]);
	}
	putc('"', to);
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
		put_bytes(to, d->data + at, end - at);
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

		fprintf(to, "static long call%u(void)\n{\n\treturn ", i);
		write_c_call(to, c, image, root, opened[c->ctx] % FUZZ_SLOTS,
		    mapped[c->ctx] % FUZZ_SLOTS);
		fputs(";\n}\n\n", to);
		opened[c->ctx] += c->nr == CALL_OPEN;
		mapped[c->ctx] += c->nr == CALL_MMAP;
	}
	fputs("static const struct call calls[] = {\n", to);
	for (uint32_t i = 0; i < in->ncall; i++) {
		/* What unmounts is done where the second process is told of it. */
		fprintf(to, "\t{ %u, ", in->call[i].nr == CALL_CYCLE ? 0 : in->call[i].ctx);
		put_text(to, &in->call[i], image);
		fprintf(to, ", call%u },\n", i);
	}
	fputs("\t{ 0, NULL, NULL },\n};\n\n", to);
}

static void put_mount(FILE *to, const char *type, const char *options)
{
	if (!type) {
		fputs("static inline long cycle(void)\n{\n\tmake(calls, -1);\n\tlet_go();\n"
		      "\treturn 0;\n}\n\n",
		    to);
		return;
	}
	fprintf(to,
	    "static int mount_it(void)\n{\n\treturn mount(loop, DIR, \"%s\", 0, \"%s\");\n}\n\n",
	    type, options ? options : "");
	fputs("static inline long cycle(void)\n{\n\tmake(calls, -1);\n\tlet_go();\n"
	      "\treturn umount(DIR) ? -1 : mount_it();\n}\n\n",
	    to);
}

static void put_main(FILE *to, bool disk, const struct component *c, unsigned patches,
    uint32_t ncall)
{
	const bool fs = c->type != NULL;

	fputs("int main(int argc, char **argv)\n{\n", to);
	if (disk) {
		fputs("\tif (argc != 2) {\n\t\tfprintf(stderr, \"usage: %s BASE-IMAGE\\n\", "
		      "argv[0]);\n\t\treturn 2;\n\t}\n",
		    to);
		fprintf(to, "\tattach(argv[1], %s, %u);\n", patches ? "patches" : "NULL", patches);
	} else {
		fputs("\t(void)argc;\n\t(void)argv;\n", to);
	}
	if (c->below)
		fprintf(to,
		    "\tif ((mkdir(\"/below\", 0755) && errno != EEXIST) ||\n"
		    "\t    mount(loop, \"/below\", \"%s\", 0, NULL)) {\n"
		    "\t\tperror(\"/below\");\n\t\treturn 1;\n\t}\n",
		    component_find(c->below)->type);
	if (fs)
		fputs("\tif (mount_it()) {\n\t\tperror(\"mount\");\n\t\treturn 1;\n\t}\n", to);
	fprintf(to, "\trun(calls, %u);\n\treturn %s;\n}\n", ncall, fs ? "umount(DIR) != 0" : "0");
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
	const bool disk = m->image[in->image].size > 0 || c->below;
	const char *options = m->options ? m->options[in->option] : c->options;
	unsigned patches;

	put_top(to, in, title, disk, whole);
	patches = disk ? put_patches(to, in) : 0;
	put_calls(to, in, &m->image[in->image]);
	put_mount(to, c->type, options);
	put_main(to, disk, c, patches, in->ncall);
}
