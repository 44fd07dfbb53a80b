#define _GNU_SOURCE
#include "line_editor.h"

#include <errno.h>
#include <histedit.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

struct line_editor {
    EditLine *edit;
    History *history;
    line_editor_hooks hooks;
    int cancelled;
    int printed;
};

// The signal that asked to leave; 0 while none did.
static volatile sig_atomic_t asked_to_leave;

static void leave(int signal_number) { asked_to_leave = signal_number; }

int line_editor_left_by(void) { return asked_to_leave; }

// Reads one character, and lets the signals that ask to leave in only while it waits: a statement is never cut short, and the line
// editor itself gives the terminal back.
static int read_character(EditLine *edit, wchar_t *character) {
    (void)edit;
    sigset_t mask;
    sigprocmask(SIG_SETMASK, NULL, &mask);
    sigdelset(&mask, SIGTERM);
    sigdelset(&mask, SIGHUP);
    mbstate_t state;
    memset(&state, 0, sizeof state);
    for (;;) {
        struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
        int ready = asked_to_leave ? 0 : ppoll(&input, 1, NULL, &mask);
        if (asked_to_leave) return 0;
        if (ready < 0 && errno == EINTR) continue;
        char byte;
        ssize_t count = read(STDIN_FILENO, &byte, 1);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return (int)count;
        size_t length = mbrtowc(character, &byte, 1, &state);
        if (length == (size_t)-2) continue;
        if (length != (size_t)-1) return 1;
        // What is no text is left out.
        memset(&state, 0, sizeof state);
    }
}

static line_editor *owner(EditLine *edit) {
    void *data = NULL;
    el_get(edit, EL_CLIENTDATA, &data);
    return data;
}

static char *ask_prompt(EditLine *edit) {
    line_editor *editor = owner(edit);
    return (char *)editor->hooks.prompt(editor->hooks.context);
}

static unsigned char on_tab(EditLine *edit, int key) {
    (void)key;
    line_editor *editor = owner(edit);
    editor->printed = 0;
    editor->hooks.complete(editor->hooks.context, editor);
    return editor->printed ? CC_REDISPLAY : CC_REFRESH;
}

// Ctrl-C arrives as a key, in order with the others: the terminal sends no signal for it (-isig below).
static unsigned char on_cancel(EditLine *edit, int key) {
    (void)key;
    line_editor *editor = owner(edit);
    const LineInfo *line = el_line(edit);
    if (line->cursor < line->lastchar) {
        // First to the end of the line, painted by libedit itself; then once more through here.
        el_cursor(edit, (int)(line->lastchar - line->cursor));
        el_push(edit, "\003");
        return CC_CURSOR;
    }
    editor->cancelled = 1;
    fputs("^C\n", stdout);
    fflush(stdout);
    return CC_NEWLINE;
}

line_editor *line_editor_open(const char *program, line_editor_hooks hooks) {
    line_editor *editor = calloc(1, sizeof *editor);
    if (!editor) return NULL;
    editor->hooks = hooks;
    editor->edit = el_init(program, stdin, stdout, stderr);
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
    // A Ctrl-C that arrives between two lines, while the terminal still sends a signal for it, must not end the session.
    signal(SIGINT, SIG_IGN);
    el_set(editor->edit, EL_SIGNAL, 0);
    struct sigaction action = {.sa_handler = leave};
    sigset_t leaving;
    sigemptyset(&leaving);
    sigaddset(&leaving, SIGTERM);
    sigaddset(&leaving, SIGHUP);
    sigprocmask(SIG_BLOCK, &leaving, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    el_set(editor->edit, EL_GETCFN, read_character);
    el_set(editor->edit, EL_SETTY, "-d", "-isig", NULL);
    el_set(editor->edit, EL_ADDFN, "kith-complete", "complete the word", on_tab);
    el_set(editor->edit, EL_ADDFN, "kith-cancel", "give the line up", on_cancel);
    el_source(editor->edit, NULL);
    // After ~/.editrc: a `bind -v` in it resets the key maps.
    el_set(editor->edit, EL_BIND, "^I", "kith-complete", NULL);
    el_set(editor->edit, EL_BIND, "^C", "kith-cancel", NULL);
    el_set(editor->edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
    return editor;
}

void line_editor_close(line_editor *editor) {
    if (!editor) return;
    if (editor->edit) el_end(editor->edit);
    if (editor->history) history_end(editor->history);
    free(editor);
}

line_editor_outcome line_editor_read(line_editor *editor, const char **text, size_t *length) {
    int count = 0;
    editor->cancelled = 0;
    const char *line = el_gets(editor->edit, &count);
    if (editor->cancelled) return LINE_EDITOR_CANCELLED;
    if (!line || count <= 0) return LINE_EDITOR_END;
    size_t bytes = strlen(line);
    if (bytes > 0 && line[bytes - 1] == '\n') bytes--;
    *text = line;
    *length = bytes;
    return LINE_EDITOR_LINE;
}

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

void line_editor_insert(line_editor *editor, const char *text) { el_insertstr(editor->edit, text); }

void line_editor_delete(line_editor *editor, int scalars) { el_deletestr(editor->edit, scalars); }

void line_editor_print_below(line_editor *editor, const char *text) {
    fputc('\n', stdout);
    fputs(text, stdout);
    fflush(stdout);
    editor->printed = 1;
}
