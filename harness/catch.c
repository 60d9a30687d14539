/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Catches an end of a case by a jump out of harness_fail. */
#include <setjmp.h>
#include <stdio.h>

#include "harness/internal.h"

bool harness_quiet;

static jmp_buf out;
static char message[1024];

static __attribute__((noreturn)) void jump(const char *text)
{
	snprintf(message, sizeof(message), "%s", text);
	longjmp(out, 1);
}

const char *harness_catch(void (*f)(void *), void *arg)
{
	void (*const fail)(const char *) __attribute__((noreturn)) = harness_fail;
	void (*const skip)(const char *) __attribute__((noreturn)) = harness_skip;
	const char *volatile result = NULL;

	harness_fail = harness_skip = jump;
	harness_quiet = true;
	if (!setjmp(out))
		f(arg);
	else
		result = message;
	harness_quiet = false;
	harness_fail = fail;
	harness_skip = skip;
	return result;
}
