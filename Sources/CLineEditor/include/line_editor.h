#ifndef KITH_LINE_EDITOR_H
#define KITH_LINE_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

/// libedit without its variadic calls, which Swift cannot make. It keeps the line and reads the keys; what is seen, and what a key
/// means to the language, is decided by the hooks.
typedef struct line_editor line_editor;

/// The keys that mean something else than libedit would make of them.
typedef enum {
    LINE_EDITOR_ENTER, LINE_EDITOR_NEWLINE, LINE_EDITOR_CANCEL, LINE_EDITOR_COMPLETE, LINE_EDITOR_COMPLETE_BACK, LINE_EDITOR_UP,
    LINE_EDITOR_DOWN, LINE_EDITOR_RIGHT, LINE_EDITOR_WORD_RIGHT, LINE_EDITOR_LINE_END, LINE_EDITOR_SEARCH, LINE_EDITOR_ESCAPE,
    LINE_EDITOR_UNDO, LINE_EDITOR_EDITOR, LINE_EDITOR_PASTE, LINE_EDITOR_SUSPEND, LINE_EDITOR_CLEAR, LINE_EDITOR_LEFT,
    LINE_EDITOR_BACKSPACE, LINE_EDITOR_LINE_START, LINE_EDITOR_KILL, LINE_EDITOR_WORD_LEFT, LINE_EDITOR_TOKEN_UP,
    LINE_EDITOR_TOKEN_DOWN, LINE_EDITOR_PAGE_UP, LINE_EDITOR_PAGE_DOWN, LINE_EDITOR_DELETE, LINE_EDITOR_DELETE_WORD,
    LINE_EDITOR_HELP
} line_editor_action;

/// What becomes of the line after such a key, and how reading it ended.
typedef enum { LINE_EDITOR_GOES_ON, LINE_EDITOR_SUBMITTED, LINE_EDITOR_CANCELLED, LINE_EDITOR_ENDED } line_editor_outcome;

/// What the editor asks of its owner. `context` is handed back in every call.
typedef struct {
    void *context;
    /// The prompt to show: UTF-8, valid until the next call. Asked for only where libedit paints by itself.
    const char *(*prompt)(void *context);
    /// The editor is about to wait for a key: show the line as it stands.
    void (*show)(void *context);
    /// No key has come for a moment: what is to be worked out ahead can be.
    void (*idle)(void *context);
    /// The terminal has another size.
    void (*resize)(void *context);
    /// The process goes on after it was stopped from outside; whether the terminal was another's meanwhile.
    void (*resume)(void *context, bool was_given);
    /// The terminal answers what it was asked: the whole control sequence.
    void (*answer)(void *context, const char *sequence);
    /// A key of one's own.
    line_editor_outcome (*act)(void *context, line_editor_action action);
} line_editor_hooks;

/// Takes over the terminal on descriptors 0 and 1; NULL when libedit cannot. `program` names the section of ~/.editrc. With
/// `paints`, libedit itself shows the line, as terminals do that cannot be written over; else `show` does.
line_editor *line_editor_open(const char *program, bool paints, line_editor_hooks hooks);

/// Restores the terminal and frees the editor.
void line_editor_close(line_editor *editor);

/// Reads a line; LINE_EDITOR_SUBMITTED as `act` said so. Where libedit ends it by itself, `*text` is then the line in UTF-8, valid
/// until the next call.
line_editor_outcome line_editor_read(line_editor *editor, const char **text, size_t *length);

/// The signal (SIGTERM, SIGHUP) that ended the last line; 0 where none did. They arrive only while a line is read.
int line_editor_left_by(void);

/// Whether Ctrl-C came since the last line was read.
bool line_editor_is_interrupted(void);

/// Whether more keys have come already.
bool line_editor_has_keys(void);

/// Adds an entry to what the keys of libedit itself go through.
void line_editor_remember(line_editor *editor, const char *entry);

/// Empties the history.
void line_editor_forget(line_editor *editor);

/// The line as it stands: UTF-8, its length and the cursor's offset, both in bytes.
void line_editor_line(line_editor *editor, const char **text, size_t *length, size_t *cursor);

/// Types a text of one line into the line that is read next.
void line_editor_type(line_editor *editor, const char *text);

/// Inserts UTF-8 text at the cursor.
void line_editor_insert(line_editor *editor, const char *text);

/// Deletes that many characters (Unicode scalars) before the cursor.
void line_editor_delete(line_editor *editor, int scalars);

/// Moves the cursor by that many characters (Unicode scalars).
void line_editor_move(line_editor *editor, int scalars);

/// Deletes what follows the cursor, which libedit keeps to be put elsewhere.
void line_editor_kill(line_editor *editor);

/// Reads keys and drops them, up to a pause of so many milliseconds, or until the owner has what it waits for.
void line_editor_drop_keys(line_editor *editor, int milliseconds, bool (*is_enough)(void *context));

/// Reads what is pasted, up to its end, a Ctrl-C, or until nothing more comes: bytes, to be freed by the caller.
char *line_editor_read_paste(line_editor *editor, size_t *length);

/// Gives the terminal back and takes it again around something else that uses it.
void line_editor_release(line_editor *editor);
void line_editor_retake(line_editor *editor);

/// Prints text below the line where libedit paints; the prompt and the line are painted again after it.
void line_editor_print_below(line_editor *editor, const char *text);

#endif
