/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brat standoff: visit.ann beside visit.txt, a layer each; those of several coders are told apart by a
 * suffix.
 *
 * How lines and records correspond: hu-brat-read.c and hu-brat-write.c. Offsets are code points over the text
 * as it stands (CR LF counts two); files that count line ends otherwise are found out by comparing their
 * words.
 */
#include "config.h"

#include "hu-brat.h"

#include "hu-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

extern const HuFormat hu_format_brat;

/* What parts the stem from a coder's suffix: "visit.@ilse.ann", "visit.ilse.ann", "visit_ilse.ann". */
#define SEPARATORS ".@_-"

static gboolean
write_document (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  HuExportDocument *document = g_ptr_array_index (documents, 0);
  gsize length;
  const char *utf8 = hu_text_get_utf8 (document->text, &length);

  hu_file_set_take (files, ".ann", HU_FILE_OF_LAYER, g_string_free_to_bytes (hu_brat_write (document)));
  if (!document->without_text)
    hu_file_set_take (files, ".txt", HU_FILE_OF_DOCUMENT, g_bytes_new (utf8, length));
  return TRUE;
}

/* Reading. */

/* The text that the .ann file is about. @coder: (out) (transfer full) (nullable): what its name has besides.
 */
static HuImportedDocument *
find_document (HuImportSource *source, char **coder, GError **error)
{
  g_autofree char *stem = hu_import_source_dup_stem (source);
  g_autofree char *name = g_strconcat (stem, ".txt", NULL);
  const char *encoding = hu_import_source_get_options (source)->encoding;
  const char *utf8 = encoding ? encoding : "utf-8";
  HuImportedDocument *document = hu_imported_document_new_beside (source, name, utf8, error);

  for (char *cut = stem + strlen (stem);
       !document && error && g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);)
    {
      g_autofree char *shorter = NULL;
      g_autoptr (GError) problem = NULL;

      while (cut > stem && !strchr (SEPARATORS, cut[-1]))
        cut--;
      if (cut <= stem + 1)
        break;
      shorter = g_strdup_printf ("%.*s.txt", (int) (cut - 1 - stem), stem);
      document = hu_imported_document_new_beside (source, shorter, utf8, &problem);
      if (document && *cut)
        *coder = g_strdup (cut);
      cut--;
    }
  if (document)
    g_clear_error (error);
  return document;
}

static gboolean
read_file (HuImportSource *source, HuImportResult *result, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *coder = NULL;
  g_autoptr (HuBratFile) file = NULL;
  HuImportedDocument *document;
  HuImportedLayer *layer;
  gsize length;
  const char *ann = hu_import_source_get_utf8 (source, &length, error);

  if (!ann)
    return FALSE;
  document = find_document (source, &coder, &problem);
  if (!document)
    {
      g_set_error (error, problem->domain, problem->code, _ ("the text that it is about can’t be read: %s"),
                   problem->message);
      return FALSE;
    }
  hu_import_result_take_document (result, document);
  layer = hu_imported_document_add_layer (document, coder, NULL);
  file = hu_brat_file_parse (ann, length, result->report);
  hu_brat_file_read (file, hu_import_source_get_options (source)->newline, layer, result->report);
  return TRUE;
}

static HuGuess
recognise (HuImportSource *source)
{
  gsize length;
  const char *ann = hu_import_source_get_utf8 (source, &length, NULL);

  if (!ann)
    return HU_GUESS_NO;
  return length == 0 || strchr ("TERAMN#*", ann[0]) ? HU_GUESS_YES : HU_GUESS_NO;
}

/* Reading back: what the lines say is compared with what the layer says, as far as they can. */

static void
add_passage (GString *said, HuValue *passage, HuText *text)
{
  g_autofree char *offsets = passage ? hu_brat_format_offsets (passage, text, FALSE, NULL) : NULL;

  g_string_append_printf (said, " %s", offsets ? offsets : "");
}

static void
add_line (GString *said, HuRecord *record, HuMember member)
{
  const char *text = hu_record_get_string (record, member);
  g_autofree char *line = text ? hu_brat_one_line (text) : NULL;

  g_string_append_printf (said, " %s=%s", hu_member_get_name (member), line ? line : "");
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char **) a, *(char **) b);
}

/* The names of speakers, in no order. */
static void
add_speakers (GString *said, HuExportDocument *document, HuRecord *record)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < hu_record_get_size (record, HU_MEMBER_SPEAKERS); i++)
    {
      g_autofree char *name =
          hu_export_document_dup_label (document, HU_KIND_SPEAKER,
                                        hu_record_get_nth (record, HU_MEMBER_SPEAKERS, i));
      g_autofree char *line = hu_brat_one_line (name);

      if (!g_ptr_array_find_with_equal_func (names, line, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&line));
    }
  g_ptr_array_sort (names, compare_strings);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (said, " <%s>", (char *) g_ptr_array_index (names, i));
}

static void
add_claim (GString *said, HuExportDocument *document, HuRecord *claim)
{
  static const HuMember members[] = { HU_MEMBER_VOICE,    HU_MEMBER_TYPE,       HU_MEMBER_QUOTATION,
                                      HU_MEMBER_MODALITY, HU_MEMBER_CONFIDENCE, HU_MEMBER_GIST };
  HuValue *relations = hu_record_get (claim, HU_MEMBER_RELATIONS);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    add_line (said, claim, members[i]);
  g_string_append (said, hu_record_get_boolean (claim, HU_MEMBER_NEGATED) ? " negated" : "");
  add_passage (said, hu_record_get (claim, HU_MEMBER_CUE), document->text);
  g_string_append_printf (said, " relations=%u", (guint) hu_value_get_size (relations));
}

/* What each mention, claim and memo says, sorted. (transfer full) (element-type utf8) */
static GPtrArray *
list_said (HuExportDocument *document)
{
  static const HuKind kinds[] = { HU_KIND_MENTION, HU_KIND_CLAIM, HU_KIND_MEMO };
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint j = 0; j < document->snapshot->records[kinds[i]]->len; j++)
      {
        HuRecord *record = g_ptr_array_index (document->snapshot->records[kinds[i]], j);
        g_autofree char *offsets =
            hu_brat_format_offsets (hu_record_get (record, HU_MEMBER_PASSAGE), document->text, FALSE, NULL);
        GString *said = g_string_new (hu_kind_get_list_name (kinds[i]));

        if (!offsets)
          {
            g_string_free (said, TRUE);
            continue;
          }
        g_string_append_printf (said, " %s", offsets);
        if (kinds[i] != HU_KIND_MEMO)
          add_speakers (said, document, record);
        if (kinds[i] == HU_KIND_CLAIM)
          add_claim (said, document, record);
        add_line (said, record, HU_MEMBER_FORM);
        add_line (said, record, HU_MEMBER_TEXT);
        add_line (said, record, HU_MEMBER_NOTE);
        g_ptr_array_add (all, g_string_free (said, FALSE));
      }
  g_ptr_array_sort (all, compare_strings);
  return all;
}

static gboolean
compare_said (HuExportDocument *written, HuExportDocument *read, GError **error)
{
  g_autoptr (GPtrArray) a = list_said (written);
  g_autoptr (GPtrArray) b = list_said (read);

  for (guint i = 0; i < MAX (a->len, b->len); i++)
    {
      const char *x = i < a->len ? g_ptr_array_index (a, i) : "";
      const char *y = i < b->len ? g_ptr_array_index (b, i) : "";

      if (g_str_equal (x, y))
        continue;
      g_set_error (error, HU_ERROR, HU_ERROR_VERIFY,
                   _ ("what was written does not read back equal: “%s” is “%s”"), x, y);
      return FALSE;
    }
  return TRUE;
}

static gboolean
verify_document (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  HuExportDocument *document = g_ptr_array_index (documents, 0);
  GBytes *text = hu_file_set_find (files, ".txt");
  gsize length, n_letters;
  const char *ann = g_bytes_get_data (hu_file_set_get_bytes (files, 0), &length);
  const char *letters = hu_text_get_utf8 (document->text, &n_letters);
  g_autoptr (HuImportResult) result = hu_import_result_new ();
  g_autoptr (HuBratFile) file = NULL;
  g_autoptr (HuExportDocument) read = NULL;
  HuImportedDocument *imported;
  HuImportedLayer *layer;

  if (!document->without_text && (!text || g_bytes_get_size (text) != n_letters ||
                                  memcmp (g_bytes_get_data (text, NULL), letters, n_letters) != 0))
    {
      g_set_error_literal (error, HU_ERROR, HU_ERROR_VERIFY, _ ("the text isn’t what was written"));
      return FALSE;
    }
  imported = hu_imported_document_new_utf8 (document->name, letters, (gssize) n_letters, error);
  if (!imported)
    return FALSE;
  hu_import_result_take_document (result, imported);
  layer = hu_imported_document_add_layer (imported, NULL, NULL);
  file = hu_brat_file_parse (ann ? ann : "", length, result->report);
  hu_brat_file_read (file, HU_NEWLINE_AS_IS, layer, result->report);
  hu_import_result_complete (result, "brat");
  /* Words that are cut aren't those of the text. */
  if (hu_import_report_count (result->report, document->quotes_cut ? HU_REMARK_WARNING : HU_REMARK_NOTE) > 0)
    {
      g_autofree char *remark = hu_import_remark_to_string (g_ptr_array_index (result->report->remarks, 0));

      g_set_error_literal (error, HU_ERROR, HU_ERROR_VERIFY, remark);
      return FALSE;
    }
  read = hu_export_document_new (document->name, NULL, document->text, layer->snapshot);
  return compare_said (document, read, error);
}

const HuFormat hu_format_brat = {
  .name = "brat",
  .label = N_ ("brat standoff"),
  .extensions = { "ann" },
  .omits = N_ (
      "stances, topics, dates, via, on behalf of, addressees, evidence, verdicts, own fields, units, what "
      "was checked, and the facts about the document; line breaks in notes become spaces"),
  .holds_many = FALSE,
  .flags = HU_FORMAT_WITHOUT_TEXT | HU_FORMAT_NEWLINE | HU_FORMAT_ENCODING,
  .write = write_document,
  .verify = verify_document,
  .recognise = recognise,
  .read = read_file,
};
