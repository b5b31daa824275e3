/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as lines of cells with a character between them: CSV, TSV.
 *
 * The file: RFC 4180 in UTF-8, the separator between cells, CR LF after each row, the first row the names of
 * the columns; cells with the separator, a quotation mark or a line end stand in quotation marks. NUL is
 * written as U+2400 (␀): few readers of tables survive it. Optional: a byte order mark, and a ' before cells
 * that a spreadsheet would take for a formula (those that begin with = + - @, tab or CR, after any number of
 * '; whoever reads it takes one ' away there). Cells with several things in them have "; " between them.
 */
#include "config.h"

#include "hu-delimited.h"

#include "hu-error.h"
#include "hu-tabular.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BOM "\xEF\xBB\xBF"

/* Whether a spreadsheet would run the cell, were it not for the ' at its start. */
static gboolean
is_formula (const char *cell)
{
  cell += strspn (cell, "'");
  return *cell != '\0' && strchr ("=+-@\t\r", *cell) != NULL;
}

/* Writing. */

typedef struct
{
  GString *out;
  const HuExportOptions *options;
  char separator;
  guint last; /* column */
} Writer;

static void
append_quoted (GString *out, const char *cell)
{
  g_string_append_c (out, '"');
  for (const char *mark; (mark = strchr (cell, '"')) != NULL; cell = mark + 1)
    {
      g_string_append_len (out, cell, mark - cell);
      g_string_append (out, "\"\"");
    }
  g_string_append (out, cell);
  g_string_append_c (out, '"');
}

static gboolean
write_cell (GString *cell, guint column, gboolean number, gpointer user_data)
{
  Writer *self = user_data;

  if (column > 0)
    g_string_append_c (self->out, self->separator);
  if (self->options->formula_safe && !number && is_formula (cell->str))
    g_string_prepend_c (cell, '\'');
  if (strpbrk (cell->str, "\"\r\n") || strchr (cell->str, self->separator))
    append_quoted (self->out, cell->str);
  else
    g_string_append_len (self->out, cell->str, (gssize) cell->len);
  if (column == self->last)
    g_string_append (self->out, "\r\n");
  return TRUE;
}

void
hu_delimited_write (GPtrArray *documents,
                    const HuExportOptions *options,
                    HuFileSet *files,
                    const char *suffix,
                    char separator)
{
  g_autoptr (HuTabular) table = NULL;
  Writer self;

  g_return_if_fail (documents != NULL && options != NULL && files != NULL);
  table = hu_tabular_new (options->table, documents);
  self = (Writer){ g_string_new (options->bom ? BOM : NULL), options, separator,
                   hu_tabular_get_n_columns (table) - 1 };
  hu_tabular_foreach (table, write_cell, &self);
  hu_file_set_take (files, suffix, HU_FILE_OF_LAYER, g_string_free_to_bytes (self.out));
}

/* Reading back. */

typedef struct
{
  const char *at;
  const char *end;
  const HuExportOptions *options;
  char separator;
  guint last; /* column */
  guint row;  /* from 1, the header is the first */
  const char *what;
  guint column;
  GString *cell;
} Reader;

/* Reads a cell's letters; FALSE where they aren't RFC 4180. */
static gboolean
read_letters (Reader *self)
{
  g_string_truncate (self->cell, 0);
  if (self->at == self->end || *self->at != '"')
    {
      while (self->at < self->end && *self->at != self->separator && !strchr ("\"\r\n", *self->at))
        g_string_append_c (self->cell, *self->at++);
      return self->at == self->end || *self->at != '"';
    }
  for (self->at++; self->at < self->end; self->at++)
    {
      if (*self->at == '"' && ++self->at < self->end && *self->at != '"')
        return TRUE;
      if (self->at == self->end)
        return FALSE;
      g_string_append_c (self->cell, *self->at);
    }
  return FALSE;
}

static gboolean
read_end (Reader *self, gboolean last)
{
  if (!last && self->at < self->end && *self->at == self->separator)
    self->at++;
  else if (last && self->end - self->at >= 2 && self->at[0] == '\r' && self->at[1] == '\n')
    self->at += 2;
  else
    return FALSE;
  return TRUE;
}

static gboolean
compare_cell (GString *cell, guint column, gboolean number, gpointer user_data)
{
  Reader *self = user_data;

  self->row += column == 0;
  self->column = column;
  self->what = _ ("the table is broken");
  if (!read_letters (self) || !read_end (self, column == self->last))
    return FALSE;
  if (self->options->formula_safe && !number && is_formula (self->cell->str))
    {
      self->what = _ ("a spreadsheet would run it");
      if (*self->cell->str != '\'')
        return FALSE;
      g_string_erase (self->cell, 0, 1);
    }
  self->what = _ ("what was written does not read back equal");
  return g_string_equal (self->cell, cell);
}

gboolean
hu_delimited_verify (
    GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, char separator, GError **error)
{
  g_autoptr (HuTabular) table = hu_tabular_new (options->table, documents);
  g_autoptr (GString) cell = g_string_new (NULL);
  gsize length;
  const char *start = g_bytes_get_data (hu_file_set_get_bytes (files, 0), &length);
  Reader self = { start, start + length, options, separator, hu_tabular_get_n_columns (table) - 1,
                  0,     NULL,           0,       cell };
  gboolean equal;

  if (options->bom)
    {
      if (length < strlen (BOM) || memcmp (start, BOM, strlen (BOM)) != 0)
        {
          g_set_error_literal (error, HU_ERROR, HU_ERROR_VERIFY, _ ("the byte order mark is missing"));
          return FALSE;
        }
      self.at += strlen (BOM);
    }
  equal = hu_tabular_foreach (table, compare_cell, &self);
  if (equal && self.at == self.end)
    return TRUE;
  if (equal)
    g_set_error (error, HU_ERROR, HU_ERROR_VERIFY, _ ("row %u: there is more than was written"),
                 self.row + 1);
  else
    g_set_error (error, HU_ERROR, HU_ERROR_VERIFY, _ ("row %u, column %s: %s"), self.row,
                 hu_tabular_get_name (table, self.column), self.what);
  return FALSE;
}
