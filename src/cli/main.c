/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entry point of the command line: its locale and translations, then everything else. */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "hu-cli.h"

/* Where the catalogues are: HUSTINGS_LOCALEDIR lets a build folder run without being installed. */
static void
set_up_translations (void)
{
  const char *locale_dir = g_getenv ("HUSTINGS_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir && *locale_dir ? locale_dir : HU_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char *argv[])
{
  set_up_translations ();
  g_set_prgname ("hustings-cli");
  return hu_cli_main (argc, argv);
}
