/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading tables that other programs wrote: CSV with commas, semicolons or tabs. */
#include "config.h"

#include "hu-csv.h"

#include <string.h>

#define BOM "\xEF\xBB\xBF"

struct _HuCsv
{
  const char *at;
  const char *end;
  char separator;
  guint line;     /* of @at */
  guint row_line; /* of the row's beginning */
  GPtrArray *cells;
};

/* What the first row has most of, outside quotation marks. */
static char
find_separator (const char *at, const char *end)
{
  static const char separators[] = { ',', ';', '\t' };
  guint n[G_N_ELEMENTS (separators)] = { 0 }, best = 0;
  gboolean quoted = FALSE;

  for (; at < end && (quoted || (*at != '\n' && *at != '\r')); at++)
    {
      quoted ^= *at == '"';
      for (guint i = 0; !quoted && i < G_N_ELEMENTS (separators); i++)
        n[i] += *at == separators[i];
    }
  for (guint i = 1; i < G_N_ELEMENTS (separators); i++)
    if (n[i] > n[best])
      best = i;
  return separators[best];
}

HuCsv *
hu_csv_new (const char *utf8, gsize length)
{
  HuCsv *self;

  g_return_val_if_fail (utf8 != NULL || length == 0, NULL);
  self = g_new0 (HuCsv, 1);
  self->at = utf8;
  self->end = utf8 + length;
  if (length >= strlen (BOM) && memcmp (utf8, BOM, strlen (BOM)) == 0)
    self->at += strlen (BOM);
  self->separator = find_separator (self->at, self->end);
  self->line = 1;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
hu_csv_free (HuCsv *self)
{
  g_return_if_fail (self != NULL);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

static gboolean
is_row_end (HuCsv *self)
{
  return self->at == self->end || *self->at == '\n' || *self->at == '\r';
}

/* Between quotation marks; two of them are one. */
static void
read_quoted (HuCsv *self, GString *cell)
{
  for (self->at++; self->at < self->end; self->at++)
    {
      if (*self->at == '"' && (self->at + 1 == self->end || self->at[1] != '"'))
        {
          self->at++;
          return;
        }
      self->at += *self->at == '"';
      self->line += *self->at == '\n';
      g_string_append_c (cell, *self->at);
    }
}

static void
read_cell (HuCsv *self)
{
  GString *cell = g_string_new (NULL);

  if (self->at < self->end && *self->at == '"')
    read_quoted (self, cell);
  while (!is_row_end (self) && *self->at != self->separator)
    g_string_append_c (cell, *self->at++);
  g_ptr_array_add (self->cells, g_string_free (cell, FALSE));
}

static void
end_row (HuCsv *self)
{
  if (self->at < self->end && *self->at == '\r')
    self->at++;
  if (self->at < self->end && *self->at == '\n')
    self->at++;
  self->line++;
}

static gboolean
is_blank (HuCsv *self)
{
  return self->cells->len == 1 && *g_strchug (g_ptr_array_index (self->cells, 0)) == '\0';
}

gboolean
hu_csv_next (HuCsv *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  while (self->at < self->end)
    {
      g_ptr_array_set_size (self->cells, 0);
      self->row_line = self->line;
      read_cell (self);
      while (self->at < self->end && *self->at == self->separator)
        {
          self->at++;
          read_cell (self);
        }
      end_row (self);
      if (!is_blank (self))
        return TRUE;
    }
  return FALSE;
}

guint
hu_csv_get_line (HuCsv *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->row_line;
}

guint
hu_csv_get_n_cells (HuCsv *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->cells->len;
}

const char *
hu_csv_get_cell (HuCsv *self, guint column)
{
  g_return_val_if_fail (self != NULL, NULL);
  return column < self->cells->len ? g_ptr_array_index (self->cells, column) : "";
}

int
hu_csv_find (HuCsv *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, -1);
  for (guint i = 0; i < self->cells->len; i++)
    {
      g_autofree char *cell = g_strstrip (g_strdup (g_ptr_array_index (self->cells, i)));

      if (g_ascii_strcasecmp (cell, name) == 0)
        return (int) i;
    }
  return -1;
}
