/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of the journal (format.md §4): their lines, and who may write to them. */
#pragma once

#include <gio/gio.h>

#include "hu-value.h"

G_BEGIN_DECLS

/* What a line is. */
typedef enum
{
  HU_JOURNAL_HEADER,     /* {format, version, file, coder, sha256, …}: what the lines below it are of */
  HU_JOURNAL_EDIT,       /* {seq, base, move, uuid, time, label, changes, before, after, …} */
  HU_JOURNAL_CHECKPOINT, /* {checkpoint, seq}: the sidecar with this hash holds everything up to seq */
} HuJournalLineKind;

typedef struct
{
  HuJournalLineKind kind;
  HuValue *value; /* the line's object */
  guint header;   /* the place in the array of the header that it stands under */
  gsize start;    /* where the line is in the file, in bytes */
  gsize end;      /* after its line end */
} HuJournalLine;

/**
 * HuJournalFile:
 * @path: where it is
 * @lines: (element-type HuJournalLine): those that are sound, from the first on
 * @size: bytes of them: what follows isn't sound
 * @damaged: what follows is more than a last line that was cut short
 * @modified: microseconds since 1970
 * @writable: FALSE where it could be opened for reading only
 *
 * A journal that this process alone has, by a lock that goes with the process. Not thread-safe.
 */
typedef struct
{
  char *path;
  GArray *lines;
  gsize size;
  gboolean damaged;
  gint64 modified;
  gboolean writable;
  int fd;
} HuJournalFile;

/* $XDG_STATE_HOME/hustings/journal; it may not be there yet. (transfer full) */
char *hu_journal_dup_folder (void);
/* What the names of the journals of one layer of a document begin with. @coder: (nullable). (transfer full)
 */
char *hu_journal_dup_key (const char *path, const char *coder);

/* Appends a line to @out: a checksum and the @length bytes of compact JSON. */
void hu_journal_seal (GString *out, const char *json, gsize length);

/* Takes the journal at @path, and reads it. NULL without an error where another process (or another part of
 * this one) has it, or it is gone by now. Fails with a GIOError, or HU_ERROR_VERSION where a newer program
 * wrote it. (transfer full) (nullable) */
HuJournalFile *hu_journal_file_claim (const char *path, GError **error);
/* A new one, with nothing in it. (transfer full) */
HuJournalFile *hu_journal_file_create (const char *key, GError **error);
/* Gives it back. */
void hu_journal_file_free (HuJournalFile *self);

/* The last header, or NULL. (transfer none) */
HuValue *hu_journal_file_get_header (HuJournalFile *self);
/* The highest number that an edit has had, kept or not, and that of an edit that a checkpoint says is in the
 * sidecar; 0 for none. */
guint64 hu_journal_file_get_last (HuJournalFile *self);
guint64 hu_journal_file_get_checkpoint (HuJournalFile *self);

/* What can't be read from the line at @index on is kept in a file beside it, and cut off. @name: (out)
 * (transfer full): that file. */
gboolean hu_journal_file_set_aside (HuJournalFile *self, char **name, GError **error);
/* Cuts off what isn't sound, and gives it a name under @key that is of this process. */
gboolean hu_journal_file_adopt (HuJournalFile *self, const char *key, GError **error);
/* Adds @length bytes of whole lines; on disk when it returns. On failure the file is as it was. @lines isn't
 * kept up. */
gboolean hu_journal_file_append (HuJournalFile *self, const char *data, gsize length, GError **error);
/* Puts @content in place of all that is in it, whole or not at all. */
gboolean hu_journal_file_replace (HuJournalFile *self, GString *content, GError **error);
/* Reads it anew into @lines. The bytes of its sound lines. (transfer full) */
char *hu_journal_file_read (HuJournalFile *self, GError **error);
/* Leaves in it only what is needed: what no checkpoint holds yet, and of the steps that can be undone or
 * redone the nearest ones, @budget bytes of them. */
gboolean hu_journal_file_compact (HuJournalFile *self, gsize budget, GError **error);
/* Removes it. It still must be freed. */
gboolean hu_journal_file_remove (HuJournalFile *self);

/* The journals of a document's layer that nobody has, the one that was written last first. Where there is
 * none, those of a document that was moved: one with the same @sha256, whose old path is gone, if there is
 * just one. (transfer full) (element-type HuJournalFile) */
GPtrArray *hu_journal_find (const char *path, const char *coder, const char *sha256);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuJournalFile, hu_journal_file_free)

G_END_DECLS
