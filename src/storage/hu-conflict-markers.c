/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The versions in a file that Git could not merge. */
#include "hu-conflict-markers.h"

#include <string.h>

#define MARKER_LENGTH 7

typedef enum
{
  COMMON,
  MINE,
  BASE,
  THEIRS,
} Section;

typedef struct
{
  GByteArray *mine;
  GByteArray *base;
  GByteArray *theirs;
  Section section;
  gboolean has_base; /* in each conflict up to now */
  guint n_conflicts;
} Split;

void
hu_conflict_versions_clear (HuConflictVersions *self)
{
  g_clear_pointer (&self->mine, g_bytes_unref);
  g_clear_pointer (&self->base, g_bytes_unref);
  g_clear_pointer (&self->theirs, g_bytes_unref);
}

/* Seven of a kind at the start of a line, then a space or the line's end. */
static char
get_marker (const char *line, gsize length)
{
  if (length < MARKER_LENGTH || !strchr ("<|=>", line[0]))
    return '\0';
  for (guint i = 1; i < MARKER_LENGTH; i++)
    if (line[i] != line[0])
      return '\0';
  return length == MARKER_LENGTH || strchr (" \r\n", line[MARKER_LENGTH]) ? line[0] : '\0';
}

/* FALSE where the marker may not stand here. */
static gboolean
follow_marker (Split *self, char marker)
{
  switch (marker)
    {
    case '<':
      if (self->section != COMMON)
        return FALSE;
      self->section = MINE;
      self->n_conflicts++;
      return TRUE;
    case '|':
      if (self->section != MINE)
        return FALSE;
      self->section = BASE;
      return TRUE;
    case '=':
      if (self->section != MINE && self->section != BASE)
        return FALSE;
      self->has_base = self->has_base && self->section == BASE;
      self->section = THEIRS;
      return TRUE;
    default:
      if (self->section != THEIRS)
        return FALSE;
      self->section = COMMON;
      return TRUE;
    }
}

static void
add_line (Split *self, const char *line, gsize length)
{
  if (self->section == COMMON || self->section == MINE)
    g_byte_array_append (self->mine, (const guint8 *) line, (guint) length);
  if (self->section == COMMON || self->section == BASE)
    g_byte_array_append (self->base, (const guint8 *) line, (guint) length);
  if (self->section == COMMON || self->section == THEIRS)
    g_byte_array_append (self->theirs, (const guint8 *) line, (guint) length);
}

static gboolean
split (Split *self, const char *data, gsize size)
{
  for (gsize at = 0; at < size;)
    {
      const char *end = memchr (data + at, '\n', size - at);
      gsize length = end ? (gsize) (end - data) + 1 - at : size - at;
      char marker = get_marker (data + at, length);

      if (marker ? !follow_marker (self, marker) : FALSE)
        return FALSE;
      if (!marker)
        add_line (self, data + at, length);
      at += length;
    }
  return self->section == COMMON && self->n_conflicts > 0;
}

gboolean
hu_conflict_markers_split (GBytes *bytes, HuConflictVersions *versions)
{
  Split self = { g_byte_array_new (), g_byte_array_new (), g_byte_array_new (), COMMON, TRUE, 0 };
  gsize size;
  const char *data;
  gboolean ok;

  g_return_val_if_fail (bytes != NULL && versions != NULL, FALSE);
  data = g_bytes_get_data (bytes, &size);
  ok = size <= G_MAXUINT && split (&self, data, size);
  *versions =
      (HuConflictVersions){ g_byte_array_free_to_bytes (self.mine), g_byte_array_free_to_bytes (self.base),
                            g_byte_array_free_to_bytes (self.theirs) };
  if (!ok)
    hu_conflict_versions_clear (versions);
  else if (!self.has_base)
    g_clear_pointer (&versions->base, g_bytes_unref);
  return ok;
}
