/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The person's settings, and what follows from those that are empty. */
#include "config.h"

#include "hu-settings.h"

#include <string.h>

#include "hu-sidecar.h"

#define MAX_ID 32

GSettings *
hu_settings_new (void)
{
  return g_settings_new (HU_APPLICATION_ID);
}

char *
hu_settings_dup_coder_name (GSettings *self)
{
  g_autofree char *name = NULL;
  const char *real = g_get_real_name ();

  g_return_val_if_fail (G_IS_SETTINGS (self), NULL);
  name = g_settings_get_string (self, "coder-name");
  if (*g_strstrip (name))
    return g_steal_pointer (&name);
  /* GLib says "Unknown" where the account has no real name. */
  if (real && *real && strcmp (real, "Unknown") != 0)
    return g_strdup (real);
  return g_strdup (g_get_user_name ());
}

char *
hu_coder_id_from_name (const char *name)
{
  g_autofree char *ascii = NULL;
  GString *id = g_string_new (NULL);

  g_return_val_if_fail (name, NULL);
  /* The C locale, so that a name gives the same id everywhere. */
  ascii = g_str_to_ascii (name, "C");
  for (const char *p = ascii; *p && id->len < MAX_ID; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (id, g_ascii_tolower (*p));
      else if (*p != '?' && id->len && id->str[id->len - 1] != '-')
        g_string_append_c (id, '-');
    }
  while (id->len && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);
  if (id->len == 0)
    g_string_assign (id, "coder");
  return g_string_free (id, FALSE);
}

char *
hu_settings_dup_coder_id (GSettings *self)
{
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (self), NULL);
  id = g_settings_get_string (self, "coder-id");
  if (hu_coder_id_is_valid (id))
    return g_steal_pointer (&id);
  name = hu_settings_dup_coder_name (self);
  return hu_coder_id_from_name (name);
}
