/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Ends of a case as a value: how a case sees that the harness would end it.
 */
#ifndef CASES_SELF_CAUGHT_H
#define CASES_SELF_CAUGHT_H

/* Calls f(arg); the message of the failure or skip it ended with, or NULL where
 * it returned.  What f allocated before its end is lost. */
const char *caught(void (*f)(void *), void *arg);

#endif
