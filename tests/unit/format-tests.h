/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of formats: random layers with everything in them, round trips through files, and comparing what
 * came back as far as a format carries it. */
#pragma once

#include "hu-error.h"
#include "hu-import.h"

#include <glib/gstdio.h>
#include <string.h>

/* Values. */

static inline HuValue *
format_tests_string_list (const char *const *strings, GRand *rand)
{
  GPtrArray *list = g_ptr_array_new ();
  HuValue *value;

  for (; *strings; strings++)
    if (g_rand_boolean (rand))
      g_ptr_array_add (list, hu_value_new_string (*strings));
  value = list->len ? hu_value_new_list_take ((HuValue **) list->pdata, list->len) : NULL;
  g_ptr_array_unref (list);
  return value;
}

/* Random layers. */

/* An article with astral characters, combining marks, right-to-left words, CR LF and LF, quotation marks. */
static inline HuText *
format_tests_random_text (GRand *rand)
{
  static const char *const words[] = {
    "Anneke Voss", "said",      "that",  "“the fee”",  "helps", "mills", "🌾🌾",  "שלום",    "مرحبا",
    "e\u0301tat",  "\"never\"", "a;b|c", "<tag>&amp;", "𝔉𝔢𝔢",   "1 2 3", "\\n", "harbour", "officials"
  };
  GString *text = g_string_new (g_rand_boolean (rand) ? "Fee talks open\n\n" : "Fee talks open\r\n\r\n");
  HuText *result;

  for (guint i = 0; i < 120; i++)
    {
      const char *end = i % 17 == 16 ? (g_rand_boolean (rand) ? ".\r\n" : ".\n") : i % 5 == 4 ? ", " : " ";

      g_string_append_printf (text, "%s%s", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))], end);
    }
  result = hu_text_new_from_utf8 (text->str, (gssize) text->len);
  g_string_free (text, TRUE);
  return result;
}

/* One span or several, never cutting a character in two. */
static inline HuValue *
format_tests_random_passage (HuText *text, GRand *rand)
{
  guint length = hu_text_get_length (text), n = g_rand_int_range (rand, 0, 5) ? 1 : 2, from = 0;
  HuSpan spans[2];

  for (guint i = 0; i < n; i++)
    {
      HuRange range;

      do
        {
          guint start =
              (guint) g_rand_int_range (rand, (gint32) from, (gint32) (from + (length - from) / (3 - i)));
          guint end = start + (guint) g_rand_int_range (rand, 1, 40);

          range = hu_text_trim (text, (HuRange){ start, MIN (end, length) });
        }
      while (range.start < from || range.start >= range.end);
      spans[i] = (HuSpan){ range.start, range.end, FALSE, NULL };
      from = range.end + 1;
    }
  return hu_value_new_passage (spans, n);
}

static inline void
format_tests_take (HuSnapshot *snapshot, HuRecordBuilder *builder)
{
  g_ptr_array_add (snapshot->records[builder->kind], hu_record_builder_end (builder));
}

static inline const char *
format_tests_pick (GRand *rand, const char *const *strings)
{
  guint n = g_strv_length ((char **) strings);

  return strings[g_rand_int_range (rand, 0, (gint32) n)];
}

static inline void
format_tests_add_codes (HuSnapshot *snapshot)
{
  static const struct
  {
    HuKind kind;
    const char *id;
    HuMember member;
    const char *label;
    const char *speaker_kind;
    gboolean unnamed;
  } codes[] = {
    { HU_KIND_TYPE, "causal", HU_MEMBER_LABEL, "Causal" },
    { HU_KIND_TYPE, "demand", HU_MEMBER_LABEL, "Demand" },
    { HU_KIND_VALUE, "supports", HU_MEMBER_LABEL, "Supports" },
    { HU_KIND_VALUE, "opposes", HU_MEMBER_LABEL, "Opposes" },
    { HU_KIND_TOPIC, "fee", HU_MEMBER_LABEL, "Harbour fee, \"the\" fee" },
    { HU_KIND_TOPIC, "mills", HU_MEMBER_LABEL, "Mills" },
    { HU_KIND_SPEAKER, "anneke-voss", HU_MEMBER_NAME, "Anneke Voss", "person" },
    { HU_KIND_SPEAKER, "ministry", HU_MEMBER_NAME, "Ministry of 🌾", "government" },
    { HU_KIND_SPEAKER, "officials", HU_MEMBER_NAME, "officials", "group", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      HuRecordBuilder builder;

      hu_record_builder_init (&builder, codes[i].kind, codes[i].id, NULL);
      hu_record_builder_set_string (&builder, codes[i].member, codes[i].label);
      if (codes[i].speaker_kind)
        hu_record_builder_set_string (&builder, HU_MEMBER_KIND, codes[i].speaker_kind);
      if (codes[i].unnamed)
        hu_record_builder_take (&builder, HU_MEMBER_NAMED, hu_value_new_boolean (FALSE));
      format_tests_take (snapshot, &builder);
    }
}

#define FORMAT_TESTS_SPEAKERS ((const char *const[]){ "anneke-voss", "ministry", "officials", NULL })
#define FORMAT_TESTS_TOPICS   ((const char *const[]){ "fee", "mills", NULL })

static inline void
format_tests_add_mention (HuSnapshot *snapshot, HuText *text, guint n, GRand *rand)
{
  g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-0000000000%02u", n);
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_MENTION, id, NULL);
  hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, format_tests_random_passage (text, rand));
  hu_record_builder_take (&builder, HU_MEMBER_SPEAKERS,
                          format_tests_string_list (FORMAT_TESTS_SPEAKERS, rand));
  hu_record_builder_set_string (&builder, HU_MEMBER_FORM,
                                format_tests_pick (rand, (const char *const[]){ "name", "description",
                                                                                "pronoun", "", NULL }));
  format_tests_take (snapshot, &builder);
}

/* Its mentions are among those that are there. */
static inline void
format_tests_add_claim (HuSnapshot *snapshot, HuText *text, guint n, GRand *rand)
{
  GPtrArray *mentions = snapshot->records[HU_KIND_MENTION];
  g_autofree char *id = g_strdup_printf ("00000000-0000-4000-9000-0000000000%02u", n);
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_CLAIM, id, NULL);
  hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, format_tests_random_passage (text, rand));
  if (g_rand_boolean (rand))
    {
      HuRecord *mention = g_ptr_array_index (mentions, g_rand_int_range (rand, 0, (gint32) mentions->len));
      const char *mention_id = hu_record_get_id (mention);
      HuValue *speakers = hu_record_get (mention, HU_MEMBER_SPEAKERS);

      hu_record_builder_take (&builder, HU_MEMBER_MENTIONS, hu_value_new_strings (&mention_id, 1));
      hu_record_builder_take (&builder, HU_MEMBER_SPEAKERS, speakers ? hu_value_ref (speakers) : NULL);
    }
  else
    hu_record_builder_take (&builder, HU_MEMBER_SPEAKERS,
                            format_tests_string_list (FORMAT_TESTS_SPEAKERS, rand));
  if (!builder.members[HU_MEMBER_SPEAKERS] && !builder.members[HU_MEMBER_MENTIONS])
    hu_record_builder_set_string (&builder, HU_MEMBER_VOICE,
                                  format_tests_pick (rand, (const char *const[]){ "author", "outlet", "none",
                                                                                  "", NULL }));
  if (g_rand_boolean (rand))
    hu_record_builder_take (&builder, HU_MEMBER_CUE, format_tests_random_passage (text, rand));
  hu_record_builder_take (&builder, HU_MEMBER_TOPICS, format_tests_string_list (FORMAT_TESTS_TOPICS, rand));
  hu_record_builder_set_string (&builder, HU_MEMBER_TYPE,
                                format_tests_pick (rand,
                                                   (const char *const[]){ "causal", "demand", "", NULL }));
  hu_record_builder_set_string (&builder, HU_MEMBER_QUOTATION,
                                format_tests_pick (rand, (const char *const[]){ "direct", "indirect", "mixed",
                                                                                "", NULL }));
  hu_record_builder_set_string (&builder, HU_MEMBER_MODALITY,
                                format_tests_pick (rand, (const char *const[]){ "asserted", "probable",
                                                                                "possible", "", NULL }));
  hu_record_builder_set_string (&builder, HU_MEMBER_CONFIDENCE,
                                format_tests_pick (rand,
                                                   (const char *const[]){ "sure", "unsure", "", NULL }));
  hu_record_builder_set_string (&builder, HU_MEMBER_NOTE,
                                format_tests_pick (rand, (const char *const[]){ "=1+1", "Two\nlines, \"so\"",
                                                                                "", NULL }));
  hu_record_builder_set_string (&builder, HU_MEMBER_GIST,
                                format_tests_pick (rand,
                                                   (const char *const[]){ "A fee\thelps 🌾", "", NULL }));
  if (g_rand_boolean (rand))
    hu_record_builder_take (&builder, HU_MEMBER_NEGATED, hu_value_new_boolean (TRUE));
  format_tests_take (snapshot, &builder);
}

static inline HuValue *
format_tests_object (const char *key, const char *string)
{
  HuValue *value = hu_value_new_string (string);

  return hu_value_new_object_take (&key, &value, 1);
}

static inline void
format_tests_add_stance (HuSnapshot *snapshot, HuText *text, guint n, GRand *rand)
{
  GPtrArray *claims = snapshot->records[HU_KIND_CLAIM];
  const char *claim =
      hu_record_get_id (g_ptr_array_index (claims, g_rand_int_range (rand, 0, (gint32) claims->len)));
  const char *other =
      hu_record_get_id (g_ptr_array_index (claims, g_rand_int_range (rand, 0, (gint32) claims->len)));
  g_autofree char *id = g_strdup_printf ("00000000-0000-4000-a000-0000000000%02u", n);
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_STANCE, id, NULL);
  hu_record_builder_set_string (&builder, HU_MEMBER_SPEAKER, format_tests_pick (rand, FORMAT_TESTS_SPEAKERS));
  hu_record_builder_take (&builder, HU_MEMBER_TOWARD,
                          n % 3 == 0
                              ? format_tests_object ("topic", format_tests_pick (rand, FORMAT_TESTS_TOPICS))
                          : n % 3 == 1 ? format_tests_object ("claim", other)
                                       : format_tests_object ("speaker", "ministry"));
  hu_record_builder_set_string (&builder, HU_MEMBER_VALUE,
                                format_tests_pick (rand,
                                                   (const char *const[]){ "supports", "opposes", NULL }));
  if (g_rand_boolean (rand))
    hu_record_builder_set_string (&builder, HU_MEMBER_CLAIM, claim);
  else
    {
      hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, format_tests_random_passage (text, rand));
      hu_record_builder_set_string (&builder, HU_MEMBER_BASIS, "ascribed");
    }
  format_tests_take (snapshot, &builder);
}

static inline void
format_tests_add_memo (HuSnapshot *snapshot, HuText *text, guint n, GRand *rand)
{
  g_autofree char *id = g_strdup_printf ("00000000-0000-4000-b000-0000000000%02u", n);
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_MEMO, id, NULL);
  hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, format_tests_random_passage (text, rand));
  hu_record_builder_set_string (&builder, HU_MEMBER_TEXT,
                                format_tests_pick (rand, (const char *const[]){ "Ask the team",
                                                                                "Is it a promise?", NULL }));
  format_tests_take (snapshot, &builder);
}

/* The last claims say something of the first ones. */
static inline void
format_tests_add_relations (HuSnapshot *snapshot, GRand *rand)
{
  GPtrArray *claims = snapshot->records[HU_KIND_CLAIM];
  static const char *const kinds[] = { "supports", "rebuts",  "undercuts", "equivalent",
                                       "repeats",  "attacks", NULL };

  for (guint i = claims->len / 2; i < claims->len; i++)
    {
      HuRecord *claim = g_ptr_array_index (claims, i);
      const char *keys[] = { "kind", "claim" };
      HuValue *values[] = { hu_value_new_string (format_tests_pick (rand, kinds)),
                            hu_value_new_string (
                                hu_record_get_id (g_ptr_array_index (claims, i - claims->len / 2))) };
      HuValue *relation = hu_value_new_object_take (keys, values, 2);
      g_autoptr (HuValue) list = hu_value_new_list_take (&relation, 1);

      g_ptr_array_index (claims, i) = hu_record_with (claim, HU_MEMBER_RELATIONS, list);
      hu_record_unref (claim);
    }
}

/* A layer with a few tags of every kind, overlapping at random. @name: of the document. (transfer full) */
static inline HuExportDocument *
format_tests_random_document (const char *name, const char *coder, GRand *rand)
{
  g_autoptr (HuText) text = format_tests_random_text (rand);
  g_autoptr (HuSnapshot) snapshot = hu_snapshot_new ();
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_DOCUMENT, "", NULL);
  hu_record_builder_set_string (&builder, HU_MEMBER_FILE, name);
  hu_record_builder_set_string (&builder, HU_MEMBER_SHA256, hu_text_get_sha256 (text));
  hu_record_builder_set_string (&builder, HU_MEMBER_TEXT_SHA256, hu_text_get_text_sha256 (text));
  hu_record_builder_set_string (&builder, HU_MEMBER_HEADLINE, "Fee talks open");
  hu_record_builder_set_string (&builder, HU_MEMBER_OUTLET, "The Meridian");
  hu_record_builder_set_string (&builder, HU_MEMBER_PUBLISHED, "2031-03-04");
  format_tests_take (snapshot, &builder);
  format_tests_add_codes (snapshot);
  for (guint i = 0; i < 6; i++)
    format_tests_add_mention (snapshot, text, i, rand);
  for (guint i = 0; i < 6; i++)
    format_tests_add_claim (snapshot, text, i, rand);
  format_tests_add_relations (snapshot, rand);
  for (guint i = 0; i < 6; i++)
    format_tests_add_stance (snapshot, text, i, rand);
  for (guint i = 0; i < 3; i++)
    format_tests_add_memo (snapshot, text, i, rand);
  return hu_export_document_new (name, coder, text, snapshot);
}

/* (transfer full) (element-type HuExportDocument) */
static inline GPtrArray *
format_tests_list_of (HuExportDocument *document)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_export_document_free);

  g_ptr_array_add (list, document);
  return list;
}

/* Files. */

/* Files of others lie beside the project, where they are there at all: HU_SHARED_DATA. (transfer full) */
static inline char *
format_tests_shared_folder (const char *name)
{
  const char *shared = g_getenv ("HU_SHARED_DATA");

  return g_build_filename (shared ? shared : "/nonexistent", name, NULL);
}

static inline void
format_tests_remove_folder (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      format_tests_remove_folder (below);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_remove (path);
}

/* Writes @documents, has them verified, saves the files, and reads the first of them. Whatever is told of a
 * file of our own is a mistake: @report must stay empty but for notes. (transfer full) */
static inline HuImportResult *
format_tests_round_trip (const HuFormat *format, GPtrArray *documents, const HuExportOptions *options)
{
  g_autofree char *folder = g_dir_make_tmp ("hu-format-XXXXXX", NULL);
  HuExportDocument *first = g_ptr_array_index (documents, 0);
  g_autofree char *stem = hu_export_document_dup_stem (first);
  g_autoptr (GError) error = NULL;
  g_autoptr (HuFileSet) files = hu_format_write (format, documents, options, &error);
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (HuImportSource) source = NULL;
  HuImportResult *result;

  g_assert_no_error (error);
  hu_format_verify (format, documents, options, files, &error);
  g_assert_no_error (error);
  for (guint i = hu_file_set_get_size (files); i-- > 0;)
    {
      g_autofree char *name =
          hu_file_set_dup_name (files, i, stem, documents->len == 1 ? first->coder : NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GBytes *bytes = hu_file_set_get_bytes (files, i);

      g_assert_true (g_file_set_contents (path,
                                          g_bytes_get_size (bytes) ? g_bytes_get_data (bytes, NULL) : "",
                                          (gssize) g_bytes_get_size (bytes), NULL));
      if (i == 0)
        source = hu_import_source_new (path, NULL);
    }
  g_assert_true (hu_format_has_extension_of (format, source));
  result = hu_format_read (format, source, report, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < report->remarks->len; i++)
    {
      HuImportRemark *remark = g_ptr_array_index (report->remarks, i);

      if (remark->severity > HU_REMARK_NOTE)
        g_error ("%s: %s", format->name, remark->message);
    }
  format_tests_remove_folder (folder);
  return result;
}

/* Comparing. */

/* What of a kind a format carries. Ends with HU_MEMBER_NONE. */
typedef struct
{
  HuKind kind;
  HuMember members[16];
} FormatTestsCarried;

static inline char *
format_tests_offsets (HuValue *passage)
{
  GString *offsets = g_string_new (NULL);
  gsize n;
  const HuSpan *spans = hu_value_get_spans (passage, &n);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (offsets, "%u..%u;", spans[i].start, spans[i].end);
  return g_string_free (offsets, FALSE);
}

/* The name, label or place of what an id stands for: ids of our own need not come back. */
static inline char *
format_tests_name (HuExportDocument *document, HuKind kind, const char *id)
{
  HuRecord *record = hu_export_document_lookup (document, kind, id);

  if (record && HU_KIND_IS_TAG (kind))
    return format_tests_offsets (hu_record_get (record, HU_MEMBER_PASSAGE));
  return hu_export_document_dup_label (document, kind, id);
}

static inline int
format_tests_compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char **) a, *(char **) b);
}

/* (transfer full) */
static inline char *
format_tests_value (HuExportDocument *document, const HuMemberInfo *info, HuValue *value)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (!value)
    return g_strdup ("");
  if (hu_value_get_type_of (value) == HU_VALUE_PASSAGE)
    return format_tests_offsets (value);
  if (hu_value_get_type_of (value) == HU_VALUE_BOOLEAN)
    return g_strdup (hu_value_get_boolean (value) ? "true" : "false");
  if (info->shape == HU_SHAPE_STRING && info->refers_to != HU_KIND_LAYER)
    return format_tests_name (document, info->refers_to, hu_value_get_string (value));
  if (info->shape == HU_SHAPE_TARGET)
    for (guint i = 0; i < 3; i++)
      {
        static const HuKind kinds[] = { HU_KIND_TOPIC, HU_KIND_CLAIM, HU_KIND_SPEAKER };
        const char *id =
            hu_value_get_member_string (value, ((const char *[]){ "topic", "claim", "speaker" })[i]);

        if (id)
          return format_tests_name (document, kinds[i], id);
      }
  for (gsize i = 0; i < hu_value_get_size (value); i++)
    {
      const char *id = hu_value_get_item_string (value, i);
      HuValue *item = hu_value_get_item (value, i);

      if (info->member == HU_MEMBER_RELATIONS)
        {
          g_autofree char *target =
              format_tests_name (document, HU_KIND_CLAIM, hu_value_get_member_string (item, "claim"));

          g_ptr_array_add (names, g_strconcat (hu_value_get_member_string (item, "kind"), " ", target, NULL));
        }
      else if (id)
        g_ptr_array_add (names, info->refers_to == HU_KIND_LAYER
                                    ? g_strdup (id)
                                    : format_tests_name (document, info->refers_to, id));
    }
  g_ptr_array_sort (names, format_tests_compare);
  g_ptr_array_add (names, NULL);
  return names->len > 1 ? g_strjoinv (" & ", (char **) names->pdata) : g_strdup (hu_value_get_string (value));
}

/* (transfer full) (element-type utf8): what each record of the kind says, sorted */
static inline GPtrArray *
format_tests_say (HuExportDocument *document, const FormatTestsCarried *carried)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *records = document->snapshot->records[carried->kind];

  for (guint i = 0; i < records->len; i++)
    {
      GString *said = g_string_new (NULL);

      for (guint j = 0; carried->members[j] != HU_MEMBER_NONE; j++)
        {
          const HuMemberInfo *info = hu_kind_find_member (carried->kind, carried->members[j]);
          g_autofree char *value =
              format_tests_value (document, info,
                                  hu_record_get (g_ptr_array_index (records, i), carried->members[j]));

          g_string_append_printf (said, "%s=%s|", hu_member_get_name (carried->members[j]), value);
        }
      g_ptr_array_add (all, g_string_free (said, FALSE));
    }
  g_ptr_array_sort (all, format_tests_compare);
  return all;
}

/* Whether what came back says what went out, as far as it is carried. @carried: ends with HU_N_KINDS. */
static inline void
format_tests_assert_carried (HuExportDocument *document,
                             HuImportedLayer *layer,
                             const FormatTestsCarried *carried)
{
  g_autoptr (HuExportDocument) read =
      hu_export_document_new (document->name, NULL, layer->document->text, layer->snapshot);

  g_assert_cmpstr (hu_text_get_utf8 (document->text, NULL), ==,
                   hu_text_get_utf8 (layer->document->text, NULL));
  for (; carried->kind != HU_N_KINDS; carried++)
    {
      g_autoptr (GPtrArray) a = format_tests_say (document, carried);
      g_autoptr (GPtrArray) b = format_tests_say (read, carried);

      g_assert_cmpuint (a->len, ==, b->len);
      for (guint i = 0; i < a->len; i++)
        g_assert_cmpstr (g_ptr_array_index (a, i), ==, g_ptr_array_index (b, i));
    }
}
