#ifndef KITH_KEYS_H
#define KITH_KEYS_H

#include <stdbool.h>
#include <stddef.h>

// What terminals send for a key that is longer than a character: ECMA-48 control sequences, the function keys of VT220, xterm, rxvt
// and the Linux console.

enum { longest_key = 64 };

// Whether bytes, the first of them an Escape, are a key to its end.
bool is_key_whole(const char *bytes, size_t length);

// Whether a whole sequence is no key but what a terminal answers: a control string, or its attributes (DA1).
bool is_answer(const char *sequence);

// Writes the usual sequence for a key, as terminals differ in what they send for the same, into `longest_key` bytes.
void usual_key(const char *sequence, char *usual);

#endif
