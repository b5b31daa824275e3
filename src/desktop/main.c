/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entry point of the desktop application: the process's name, its translations, and the application. */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "hu-application.h"

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
  g_autoptr (HuApplication) application = NULL;

  set_up_translations ();
  /* X11 takes the window's class from here, and the desktop matches it with the .desktop file's name. */
  g_set_prgname (HU_APPLICATION_ID);
  g_set_application_name ("Hustings");
  application = hu_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
