// SPDX-License-Identifier: GPL-2.0
/*
 * Components: of all that was built in, only what was asked for is started.
 *
 * The build writes a table into .rump_components after the link: the names of
 * all components, and for each initcall that belongs to one or more of them
 * its address and a mask of these.  An initcall whose components were not
 * asked for becomes one that does nothing; all others run as ever.
 */
#include <linux/init.h>
#include <linux/string.h>
#include <asm/rump.h>

#define NAMES_SIZE 2048
#define ENTRIES 1024

struct rump_initcall {
	u64 entry;   /* address of the initcall_entry_t */
	u64 mask[2]; /* bit n: the n-th name */
};

struct rump_components {
	char names[NAMES_SIZE]; /* blank separated */
	struct rump_initcall table[ENTRIES];
};

/* Written after the link, so the compiler must not know what is in it. */
__section(".rump_components") struct rump_components rump_components = { " ", { { 1 } } };

static int __init do_nothing(void)
{
	return 0;
}

/* Marks the component of `len` characters at `name`; false: unknown. */
static bool choose(const char *name, size_t len, u64 mask[2])
{
	const char *p = rump_components.names;
	unsigned int n;

	for (n = 0; *p; n++) {
		size_t l = strcspn(p, " ");

		if (l == len && !memcmp(p, name, len)) {
			mask[n / 64] |= 1ull << (n % 64);
			return true;
		}
		p += l;
		p += strspn(p, " ");
	}
	return false;
}

int __init rump_select_components(void)
{
	const struct rump_initcall *table = rump_components.table;
	const char *p = hyp_call(param, "components");
	u64 mask[2] = { 0, 0 };
	unsigned int i;

	if (!p)
		return 0;
	for (p += strspn(p, " "); *p; p += strspn(p, " ")) {
		size_t len = strcspn(p, " ");

		if (!choose(p, len, mask))
			return -ENOENT;
		p += len;
	}
	for (i = 0; i < ENTRIES && table[i].entry; i++)
		if (!((table[i].mask[0] & mask[0]) | (table[i].mask[1] & mask[1])))
			*(initcall_entry_t *)table[i].entry = do_nothing;
	return 0;
}
