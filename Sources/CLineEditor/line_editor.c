#define _GNU_SOURCE
#include "line_editor.h"
#include "keys.h"

#include <errno.h>
#include <histedit.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

struct line_editor {
    EditLine *edit;
    History *history;
    FILE *nowhere;
    FILE *unheard;
    // How many bytes were written into `nowhere`.
    size_t dropped;
    line_editor_hooks hooks;
    bool paints;
    bool is_vi;
    // The key that is handed to libedit, and what of it is still to come; and a byte that was read too early.
    char key[longest_key];
    const char *rest;
    bool has_unread;
    char unread;
    line_editor_outcome outcome;
    int printed;
};

// MARK: Signals

// The signal that asked to leave; 0 while none did.
static volatile sig_atomic_t asked_to_leave;
static volatile sig_atomic_t resized;
// Whether the process was stopped from outside, and goes on.
static volatile sig_atomic_t went_on;
static volatile sig_atomic_t interrupted;
// How the terminal was found: what a crash gives back.
static struct termios found;
static volatile sig_atomic_t has_found;

static void leave(int signal_number) { asked_to_leave = signal_number; }

static void note_resize(int signal_number) { resized = signal_number; }

static void note_going_on(int signal_number) { went_on = signal_number; }

static void note_interrupt(int signal_number) { interrupted = signal_number; }

// What traps leaves the terminal as it was found, without paste brackets, and dies of the same signal.
static void crash(int signal_number) {
    static const char calm[] = "\033[?2004l\033[0m\r\n";
    if (has_found) {
        tcsetattr(STDIN_FILENO, TCSANOW, &found);
        if (write(STDOUT_FILENO, calm, sizeof calm - 1) < 0) _exit(1);
    }
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

int line_editor_left_by(void) { return asked_to_leave; }

bool line_editor_is_interrupted(void) { return interrupted != 0; }

static void handle(int signal_number, void (*handler)(int), bool is_held) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    sigset_t held;
    sigemptyset(&held);
    sigaddset(&held, signal_number);
    if (is_held) sigprocmask(SIG_BLOCK, &held, NULL);
    sigaction(signal_number, &action, NULL);
}

// MARK: Keys

static line_editor *owner(EditLine *edit) {
    void *data = NULL;
    el_get(edit, EL_CLIENTDATA, &data);
    return data;
}

// Takes the terminal again after the process was stopped from outside: a shell had it in between, or nobody.
static void take_back(line_editor *editor) {
    struct termios now;
    bool was_given = tcgetattr(STDIN_FILENO, &now) == 0 && (now.c_lflag & ICANON);
    line_editor_release(editor);
    line_editor_retake(editor);
    if (editor->paints) el_set(editor->edit, EL_REFRESH);
    else editor->hooks.resume(editor->hooks.context, was_given);
}

// Waits until a byte can be read, and lets the signals that ask for something in only here: a statement is never cut short, and the
// line editor itself gives the terminal back. Negative where the time is up, 0 where somebody asked to leave.
static int wait_for_byte(line_editor *editor, const struct timespec *limit) {
    sigset_t mask;
    sigprocmask(SIG_SETMASK, NULL, &mask);
    sigdelset(&mask, SIGTERM);
    sigdelset(&mask, SIGHUP);
    sigdelset(&mask, SIGWINCH);
    sigdelset(&mask, SIGCONT);
    for (;;) {
        struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
        int ready = asked_to_leave ? 0 : ppoll(&input, 1, limit, &mask);
        if (asked_to_leave) return 0;
        if (resized && editor) {
            resized = 0;
            if (editor->paints) {
                // libedit keeps the place of the cursor, which may lie outside of the new screen.
                el_resize(editor->edit);
                el_set(editor->edit, EL_REFRESH);
            } else editor->hooks.resize(editor->hooks.context);
        }
        if (went_on && editor) {
            went_on = 0;
            take_back(editor);
        }
        if (ready < 0 && errno == EINTR) continue;
        return ready == 0 && limit ? -1 : 1;
    }
}

static int read_byte(line_editor *editor, char *byte) {
    if (editor->has_unread) {
        editor->has_unread = false;
        *byte = editor->unread;
        return 1;
    }
    for (;;) {
        if (wait_for_byte(editor, NULL) == 0) return 0;
        ssize_t count = read(STDIN_FILENO, byte, 1);
        if (count < 0 && errno == EINTR) continue;
        return (int)count;
    }
}

bool line_editor_has_keys(void) {
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&input, 1, 0) > 0;
}

// A lone Escape: libedit would wait for what follows it, as if a longer key had begun.
static const wchar_t lone_escape = 0x1C;

// Whether libedit knows a key that is longer than a character.
static bool is_bound(line_editor *editor, const char *keys) {
    if (strpbrk(keys, "^\\")) return false;
    if (editor->paints) el_set(editor->edit, EL_SETFP, 1, editor->nowhere);
    editor->dropped = 0;
    el_set(editor->edit, EL_BIND, keys, NULL);
    fflush(editor->nowhere);
    if (editor->paints) el_set(editor->edit, EL_SETFP, 1, stdout);
    return editor->dropped > 0;
}

// Reads what follows an Escape and makes it a key for libedit, or drops what no key stands for; whether `character` is one to go
// on with.
static bool read_key(line_editor *editor, wchar_t *character) {
    char sequence[longest_key];
    size_t length = 1;
    sequence[0] = 033;
    while (!is_key_whole(sequence, length)) {
        // Within a sequence bytes follow each other at once; over a slow line not quite.
        const struct timespec pause = {.tv_nsec = length == 1 ? 40000000 : 200000000};
        char byte;
        if (wait_for_byte(editor, &pause) <= 0 || read_byte(editor, &byte) <= 0) break;
        if (length == 1 && editor->is_vi && byte != '[' && byte != 'O' && byte != ']') {
            editor->has_unread = true;
            editor->unread = byte;
            break;
        }
        // Of what is too long for a key the end is looked for.
        if (length == sizeof sequence - 1) {
            length--;
            sequence[length - 1] = sequence[length];
        }
        sequence[length++] = byte;
    }
    if (length == 1 || (length == 2 && sequence[1] == 033)) {
        *character = lone_escape;
        return true;
    }
    if (!is_key_whole(sequence, length)) return false;
    sequence[length] = 0;
    if (is_answer(sequence)) {
        editor->hooks.answer(editor->hooks.context, sequence);
        return false;
    }
    char usual[longest_key];
    usual_key(sequence, usual);
    if (!is_bound(editor, usual)) return false;
    strcpy(editor->key, usual);
    *character = editor->key[0];
    editor->rest = editor->key + 1;
    return true;
}

static void show(line_editor *editor) {
    if (editor->paints || editor->has_unread || line_editor_has_keys()) return;
    editor->hooks.show(editor->hooks.context);
    const struct timespec moment = {.tv_nsec = 30000000};
    if (wait_for_byte(editor, &moment) < 0) editor->hooks.idle(editor->hooks.context);
}

static int read_character(EditLine *edit, wchar_t *character) {
    line_editor *editor = owner(edit);
    if (editor->rest && *editor->rest) {
        *character = *editor->rest++;
        return 1;
    }
    mbstate_t state;
    memset(&state, 0, sizeof state);
    for (;;) {
        if (mbsinit(&state)) show(editor);
        char byte;
        int count = read_byte(editor, &byte);
        if (count <= 0) return count;
        if (byte == 033) {
            memset(&state, 0, sizeof state);
            if (read_key(editor, character)) return 1;
            continue;
        }
        size_t length = mbrtowc(character, &byte, 1, &state);
        if (length == (size_t)-2) continue;
        if (length != (size_t)-1) return 1;
        // What is no text is left out.
        memset(&state, 0, sizeof state);
    }
}

static unsigned char act(EditLine *edit, line_editor_action action) {
    line_editor *editor = owner(edit);
    editor->printed = 0;
    editor->outcome = editor->hooks.act(editor->hooks.context, action);
    switch (editor->outcome) {
    case LINE_EDITOR_GOES_ON: return editor->printed ? CC_REDISPLAY : CC_REFRESH;
    default: return CC_NEWLINE;
    }
}

// The keys of kith: what libedit calls them, what they do, where they are bound, and up to four of them. `TYPING` is where one
// types, `EVERYWHERE` also where vi takes commands; `PLAIN` where libedit paints by itself too.
#define ACTIONS(X) \
    X(enter, ENTER, EVERYWHERE, "^J", "^M") \
    X(newline, NEWLINE, TYPING, "^[^J", "^[^M") \
    X(cancel, CANCEL, EVERYWHERE | PLAIN, "^C") \
    X(complete, COMPLETE, TYPING | PLAIN, "^I") \
    X(complete_back, COMPLETE_BACK, TYPING, "^[[Z") \
    X(up, UP, EVERYWHERE, "^[[A", "^P", "^[p", "^[P") \
    X(down, DOWN, EVERYWHERE, "^[[B", "^N", "^[n", "^[N") \
    X(right, RIGHT, EVERYWHERE, "^[[C", "^F") \
    X(left, LEFT, EVERYWHERE, "^[[D", "^B") \
    X(word_right, WORD_RIGHT, EVERYWHERE, "^[f", "^[[1;5C") \
    X(word_left, WORD_LEFT, EVERYWHERE, "^[b", "^[[1;5D") \
    X(token_up, TOKEN_UP, TYPING, "^[[1;5A", "^[.") \
    X(token_down, TOKEN_DOWN, TYPING, "^[[1;5B") \
    X(page_up, PAGE_UP, EVERYWHERE, "^[[5~", "^[<") \
    X(page_down, PAGE_DOWN, EVERYWHERE, "^[[6~", "^[>") \
    X(line_start, LINE_START, EVERYWHERE, "^A", "^[[H") \
    X(line_end, LINE_END, EVERYWHERE, "^E", "^[[F") \
    X(backspace, BACKSPACE, TYPING, "^?", "^H") \
    X(delete, DELETE, EVERYWHERE, "^[[3~") \
    X(delete_word, DELETE_WORD, TYPING, "^[d", "^[[3;5~") \
    X(kill, KILL, TYPING, "^K") \
    X(search, SEARCH, EVERYWHERE, "^R") \
    X(escape, ESCAPE, TYPING) \
    X(undo, UNDO, TYPING, "^_", "^X^U") \
    X(editor, EDITOR, EVERYWHERE, "^X^E") \
    X(paste, PASTE, EVERYWHERE, "^[[200~") \
    X(suspend, SUSPEND, EVERYWHERE | PLAIN, "^Z") \
    X(clear, CLEAR, EVERYWHERE, "^L") \
    X(help, HELP, EVERYWHERE, "^[OP", "^[h")

#define FUNCTION(name, number, ...) \
    static unsigned char on_##name(EditLine *edit, int key) { (void)key; return act(edit, LINE_EDITOR_##number); }
ACTIONS(FUNCTION)

enum { TYPING = 0, EVERYWHERE = 1, PLAIN = 2 };

#define ROW(name, number, where, ...) {"kith-" #name, on_##name, where, {__VA_ARGS__}},
static const struct {
    const char *name;
    unsigned char (*function)(EditLine *, int);
    int where;
    const char *keys[4];
} actions[] = {ACTIONS(ROW)};

// A key that nobody types, for what only libedit can do.
static const char kill_key[] = "\030\013";
static const char kill_key_bound[] = "^X^K";

// The same for the end of a line in vi, to which libedit goes on an empty line too, and then writes before it.
static const char vi_end_key[] = "\030$";
static const char vi_end_key_bound[] = "^X$";

static unsigned char on_vi_end(EditLine *edit, int key) {
    (void)key;
    const LineInfo *line = el_line(edit);
    if (line->lastchar == line->buffer) return CC_NORM;
    el_push(edit, vi_end_key);
    return CC_ARGHACK;
}

static void bind_keys(line_editor *editor) {
    EditLine *edit = editor->edit;
    for (size_t index = 0; index < sizeof actions / sizeof *actions; index++) {
        if (editor->paints && !(actions[index].where & PLAIN)) continue;
        for (int key = 0; key < 4 && actions[index].keys[key]; key++) {
            el_set(edit, EL_BIND, actions[index].keys[key], actions[index].name, NULL);
            if (actions[index].where & EVERYWHERE) el_set(edit, EL_BIND, "-a", actions[index].keys[key], actions[index].name, NULL);
        }
    }
    if (editor->paints) {
        el_set(edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
        el_set(edit, EL_BIND, "^[[3~", "ed-delete-next-char", NULL);
    }
    const char *mode = NULL;
    el_get(edit, EL_EDITOR, &mode);
    editor->is_vi = mode && strcmp(mode, "vi") == 0;
    el_set(edit, EL_BIND, "^\\", editor->is_vi ? "vi-command-mode" : "kith-escape", NULL);
    el_set(edit, EL_BIND, kill_key_bound, "ed-kill-line", NULL);
    if (!editor->is_vi) {
        el_set(edit, EL_BIND, "^G", "kith-escape", NULL);
        el_set(edit, EL_BIND, "^W", "ed-delete-prev-word", NULL);
        // libedit would ask for a command of its own.
        el_set(edit, EL_BIND, "-r", "^[x", NULL);
        el_set(edit, EL_BIND, "-r", "^[X", NULL);
    } else if (!editor->paints) {
        el_set(edit, EL_BIND, "-a", "v", "kith-editor", NULL);
        el_set(edit, EL_BIND, "-a", "k", "kith-up", NULL);
        el_set(edit, EL_BIND, "-a", "j", "kith-down", NULL);
        el_set(edit, EL_BIND, "-a", "/", "kith-search", NULL);
        el_set(edit, EL_BIND, "-a", "?", "kith-search", NULL);
        el_set(edit, EL_BIND, "-a", "-", "kith-up", NULL);
        el_set(edit, EL_BIND, "-a", "+", "kith-down", NULL);
        el_set(edit, EL_BIND, "-a", vi_end_key_bound, "ed-move-to-end", NULL);
        el_set(edit, EL_BIND, "-a", "$", "kith-vi-end", NULL);
        // What asks for more, or hands the line over without asking what that means.
        const char *others[] = {":", "#", "n", "N", "G", "K", "J", "_"};
        for (size_t index = 0; index < sizeof others / sizeof *others; index++) {
            el_set(edit, EL_BIND, "-a", others[index], "ed-unassigned", NULL);
        }
    }
}

// MARK: Opening and closing

static ssize_t drop(void *cookie, const char *bytes, size_t count) {
    (void)bytes;
    if (cookie) ((line_editor *)cookie)->dropped += count;
    return (ssize_t)count;
}

static char *ask_prompt(EditLine *edit) {
    line_editor *editor = owner(edit);
    return (char *)editor->hooks.prompt(editor->hooks.context);
}

line_editor *line_editor_open(const char *program, bool paints, line_editor_hooks hooks) {
    line_editor *editor = calloc(1, sizeof *editor);
    if (!editor) return NULL;
    editor->hooks = hooks;
    editor->paints = paints;
    has_found = tcgetattr(STDIN_FILENO, &found) == 0;
    editor->nowhere = fopencookie(editor, "w", (cookie_io_functions_t){.write = drop});
    editor->unheard = fopencookie(NULL, "w", (cookie_io_functions_t){.write = drop});
    FILE *output = paints ? stdout : editor->nowhere;
    editor->edit = editor->nowhere && editor->unheard ? el_init_fd(program, stdin, output, stderr, 0, 1, 2) : NULL;
    editor->history = history_init();
    if (!editor->edit || !editor->history) {
        line_editor_close(editor);
        return NULL;
    }
    HistEvent event;
    history(editor->history, &event, H_SETSIZE, 10000);
    history(editor->history, &event, H_SETUNIQUE, 1);
    el_set(editor->edit, EL_CLIENTDATA, editor);
    el_set(editor->edit, EL_PROMPT, ask_prompt);
    el_set(editor->edit, EL_HIST, history, editor->history);
    el_set(editor->edit, EL_EDITOR, "emacs");
    el_set(editor->edit, EL_SIGNAL, 0);
    handle(SIGTERM, leave, true);
    handle(SIGHUP, leave, true);
    handle(SIGWINCH, note_resize, true);
    handle(SIGCONT, note_going_on, true);
    handle(SIGINT, note_interrupt, false);
    const int traps[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
    for (size_t index = 0; index < sizeof traps / sizeof *traps; index++) handle(traps[index], crash, false);
    el_set(editor->edit, EL_GETCFN, read_character);
    // Ctrl-C and Ctrl-Z arrive as keys, in order with the others.
    el_set(editor->edit, EL_SETTY, "-d", "-isig", NULL);
    for (size_t index = 0; index < sizeof actions / sizeof *actions; index++) {
        el_set(editor->edit, EL_ADDFN, actions[index].name, "of kith", actions[index].function);
    }
    el_set(editor->edit, EL_ADDFN, "kith-vi-end", "of kith", on_vi_end);
    el_source(editor->edit, NULL);
    el_set(editor->edit, EL_SETFP, 2, editor->unheard);
    // After ~/.editrc: a `bind -v` in it resets the key maps.
    bind_keys(editor);
    return editor;
}

void line_editor_close(line_editor *editor) {
    if (!editor) return;
    if (editor->edit) el_end(editor->edit);
    if (editor->history) history_end(editor->history);
    if (editor->nowhere) fclose(editor->nowhere);
    if (editor->unheard) fclose(editor->unheard);
    free(editor);
}

line_editor_outcome line_editor_read(line_editor *editor, const char **text, size_t *length) {
    int count = 0;
    editor->outcome = LINE_EDITOR_GOES_ON;
    interrupted = 0;
    const char *line = el_gets(editor->edit, &count);
    interrupted = 0;
    if (editor->outcome != LINE_EDITOR_GOES_ON) return editor->outcome;
    if (!line || count <= 0) return LINE_EDITOR_ENDED;
    size_t bytes = strlen(line);
    if (bytes > 0 && line[bytes - 1] == '\n') bytes--;
    *text = line;
    *length = bytes;
    return LINE_EDITOR_SUBMITTED;
}

void line_editor_release(line_editor *editor) { el_set(editor->edit, EL_PREP_TERM, 0); }

void line_editor_retake(line_editor *editor) {
    el_set(editor->edit, EL_PREP_TERM, 1);
    went_on = 0;
}

// MARK: The line

void line_editor_remember(line_editor *editor, const char *entry) {
    HistEvent event;
    history(editor->history, &event, H_ENTER, entry);
}

void line_editor_forget(line_editor *editor) {
    HistEvent event;
    history(editor->history, &event, H_CLEAR);
}

void line_editor_line(line_editor *editor, const char **text, size_t *length, size_t *cursor) {
    const LineInfo *line = el_line(editor->edit);
    *text = line->buffer;
    *length = (size_t)(line->lastchar - line->buffer);
    *cursor = (size_t)(line->cursor - line->buffer);
}

void line_editor_type(line_editor *editor, const char *text) { el_push(editor->edit, text); }

void line_editor_insert(line_editor *editor, const char *text) { el_insertstr(editor->edit, text); }

void line_editor_delete(line_editor *editor, int scalars) { el_deletestr(editor->edit, scalars); }

void line_editor_move(line_editor *editor, int scalars) { el_cursor(editor->edit, scalars); }

void line_editor_kill(line_editor *editor) { el_push(editor->edit, kill_key); }

void line_editor_drop_keys(line_editor *editor, int milliseconds, bool (*is_enough)(void *context)) {
    line_editor_retake(editor);
    const struct timespec pause = {.tv_nsec = milliseconds * 1000000};
    char byte;
    wchar_t character;
    while (!is_enough(editor->hooks.context) && wait_for_byte(editor, &pause) > 0 && read_byte(editor, &byte) > 0) {
        if (byte == 033) read_key(editor, &character);
    }
    line_editor_release(editor);
}

char *line_editor_read_paste(line_editor *editor, size_t *length) {
    static const char end[] = "\033[201~";
    const size_t end_length = sizeof end - 1;
    size_t room = 4096;
    char *bytes = malloc(room);
    *length = 0;
    while (bytes && *length < (1u << 26)) {
        if (*length == room) {
            char *more = realloc(bytes, room *= 2);
            if (!more) break;
            bytes = more;
        }
        const struct timespec pause = {.tv_sec = 2};
        if (wait_for_byte(editor, &pause) <= 0 || read_byte(editor, bytes + *length) <= 0) break;
        // Nobody pastes a Ctrl-C: the end was lost. What comes with it all the same is not carried out.
        if (bytes[*length] == 003) {
            const struct timespec moment = {.tv_nsec = 100000000};
            char byte;
            while (wait_for_byte(editor, &moment) > 0 && read_byte(editor, &byte) > 0) continue;
            break;
        }
        ++*length;
        if (*length >= end_length && memcmp(bytes + *length - end_length, end, end_length) == 0) {
            *length -= end_length;
            break;
        }
    }
    return bytes;
}

void line_editor_print_below(line_editor *editor, const char *text) {
    fputc('\n', stdout);
    fputs(text, stdout);
    fflush(stdout);
    editor->printed = 1;
}
