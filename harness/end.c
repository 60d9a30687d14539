/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Ends of a case, and the text tools for the line that goes with one. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/internal.h"

static __attribute__((noreturn)) void print_fail(const char *message)
{
	fprintf(stderr, "failed: %s\n", message);
	exit(1);
}

static __attribute__((noreturn)) void print_skip(const char *message)
{
	fprintf(stderr, "skipped: %s\n", message);
	exit(1);
}

static const char *from_environment(const char *name)
{
	return getenv(name);
}

void (*harness_fail)(const char *message) __attribute__((noreturn)) = print_fail;
void (*harness_skip)(const char *message) __attribute__((noreturn)) = print_skip;
const char *(*harness_var)(const char *name) = from_environment;

const char *harness_subject;

const char *harness_build(void)
{
	const char *dir = getenv("RUMPUS_BUILD");

	return dir && *dir ? dir : RUMPUS_BUILD_DIR;
}

static char *format_list(const char *format, va_list list)
{
	char *text;

	if (vasprintf(&text, format, list) < 0) {
		fputs("out of memory\n", stderr);
		abort();
	}
	return text;
}

char *text_format(const char *format, ...)
{
	va_list list;
	char *text;

	va_start(list, format);
	text = format_list(format, list);
	va_end(list);
	return text;
}

const char *text_static(const char *format, ...)
{
	static char *last;
	va_list list;
	char *text;

	va_start(list, format);
	text = format_list(format, list);
	va_end(list);
	free(last); /* after its possible use as an argument */
	last = text;
	return text;
}

void harness_report(void)
{
	const char *splat;

	if (harness_quiet)
		return;
	trace_print();
	fault_print();
	wires_print();
	if (!harness_kern)
		return;
	if (*kern_log(harness_kern))
		fprintf(stderr, "-- console log --\n%s\n", kern_log(harness_kern));
	splat = kern_splat(harness_kern);
	if (*splat)
		fprintf(stderr, "-- defects --\n%s\n", splat);
}

void harness_failf(const char *format, ...)
{
	va_list list;
	char *text, reason[512];

	va_start(list, format);
	text = format_list(format, list);
	va_end(list);
	harness_report();
	if (!*harness_defect())
		harness_fail(text);
	harness_reason(harness_defect(), reason, sizeof(reason));
	harness_fail(text_format("%s; %s", text, reason));
}
