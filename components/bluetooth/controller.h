/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A controller of Bluetooth behind /dev/vhci, which answers what it is asked. */
#ifndef COMPONENTS_BLUETOOTH_CONTROLLER_H
#define COMPONENTS_BLUETOOTH_CONTROLLER_H

#include <stddef.h>
#include <stdint.h>

struct kern;

/* Makes hci0, and answers until it is ready. */
void controller_open(struct kern *);
/* The controller says a packet of HCI: its type, and what follows. */
void controller_say(struct kern *, const void *packet, size_t len);
/* Takes the commands and the data that are there; commands succeed, as far as a controller
 * can say so at once, and data has been sent. */
void controller_answer(struct kern *);
/* Lets time pass in steps, and answers after each. */
void controller_pass(struct kern *, unsigned int ms);

#endif
