/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids made from names. */
#include "hu-slug.h"

#define MAX_CHARACTERS 64

char *
hu_slug (const char *name)
{
  g_autofree char *normal = NULL;
  GString *slug = g_string_new (NULL);
  gboolean gap = FALSE;
  guint n = 0;

  g_return_val_if_fail (name != NULL, NULL);
  normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);
  for (const char *p = normal; p && *p && n < MAX_CHARACTERS; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c) && !(slug->len && g_unichar_ismark (c)))
        {
          gap = slug->len > 0;
          continue;
        }
      if (gap)
        g_string_append_c (slug, '-');
      gap = FALSE;
      g_string_append_unichar (slug, g_unichar_tolower (c));
      n++;
    }
  if (slug->len == 0)
    g_string_append_c (slug, 'x');
  return g_string_free (slug, FALSE);
}

char *
hu_name_fold (const char *name)
{
  g_autofree char *normal = NULL;
  g_autofree char *folded = NULL;
  GString *result = g_string_new (NULL);
  gboolean gap = FALSE;

  g_return_val_if_fail (name != NULL, NULL);
  normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);
  folded = g_utf8_casefold (normal ? normal : "", -1);
  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          gap = result->len > 0;
          continue;
        }
      if (gap)
        g_string_append_c (result, ' ');
      gap = FALSE;
      g_string_append_unichar (result, c);
    }
  return g_string_free (result, FALSE);
}
