/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The words and values of the grammar, with the place of what is wrong. */
#ifndef RUMPUS_FAULT_SCAN_H
#define RUMPUS_FAULT_SCAN_H

#include "rumpuser/fault/effect.h"

/* A text under way.  After the first thing that is wrong `failed` stays true and
 * nothing more is taken. */
struct scan {
	const char *text, *at;
	char *why; /* FAULT_WHY bytes */
	bool failed;
};

/* Says what is wrong at `place`; always false. */
bool scan_wrong(struct scan *, const char *place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Skips blanks; takes the character, if it is the next. */
bool scan_take(struct scan *, char c);
/* The same, but something else is wrong; `where` says after or before what. */
bool scan_expect(struct scan *, char c, const char *where);
/* Takes a word (letters, digits, '_', not a digit first); its length, or 0. */
size_t scan_word(struct scan *, const char **word);
/* True at the end of the text. */
bool scan_end(struct scan *);
/* Takes ".." if it is next. */
bool scan_dots(struct scan *);
bool scan_number(struct scan *, uint64_t *value, const char *what);
/* A value of an argument, within its bounds. */
bool scan_value(struct scan *, const struct fault_arg *, int64_t *value);

#endif
