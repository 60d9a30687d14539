/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What a file system shows before an unmount is what it shows after it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/engine/oracle.h"
#include "harness/look.h"
#include "kernel/kern.h"

static char text[4096];

/* An error of a write that nobody has heard of yet is told by it. */
static bool synced(struct kern *k)
{
	const int fd = kern_open(k, exec_root, O_RDONLY);
	long error = fd < 0 ? fd : kern_call(k, KERN_SYNCFS, fd);

	if (fd >= 0)
		kern_close(k, fd);
	return !error;
}

/* The file system is mounted again after `was`. */
static const char *compare(struct kern *k, const struct component *c, const struct look *was)
{
	struct look *is = look_at(k, exec_root);
	char *details;
	const char *what = look_differ(was, is, c->lacks, &details);

	text[0] = '\0';
	if (what && kern_alive(k))
		snprintf(text, sizeof(text), "remount changes %s\n%s", what, details);
	free(details);
	look_free(is);
	return text;
}

static const char *mount_again(struct kern *k, const struct component *c, const struct look *was,
    bool *unmounted)
{
	const int error = exec_mount();
	const char *answer = "";

	if (error && kern_alive(k)) {
		snprintf(text, sizeof(text), "remount fails; %s\n", strerrorname_np(-error));
		return text;
	}
	if (!error)
		answer = compare(k, c, was);
	*unmounted = error || exec_umount() == 0;
	return answer;
}

const char *remount_ask(struct kern *k, const struct component *c, bool *unmounted)
{
	struct look *was = look_at(k, exec_root);
	const bool whole = synced(k);
	const char *answer = "";

	*unmounted = exec_umount() == 0;
	if (*unmounted && whole)
		answer = mount_again(k, c, was, unmounted);
	look_free(was);
	return answer;
}
