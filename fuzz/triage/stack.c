/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "fuzz/triage/stack.h"
#include "harness/harness.h"

#define TRACE "Call Trace:"

/* Where code lies that reports, or that anybody calls. */
static const char *const common[] = {
	"arch/rump/kernel/",
	"arch/rump/lib/",
	"arch/rump/mm/",
	"crypto/",
	"include/",
	"kernel/locking/",
	"kernel/panic.c",
	"kernel/sched/",
	"kernel/stacktrace.c",
	"kernel/time/",
	"lib/",
	"mm/dmapool.c",
	"mm/folio-compat.c",
	"mm/kasan/",
	"mm/page_alloc.c",
	"mm/slab_common.c",
	"mm/slob.c",
	"mm/slub.c",
	"mm/util.c",
	"mm/vmalloc.c",
};

static bool is_common(const char *path)
{
	for (size_t i = 0; i < sizeof(common) / sizeof(common[0]); i++)
		if (strncmp(path, common[i], strlen(common[i])) == 0)
			return true;
	return false;
}

/* The file of the function itself: what was inlined into it stands before. */
static void own_path(const char *line, size_t len, char path[STACK_PATH])
{
	const char *end = line + len, *at = NULL;

	for (const char *p = line; p < end; p++) {
		if (*p == '(')
			at = p + 1;
		else if (strncmp(p, " called at ", strlen(" called at ")) == 0)
			at = p + strlen(" called at ");
	}
	snprintf(path, STACK_PATH, "%.*s", at ? (int)(end - at) : 0, at ? at : "");
}

/* " name+0x12 (path:1, in f called at path:2)"; names end before what a compiler
 * appends (".isra.0"). */
bool stack_line(const char *line, char name[STACK_NAME], char path[STACK_PATH])
{
	const char *from = line + (*line == ' ');

	own_path(line, strcspn(line, "\n"), path);
	snprintf(name, STACK_NAME, "%.*s", (int)strcspn(from, "+. \n"), from);
	return *name && !is_common(path);
}

static void add_frames(struct stack *s, const char *trace, bool all)
{
	const char *line = strchrnul(trace, '\n');
	char name[STACK_NAME], path[STACK_PATH];

	for (; line[0] == '\n' && line[1] == ' '; line = strchrnul(line + 1, '\n')) {
		const bool counts = stack_line(line + 1, name, path);

		if (s->frames < STACK_FRAMES && *name && (counts || all))
			strcpy(s->frame[s->frames++], name);
	}
}

/* What oracles say (fuzz/engine/oracle.h) is a kind up to the ';', numbers and all. */
static bool is_answer(const char *text)
{
	static const char *const answers[] = { "leak of ", "remount ", "damage ", "endless " };

	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++)
		if (strncmp(text, answers[i], strlen(answers[i])) == 0)
			return true;
	return false;
}

/* "BUG: KASAN: use-after-free in f+0x1 (...)" is "KASAN: use-after-free": what
 * comes up to a place, a number or a comma. */
static void cut_kind(char *text)
{
	static const char *const ends[] = { " in ", " at ", " CPU:", " comm ", ", ", " detected",
		": init/", ": kworker/" };
	char *bug = strstr(text, "BUG: KASAN: ");
	size_t len;

	if (is_answer(text)) {
		text[strcspn(text, ";")] = 0;
		return;
	}
	if (bug)
		memmove(text, bug + strlen("BUG: "), strlen(bug + strlen("BUG: ")) + 1);
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		char *end = strstr(text, ends[i]);

		if (end)
			*end = 0;
	}
	text[strcspn(text, "0123456789")] = 0;
	for (len = strlen(text); len && strchr(" :,(-", text[len - 1]); len--)
		text[len - 1] = 0;
}

void stack_of(const char *splat, struct stack *s)
{
	const char *trace = strstr(splat, TRACE);
	char reason[300], *why;

	*s = (struct stack){ 0 };
	harness_reason(splat, reason, sizeof(reason));
	/* "kernel panic in write: BUG: ...": the call is the program's. */
	why = strncmp(reason, "kernel panic", strlen("kernel panic")) == 0 ? strstr(reason, ": ")
	                                                                   : NULL;
	cut_kind(why ? memmove(reason, why + 2, strlen(why + 2) + 1) : reason);
	snprintf(s->kind, sizeof(s->kind), "%.*s", (int)sizeof(s->kind) - 1, reason);
	if (!trace)
		return;
	add_frames(s, trace, false);
	if (!s->frames)
		add_frames(s, trace, true);
}

void stack_key(const struct stack *s, char text[STACK_TEXT])
{
	const bool kasan = strncmp(s->kind, "KASAN", strlen("KASAN")) == 0;
	size_t len = snprintf(text, STACK_TEXT, "%s", kasan ? "KASAN" : s->kind);

	for (int i = 0; i < s->frames; i++)
		len +=
		    snprintf(text + len, STACK_TEXT - len, "%s%s", i ? " < " : " in ", s->frame[i]);
}

void stack_title(const struct stack *s, char text[STACK_TEXT])
{
	snprintf(text, STACK_TEXT, "%s%s%s", s->kind, s->frames ? " in " : "",
	    s->frames ? s->frame[0] : "");
}

void stack_name(const struct stack *s, char text[STACK_TEXT])
{
	char title[STACK_TEXT], *to = text;

	snprintf(title, sizeof(title), "%s %s", s->kind, s->frames ? s->frame[0] : "");
	for (const char *p = title; *p; p++) {
		if (isalnum((unsigned char)*p))
			*to++ = tolower((unsigned char)*p);
		else if (to > text && to[-1] != '-')
			*to++ = '-';
	}
	while (to > text && to[-1] == '-')
		to--;
	*to = 0;
	if (to == text)
		strcpy(text, "defect");
}
