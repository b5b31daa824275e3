/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the table of the README that says what each format carries, made of the format table. */
#include "hu-formats.h"

#include <locale.h>

/* What would end a cell. */
static char *
make_cell (const char *text)
{
  g_autoptr (GString) cell = g_string_new (text ? text : "");

  g_string_replace (cell, "|", "\\|", 0);
  g_string_replace (cell, "\n", " ", 0);
  return g_string_free (g_steal_pointer (&cell), FALSE);
}

static void
print_format (const HuFormat *format)
{
  g_autofree char *label = make_cell (format->label);
  g_autofree char *omits = make_cell (format->omits);
  gboolean out = hu_format_can_export (format), in = hu_format_can_import (format);

  g_print ("| `%s` | %s |", format->name, label);
  for (guint i = 0; i < HU_FORMAT_MAX_EXTENSIONS && format->extensions[i]; i++)
    g_print ("%s.%s", i ? ", " : " ", format->extensions[i]);
  g_print (" | %s | %s |\n", out && in ? "out, in" : out ? "out" : "in", *omits ? omits : "nothing");
}

int
main (void)
{
  const HuFormat *format;

  setlocale (LC_CTYPE, "");
  g_print ("| name | format | files | | not carried |\n| --- | --- | --- | --- | --- |\n");
  for (guint i = 0; (format = hu_formats_get_nth (i)); i++)
    print_format (format);
  return 0;
}
