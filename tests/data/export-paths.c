/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exports files and folders, for tests that read what comes out: FORMAT TARGET PATH... */
#include "hu-export.h"

#include <locale.h>

int
main (int argc, char *argv[])
{
  g_autoptr (HuExportScope) scope = hu_export_scope_new ();
  g_autoptr (GFile) target = NULL;
  g_autoptr (HuExportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  const HuFormat *format = argc > 3 ? hu_formats_find (argv[1]) : NULL;

  setlocale (LC_ALL, "");
  if (!format)
    {
      g_printerr ("usage: export-paths FORMAT TARGET PATH…\n");
      return 2;
    }
  target = g_file_new_for_path (argv[2]);
  for (int i = 3; i < argc; i++)
    hu_export_scope_add_path (scope, argv[i]);
  report = hu_export (format, scope, target, NULL, NULL, NULL, NULL, &error);
  if (!report)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  for (guint i = 0; i < report->problems->len; i++)
    {
      HuExportProblem *problem = g_ptr_array_index (report->problems, i);

      g_printerr ("%s: %s\n", problem->path, problem->error->message);
    }
  g_print ("%u\n", report->n_documents);
  return 0;
}
