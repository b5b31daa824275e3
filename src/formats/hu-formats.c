/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats that documents can be exported to and imported from: one table. */
#include "config.h"

#include "hu-formats.h"

#include "hu-error.h"

#include <glib/gi18n-lib.h>

/* One line a format; each is defined in its own file. */
extern const HuFormat hu_format_hustings;
extern const HuFormat hu_format_jsonl;
extern const HuFormat hu_format_csv;
extern const HuFormat hu_format_brat;
extern const HuFormat hu_format_tsv;
extern const HuFormat hu_format_spacy;
extern const HuFormat hu_format_doccano;
extern const HuFormat hu_format_label_studio;
extern const HuFormat hu_format_conll;
extern const HuFormat hu_format_cas_json;
extern const HuFormat hu_format_webanno_tsv;
extern const HuFormat hu_format_html;
extern const HuFormat hu_format_quotes;
extern const HuFormat hu_format_mardy;
extern const HuFormat hu_format_w3c;
#ifdef HU_HAVE_SQLITE
extern const HuFormat hu_format_dna;
#endif

/* clang-format off */
static const HuFormat *const formats[] = {
  &hu_format_hustings,
  &hu_format_jsonl,
  &hu_format_csv,
  &hu_format_brat,
  &hu_format_tsv,
  &hu_format_spacy,
  &hu_format_doccano,
  &hu_format_label_studio,
  &hu_format_conll,
  &hu_format_cas_json,
  &hu_format_webanno_tsv,
  &hu_format_html,
  &hu_format_quotes,
  &hu_format_mardy,
  &hu_format_w3c,
#ifdef HU_HAVE_SQLITE
  &hu_format_dna,
#endif
};
/* clang-format on */

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

const HuFormat *
hu_formats_guess (HuImportSource *source)
{
  const HuFormat *best = NULL;
  HuGuess best_guess = HU_GUESS_NO;

  g_return_val_if_fail (source != NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      const HuFormat *format = formats[i];
      HuGuess guess = HU_GUESS_MAYBE;

      if (!format->read || !hu_format_has_extension_of (format, source))
        continue;
      if (format->recognise)
        guess = format->recognise (source);
      if (guess <= best_guess)
        continue;
      best = format;
      best_guess = guess;
    }
  return best;
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

gboolean
hu_format_can_export (const HuFormat *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->write != NULL;
}

gboolean
hu_format_can_import (const HuFormat *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->read != NULL;
}

gboolean
hu_format_has_extension_of (const HuFormat *self, HuImportSource *source)
{
  g_return_val_if_fail (self != NULL && source != NULL, FALSE);
  for (guint i = 0; i < HU_FORMAT_MAX_EXTENSIONS && self->extensions[i]; i++)
    if (hu_import_source_has_extension (source, self->extensions[i]))
      return TRUE;
  return FALSE;
}

gboolean
hu_format_check_options (const HuFormat *self, const HuExportOptions *options, GError **error)
{
  gboolean keeps_text;

  g_return_val_if_fail (self != NULL && options != NULL, FALSE);
  keeps_text = options->without_text || options->quote_length >= 0;
  if (!self->write)
    g_set_error (error, HU_ERROR, HU_ERROR_INVALID, _ ("%s can only be imported"),
                 hu_format_get_label (self));
  else if (options->table != HU_TABLE_STATEMENTS && !(self->tables & HU_TABLES (options->table)))
    g_set_error (error, HU_ERROR, HU_ERROR_INVALID, _ ("%s has no table “%s”"), hu_format_get_label (self),
                 hu_table_get_name (options->table));
  else if (keeps_text && !(self->flags & HU_FORMAT_WITHOUT_TEXT))
    g_set_error (error, HU_ERROR, HU_ERROR_INVALID, _ ("%s can’t be without the article’s text"),
                 hu_format_get_label (self));
  else
    return TRUE;
  return FALSE;
}

HuFileSet *
hu_format_write (const HuFormat *self, GPtrArray *documents, const HuExportOptions *options, GError **error)
{
  g_autoptr (HuFileSet) files = NULL;

  g_return_val_if_fail (self != NULL && self->write != NULL, NULL);
  g_return_val_if_fail (documents != NULL && options != NULL, NULL);
  g_return_val_if_fail (self->holds_many || documents->len == 1, NULL);
  files = hu_file_set_new ();
  if (!self->write (documents, options, files, error))
    return NULL;
  g_return_val_if_fail (hu_file_set_get_size (files) > 0, NULL);
  return g_steal_pointer (&files);
}

gboolean
hu_format_verify (const HuFormat *self,
                  GPtrArray *documents,
                  const HuExportOptions *options,
                  HuFileSet *files,
                  GError **error)
{
  g_return_val_if_fail (self != NULL && self->verify != NULL, FALSE);
  g_return_val_if_fail (documents != NULL && options != NULL && files != NULL, FALSE);
  g_return_val_if_fail (self->holds_many || documents->len == 1, FALSE);
  return self->verify (documents, options, files, error);
}

HuImportResult *
hu_format_read (const HuFormat *self, HuImportSource *source, HuImportReport *report, GError **error)
{
  g_autoptr (HuImportResult) result = NULL;
  gboolean read;

  g_return_val_if_fail (self != NULL && self->read != NULL, NULL);
  g_return_val_if_fail (source != NULL && report != NULL, NULL);
  result = hu_import_result_new ();
  hu_import_report_set_file (result->report, hu_import_source_get_name (source));
  read = self->read (source, result, error);
  if (read)
    hu_import_result_complete (result, self->name);
  hu_import_report_join (report, result->report);
  return read ? g_steal_pointer (&result) : NULL;
}
