#include "keys.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static bool is_within(char byte, char first, char last) { return byte >= first && byte <= last; }

// How many bytes a character of UTF-8 has that begins so.
static size_t utf8_length(char first) {
    unsigned char byte = (unsigned char)first;
    return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

bool is_key_whole(const char *bytes, size_t length) {
    if (length < 2) return false;
    // rxvt, and others for Alt, put an Escape before the sequence.
    if (bytes[1] == 033) return is_key_whole(bytes + 1, length - 1);
    char last = bytes[length - 1];
    switch (bytes[1]) {
    // A control sequence; of the Linux console, F1 to F5 have a second bracket.
    case '[':
        if (length == 2 || (length == 3 && last == '[')) return false;
        return is_within(last, '@', '~');
    case 'O': return length > 2 && is_within(last, '@', '~');
    // What a terminal answers: up to BEL, or to Escape and backslash.
    case ']': case 'P': case '_': case '^':
        return length > 2 && (last == 007 || (last == '\\' && bytes[length - 2] == 033));
    default: return length > utf8_length(bytes[1]);
    }
}

bool is_answer(const char *sequence) {
    size_t length = strlen(sequence);
    return strchr("]P_^", sequence[1]) || (strncmp(sequence, "\033[?", 3) == 0 && sequence[length - 1] == 'c');
}

void usual_key(const char *sequence, char *usual) {
    const char *body = sequence + 1;
    bool moves_words = *body == 033;
    if (moves_words) body++;
    char final = body[strlen(body) - 1];
    int number = 1, modifiers = 1, code = 0;
    bool is_known = (*body == '[' && body[1] != '[') || *body == 'O';
    if (is_known) {
        int count = sscanf(body + 1, "%d;%d;%d", &number, &modifiers, &code);
        if (count == 1 && is_within(final, 'A', 'H')) modifiers = number;
    }
    // The modifiers are a bit mask plus one, of which Shift is the lowest bit.
    if ((modifiers - 1) & ~1) moves_words = true;
    // rxvt writes Ctrl and Shift into the last byte.
    if (is_known && (is_within(final, 'a', 'd'))) {
        if (*body == 'O') moves_words = true;
        final = (char)toupper(final);
    } else if (*body == '[' && strchr("^@$", final)) {
        if (final != '$') moves_words = true;
        final = '~';
    }
    if (is_known && final == '~' && (number == 1 || number == 7)) final = 'H';
    if (is_known && final == '~' && (number == 4 || number == 8)) final = 'F';
    // Enter with a modifier, as xterm and kitty can be told to send it.
    bool is_first_function_key = strcmp(body, "[[A") == 0 || (is_known && (final == 'P' || (final == '~' && number == 11)));
    bool is_enter = is_known && ((final == 'u' && number == 13) || (final == '~' && number == 27 && code == 13));
    if (is_enter) strcpy(usual, "\033\r");
    else if (is_first_function_key) strcpy(usual, "\033OP");
    else if (is_known && is_within(final, 'A', 'D')) sprintf(usual, "\033[%s%c", moves_words ? "1;5" : "", final);
    else if (is_known && (final == 'H' || final == 'F')) sprintf(usual, "\033[%c", final);
    else if (is_known && final == '~') sprintf(usual, "\033[%d%s~", number, moves_words && number == 3 ? ";5" : "");
    else strcpy(usual, sequence);
}
