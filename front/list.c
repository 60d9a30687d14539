/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* rumpus list: components, fuzz targets, cases. */
#include <glob.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "front/front.h"
#include "harness/component.h"
#include "harness/harness.h"

static bool has_target(const char *name)
{
	return !access(text_of("%s/components/%s/fuzz.c", tree(), name), F_OK);
}

static size_t inputs_of(const char *name)
{
	glob_t seeds = { 0 };
	size_t n;

	glob(text_of("%s/corpora/%s/seeds/*", tree(), name), 0, NULL, &seeds);
	n = seeds.gl_pathc;
	globfree(&seeds);
	return n;
}

/* A column is never empty: what reads the table counts words. */
static const char *shown(const char *text)
{
	return *text ? text : "-";
}

static void list_components(bool json)
{
	struct json_object *all = json_object_new_array(), *one;
	size_t n;
	const struct component *const *c = components(&n);

	if (!json)
		printf("%-16s %-10s %-6s %-24s %s\n", "component", "type", "fuzz", "image",
		    "sources");
	for (size_t i = 0; i < n; i++) {
		const char *sources = c[i]->sources ? c[i]->sources : "";
		const char *type = c[i]->type ? c[i]->type : "";
		const char *image = c[i]->image ? c[i]->image : "";

		if (!json) {
			printf("%-16s %-10s %-6s %-24s %s\n", c[i]->name, shown(type),
			    has_target(c[i]->name) ? "yes" : "-", shown(image), shown(sources));
			continue;
		}
		one = json_object_new_object();
		json_object_object_add(one, "name", json_object_new_string(c[i]->name));
		json_object_object_add(one, "type", json_object_new_string(type));
		json_object_object_add(one, "image", json_object_new_string(image));
		json_object_object_add(one, "sources", json_object_new_string(sources));
		json_object_object_add(one, "fuzz",
		    json_object_new_boolean(has_target(c[i]->name)));
		json_object_object_add(one, "seeds", json_object_new_int64(inputs_of(c[i]->name)));
		json_object_array_add(all, one);
	}
	if (json)
		puts(json_object_to_json_string_ext(all, JSON_C_TO_STRING_PRETTY));
	json_object_put(all);
}

static int list_cases(const struct common *c)
{
	char *argv[] = { "kyua", "-c", "none", "--logfile", "/dev/null", "list", "-k", "Kyuafile",
		"--build-root", (char *)harness_build(), NULL };
	struct json_object *all;
	char *out, *save;

	need(c, "cases/fs/create_test", "cases");
	if (!c->json)
		return run_words(argv) ? EXIT_NOT_DONE : EXIT_GOOD;
	if (run_output(argv, &out))
		give_up("kyua list failed");
	all = json_object_new_array();
	for (char *line = strtok_r(out, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
		json_object_array_add(all, json_object_new_string(line));
	puts(json_object_to_json_string_ext(all, JSON_C_TO_STRING_PRETTY));
	json_object_put(all);
	return EXIT_GOOD;
}

FRONT_COMMAND(list, "[components|cases]", "what there is to test")
{
	struct parsing p = { .common = c, .most = 1 };

	parse(argc, argv, NULL, "[components|cases]",
	    "Lists the drivers (components), or all cases.\v"
	    "A case is named PROGRAM:CASE, as rumpus test takes it.",
	    &p);
	if (p.n && !strcmp(p.words[0], "cases"))
		return list_cases(c);
	if (p.n && strcmp(p.words[0], "components") != 0)
		give_up("list %s; expected components or cases", p.words[0]);
	list_components(c->json);
	return EXIT_GOOD;
}
