/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Which counters of coverage an engine is told of: those of the driver's own text. */
#include <stdlib.h>
#include <string.h>

#include "atf/case.h"
#include "kernel/linux/user/linux.h"

#define EVERY 499 /* of so many edges one is asked for */

static struct linux_coverage boot(const char *component)
{
	struct linux_coverage c;

	kern_boot(component);
	if (!linux_coverage(&c))
		atf_tc_skip("this kernel has no coverage counters; variant fuzz has");
	return c;
}

/* Where the function stands that an address was compiled for, which is where the
 * outermost of those was called that were inlined into it. */
static const char *file_of(uintptr_t addr)
{
	static char text[512];
	char *at, *last;

	if (linux_symbolise(linux_alive, addr, text, sizeof(text)))
		return "";
	last = strrchr(text, '(');
	if (!last)
		return "";
	while ((at = strstr(last, " called at ")))
		last = at + strlen(" called at ") - 1;
	return last + 1;
}

CASE(driver, "of a folder it is the text that debug information says was compiled from there")
{
	const struct linux_coverage c = boot("ext4");
	struct linux_text text;
	size_t in = 0, out = 0;

	REQUIRE(linux_text_of("fs/ext4 fs/jbd2", &text));
	for (size_t i = 0; i < c.count; i += EVERY) {
		const uintptr_t addr = c.pcs[2 * i];
		const char *file = file_of(addr);
		const bool is = !strncmp(file, "fs/ext4/", 8) || !strncmp(file, "fs/jbd2/", 8);

		if (!*file || strstr(file, ".h:")) /* a header's code is of any file */
			continue;
		if (is != linux_text_has(&text, addr))
			atf_tc_fail("edge %#lx of %s: told %d", addr, file, !is);
		in += is;
		out += !is;
	}
	REQUIRE(in > 20 && out > 200);
	free(text.span);
}

CASE(file, "a file is itself, no other whose name begins so")
{
	struct linux_text canary, folder, part;

	boot("canary");
	REQUIRE(linux_text_of("arch/rump/drivers/canary.c", &canary));
	REQUIRE(linux_text_of(" arch/rump/drivers ", &folder));
	REQUIRE(linux_text_of("arch/rump/driv fs/ext", &part));
	REQUIRE(canary.n > 0 && folder.n > canary.n);
	REQUIRE_EQ(0, part.n);
	for (size_t i = 0; i < canary.n; i++)
		REQUIRE(linux_text_has(&folder, canary.span[i].from));
	REQUIRE(!linux_text_has(&part, canary.span[0].from));
	REQUIRE(linux_text_has(&canary, canary.span[0].to - 1));
	free(canary.span);
	free(folder.span);
}
