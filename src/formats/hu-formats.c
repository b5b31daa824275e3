/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats that documents can be exported to: one table. */
#include "config.h"

#include "hu-formats.h"

#include <glib/gi18n-lib.h>

/* One line a format; each is defined in its own file. */
extern const HuFormat hu_format_hustings;
extern const HuFormat hu_format_jsonl;
extern const HuFormat hu_format_csv;

static const HuFormat *const formats[] = {
  &hu_format_hustings,
  &hu_format_jsonl,
  &hu_format_csv,
};

const HuFormat *
hu_formats_get_nth (guint n)
{
  return n < G_N_ELEMENTS (formats) ? formats[n] : NULL;
}

const HuFormat *
hu_formats_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i]->name, name))
      return formats[i];
  return NULL;
}

const char *
hu_format_get_label (const HuFormat *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return _ (self->label);
}

const char *
hu_format_get_omits (const HuFormat *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->omits ? _ (self->omits) : NULL;
}

GBytes *
hu_format_write (const HuFormat *self, GPtrArray *documents, HuExportFlags flags)
{
  g_return_val_if_fail (self != NULL && documents != NULL, NULL);
  g_return_val_if_fail (self->holds_many || documents->len == 1, NULL);
  return self->write (documents, flags & self->flags);
}

gboolean
hu_format_verify (
    const HuFormat *self, GPtrArray *documents, HuExportFlags flags, GBytes *bytes, GError **error)
{
  g_return_val_if_fail (self != NULL && documents != NULL && bytes != NULL, FALSE);
  g_return_val_if_fail (self->holds_many || documents->len == 1, FALSE);
  return self->verify (documents, flags & self->flags, bytes, error);
}
