/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Formats: exactly what is written, that it reads back whatever the layer holds, and that reading back finds
 * every letter that differs. */
#include "hu-error.h"
#include "hu-formats.h"
#include "hu-statement.h"

#include <string.h>

#define ARTICLE                                                                                              \
  "Fee talks open\n"                                                                                         \
  "\n"                                                                                                       \
  "Premier Voss said that “a fee” helps mills.\n"                                                        \
  "Critics say the ministry, \"as ever\", wants it.\n"

#define EXPECTED_JSON                                                                                         \
  "{\n"                                                                                                       \
  "  \"format\": \"hustings-annotations\",\n"                                                                 \
  "  \"version\": 1,\n"                                                                                       \
  "  \"document\": {\n"                                                                                       \
  "    \"file\": \"talks.txt\",\n"                                                                            \
  "    \"headline\": \"Fee talks open\",\n"                                                                   \
  "    \"parts\": [\n"                                                                                        \
  "      { \"kind\": \"headline\", \"start\": 0, \"end\": 14 }\n"                                             \
  "    ]\n"                                                                                                   \
  "  },\n"                                                                                                    \
  "  \"layer\": { \"kind\": \"coder\" },\n"                                                                   \
  "  \"types\": [\n"                                                                                          \
  "    { \"id\": \"causal\", \"label\": \"Causal\" }\n"                                                       \
  "  ],\n"                                                                                                    \
  "  \"values\": [\n"                                                                                         \
  "    { \"id\": \"opposes\", \"label\": \"Opposes\", \"score\": -1 },\n"                                     \
  "    { \"id\": \"supports\", \"label\": \"Supports\", \"score\": 1 }\n"                                     \
  "  ],\n"                                                                                                    \
  "  \"topics\": [\n"                                                                                         \
  "    { \"id\": \"fee\", \"label\": \"Harbour fee\" }\n"                                                     \
  "  ],\n"                                                                                                    \
  "  \"speakers\": [\n"                                                                                       \
  "    {\n"                                                                                                   \
  "      \"id\": \"critics\",\n"                                                                              \
  "      \"name\": \"critics\",\n"                                                                            \
  "      \"kind\": \"group\",\n"                                                                              \
  "      \"named\": false\n"                                                                                  \
  "    },\n"                                                                                                  \
  "    {\n"                                                                                                   \
  "      \"id\": \"ministry\",\n"                                                                             \
  "      \"name\": \"Ministry\"\n"                                                                            \
  "    },\n"                                                                                                  \
  "    {\n"                                                                                                   \
  "      \"id\": \"voss\",\n"                                                                                 \
  "      \"register\": \"anneke-voss\",\n"                                                                    \
  "      \"name\": \"Anneke Voss\"\n"                                                                         \
  "    }\n"                                                                                                   \
  "  ],\n"                                                                                                    \
  "  \"mentions\": [\n"                                                                                       \
  "    {\n"                                                                                                   \
  "      \"id\": \"m1\",\n"                                                                                   \
  "      \"passage\": [\n"                                                                                    \
  "        { \"start\": 16, \"end\": 28, \"quote\": \"Premier Voss\", \"suffix\": \" said that “a fee” "  \
  "helps mills.\" }\n"                                                                                        \
  "      ],\n"                                                                                                \
  "      \"speakers\": [\"voss\"],\n"                                                                         \
  "      \"speaker_names\": [\"Anneke Voss\"]\n"                                                              \
  "    }\n"                                                                                                   \
  "  ],\n"                                                                                                    \
  "  \"claims\": [\n"                                                                                         \
  "    {\n"                                                                                                   \
  "      \"id\": \"c3\",\n"                                                                                   \
  "      \"passage\": [\n"                                                                                    \
  "        { \"start\": 0, \"end\": 14, \"quote\": \"Fee talks open\" }\n"                                    \
  "      ],\n"                                                                                                \
  "      \"voice\": \"outlet\"\n"                                                                             \
  "    },\n"                                                                                                  \
  "    {\n"                                                                                                   \
  "      \"id\": \"c1\",\n"                                                                                   \
  "      \"passage\": [\n"                                                                                    \
  "        { \"start\": 39, \"end\": 58, \"quote\": \"“a fee” helps mills\", \"prefix\": \"Premier Voss " \
  "said that \", \"suffix\": \".\" }\n"                                                                       \
  "      ],\n"                                                                                                \
  "      \"speakers\": [\"voss\"],\n"                                                                         \
  "      \"mentions\": [\"m1\"],\n"                                                                           \
  "      \"cue\": [\n"                                                                                        \
  "        { \"start\": 29, \"end\": 38, \"quote\": \"said that\", \"prefix\": \"Premier Voss \", "           \
  "\"suffix\": \" “a fee” helps mills.\" }\n"                                                             \
  "      ],\n"                                                                                                \
  "      \"type\": \"causal\",\n"                                                                             \
  "      \"topics\": [\"fee\"],\n"                                                                            \
  "      \"fields\": { \"who\": \"mills\" },\n"                                                               \
  "      \"note\": \"=1+1\",\n"                                                                               \
  "      \"speaker_names\": [\"Anneke Voss\"],\n"                                                             \
  "      \"type_label\": \"Causal\",\n"                                                                       \
  "      \"topic_labels\": [\"Harbour fee\"]\n"                                                               \
  "    },\n"                                                                                                  \
  "    {\n"                                                                                                   \
  "      \"id\": \"c2\",\n"                                                                                   \
  "      \"passage\": [\n"                                                                                    \
  "        { \"start\": 72, \"end\": 105, \"quote\": \"the ministry, \\\"as ever\\\", wants it\", "           \
  "\"prefix\": \"Critics say \", \"suffix\": \".\" }\n"                                                       \
  "      ],\n"                                                                                                \
  "      \"speakers\": [\"critics\", \"voss\"],\n"                                                            \
  "      \"speaker_names\": [\"critics\", \"Anneke Voss\"]\n"                                                 \
  "    }\n"                                                                                                   \
  "  ],\n"                                                                                                    \
  "  \"stances\": [\n"                                                                                        \
  "    {\n"                                                                                                   \
  "      \"id\": \"s1\",\n"                                                                                   \
  "      \"speaker\": \"voss\",\n"                                                                            \
  "      \"toward\": { \"topic\": \"fee\" },\n"                                                               \
  "      \"value\": \"supports\",\n"                                                                          \
  "      \"claim\": \"c1\",\n"                                                                                \
  "      \"speaker_name\": \"Anneke Voss\",\n"                                                                \
  "      \"toward_label\": \"Harbour fee\",\n"                                                                \
  "      \"value_label\": \"Supports\"\n"                                                                     \
  "    },\n"                                                                                                  \
  "    {\n"                                                                                                   \
  "      \"id\": \"s3\",\n"                                                                                   \
  "      \"speaker\": \"voss\",\n"                                                                            \
  "      \"toward\": { \"topic\": \"fee\" },\n"                                                               \
  "      \"value\": \"opposes\",\n"                                                                           \
  "      \"basis\": \"declared\",\n"                                                                          \
  "      \"passage\": [\n"                                                                                    \
  "        { \"start\": 60, \"end\": 67, \"quote\": \"Critics\", \"suffix\": \" say the ministry, \\\"as "    \
  "ever\\\", wa\" }\n"                                                                                        \
  "      ],\n"                                                                                                \
  "      \"speaker_name\": \"Anneke Voss\",\n"                                                                \
  "      \"toward_label\": \"Harbour fee\",\n"                                                                \
  "      \"value_label\": \"Opposes\"\n"                                                                      \
  "    },\n"                                                                                                  \
  "    {\n"                                                                                                   \
  "      \"id\": \"s2\",\n"                                                                                   \
  "      \"speaker\": \"ministry\",\n"                                                                        \
  "      \"toward\": { \"topic\": \"fee\" },\n"                                                               \
  "      \"value\": \"supports\",\n"                                                                          \
  "      \"claim\": \"c2\",\n"                                                                                \
  "      \"speaker_name\": \"Ministry\",\n"                                                                   \
  "      \"toward_label\": \"Harbour fee\",\n"                                                                \
  "      \"value_label\": \"Supports\"\n"                                                                     \
  "    }\n"                                                                                                   \
  "  ],\n"                                                                                                    \
  "  \"text\": \"Fee talks open\\n\\nPremier Voss said that “a fee” helps mills.\\nCritics say the "      \
  "ministry, \\\"as ever\\\", wants it.\\n\"\n"                                                               \
  "}\n"
#define EXPECTED_CSV                                                                                         \
  "file,coder,layer,status,headline,authors,outlet,section,published,language,url,claim_id,stance_id,"       \
  "speaker_id,speaker_name,speaker_kind,speaker_register,speaker_named,mentions,voice,via,on_behalf_of,"     \
  "addressees,negated,holder_id,holder_name,holder_kind,holder_register,holder_voice,basis,target_kind,"     \
  "target_id,target_label,topic,topic_label,value,value_label,score,condition,type,type_label,gist,"         \
  "quotation,modality,date,within,verdict,quote,start,end,spans,part,cue,confidence,note,created,modified,"  \
  "by,stance_confidence,stance_note,stance_created,stance_modified,stance_by,claim_weight,stance_weight,"    \
  "claim.who\n"                                                                                              \
  "talks.txt,,coder,,Fee talks open,,,,,,,c3,,,,,,,,outlet,,,,,,,,,,,,,,,,,,,,,,,,,,,,Fee talks "            \
  "open,0,14,0..14,headline,,,,,,,,,,,,1,,\n"                                                                \
  "talks.txt,,coder,,Fee talks open,,,,,,,c1,s1,voss,Anneke Voss,person,anneke-voss,true,Premier "           \
  "Voss,,,,,,voss,Anneke Voss,person,anneke-voss,,declared,topic,fee,Harbour fee,fee,Harbour "               \
  "fee,supports,Supports,1,,causal,Causal,,,,,,,“a fee” helps mills,39,58,39..58,body,said "             \
  "that,,=1+1,,,,,,,,,1,1,mills\n"                                                                           \
  "talks.txt,,coder,,Fee talks open,,,,,,,,s3,,,,,,,,,,,,voss,Anneke "                                       \
  "Voss,person,anneke-voss,,declared,topic,fee,Harbour fee,fee,Harbour "                                     \
  "fee,opposes,Opposes,-1,,,,,,,,,,Critics,60,67,60..67,body,,,,,,,,,,,,,1,\n"                               \
  "talks.txt,,coder,,Fee talks "                                                                             \
  "open,,,,,,,c2,s2,critics,critics,group,,false,,,,,,,ministry,Ministry,person,,,ascribed,topic,fee,"       \
  "Harbour fee,fee,Harbour fee,supports,Supports,1,,,,,,,,,,\"the ministry, \"\"as ever\"\", wants "         \
  "it\",72,105,72..105,body,,,,,,,,,,,,0.5,0.5,\n"                                                           \
  "talks.txt,,coder,,Fee talks open,,,,,,,c2,s2,voss,Anneke "                                                \
  "Voss,person,anneke-voss,true,,,,,,,ministry,Ministry,person,,,ascribed,topic,fee,Harbour "                \
  "fee,fee,Harbour fee,supports,Supports,1,,,,,,,,,,\"the ministry, \"\"as ever\"\", wants "                 \
  "it\",72,105,72..105,body,,,,,,,,,,,,0.5,0.5,\n"

static HuValue *
find_passage (HuText *text, const char *words)
{
  const char *utf8 = hu_text_get_utf8 (text, NULL);
  const char *at = strstr (utf8, words);

  g_assert_nonnull (at);
  return hu_value_new_range (hu_text_byte_to_offset (text, (gsize) (at - utf8)),
                             hu_text_byte_to_offset (text, (gsize) (at - utf8) + strlen (words)));
}

typedef struct
{
  HuSnapshot *snapshot;
  HuRecordBuilder builder;
} Maker;

static void
begin (Maker *self, HuKind kind, const char *id)
{
  hu_record_builder_init (&self->builder, kind, id, NULL);
}

static void
set (Maker *self, HuMember member, const char *string)
{
  hu_record_builder_set_string (&self->builder, member, string);
}

static void
take (Maker *self, HuMember member, HuValue *value)
{
  hu_record_builder_take (&self->builder, member, value);
}

static void
take_ids (Maker *self, HuMember member, const char *first, const char *second)
{
  const char *ids[] = { first, second };

  take (self, member, hu_value_new_strings (ids, second ? 2 : 1));
}

static void
end (Maker *self)
{
  HuKind kind = self->builder.kind;

  g_ptr_array_add (self->snapshot->records[kind], hu_record_builder_end (&self->builder));
}

static HuValue *
object_of (const char *key, HuValue *value)
{
  g_autoptr (HuValue) owned = value;

  return hu_value_object_with (NULL, key, owned);
}

static void
make_codes (Maker *self)
{
  begin (self, HU_KIND_TYPE, "causal");
  set (self, HU_MEMBER_LABEL, "Causal");
  end (self);
  begin (self, HU_KIND_VALUE, "opposes");
  set (self, HU_MEMBER_LABEL, "Opposes");
  take (self, HU_MEMBER_SCORE, hu_value_new_int (-1));
  end (self);
  begin (self, HU_KIND_VALUE, "supports");
  set (self, HU_MEMBER_LABEL, "Supports");
  take (self, HU_MEMBER_SCORE, hu_value_new_int (1));
  end (self);
  begin (self, HU_KIND_TOPIC, "fee");
  set (self, HU_MEMBER_LABEL, "Harbour fee");
  end (self);
  begin (self, HU_KIND_SPEAKER, "critics");
  set (self, HU_MEMBER_NAME, "critics");
  set (self, HU_MEMBER_KIND, "group");
  take (self, HU_MEMBER_NAMED, hu_value_new_boolean (FALSE));
  end (self);
  begin (self, HU_KIND_SPEAKER, "ministry");
  set (self, HU_MEMBER_NAME, "Ministry");
  end (self);
  begin (self, HU_KIND_SPEAKER, "voss");
  set (self, HU_MEMBER_REGISTER, "anneke-voss");
  set (self, HU_MEMBER_NAME, "Anneke Voss");
  end (self);
}

static void
make_claims (Maker *self, HuText *text)
{
  begin (self, HU_KIND_MENTION, "m1");
  take (self, HU_MEMBER_PASSAGE, find_passage (text, "Premier Voss"));
  take_ids (self, HU_MEMBER_SPEAKERS, "voss", NULL);
  end (self);
  begin (self, HU_KIND_CLAIM, "c1");
  take (self, HU_MEMBER_PASSAGE, find_passage (text, "“a fee” helps mills"));
  take_ids (self, HU_MEMBER_SPEAKERS, "voss", NULL);
  take_ids (self, HU_MEMBER_MENTIONS, "m1", NULL);
  take (self, HU_MEMBER_CUE, find_passage (text, "said that"));
  set (self, HU_MEMBER_TYPE, "causal");
  take_ids (self, HU_MEMBER_TOPICS, "fee", NULL);
  take (self, HU_MEMBER_FIELDS, object_of ("who", hu_value_new_string ("mills")));
  set (self, HU_MEMBER_NOTE, "=1+1");
  end (self);
  begin (self, HU_KIND_CLAIM, "c2");
  take (self, HU_MEMBER_PASSAGE, find_passage (text, "the ministry, \"as ever\", wants it"));
  take_ids (self, HU_MEMBER_SPEAKERS, "critics", "voss");
  end (self);
  begin (self, HU_KIND_CLAIM, "c3");
  take (self, HU_MEMBER_PASSAGE, find_passage (text, "Fee talks open"));
  set (self, HU_MEMBER_VOICE, "outlet");
  end (self);
}

static void
make_stance (Maker *self, const char *id, const char *speaker, const char *claim, const char *value)
{
  begin (self, HU_KIND_STANCE, id);
  set (self, HU_MEMBER_SPEAKER, speaker);
  take (self, HU_MEMBER_TOWARD, object_of ("topic", hu_value_new_string ("fee")));
  set (self, HU_MEMBER_VALUE, value);
  set (self, HU_MEMBER_CLAIM, claim);
}

static HuExportDocument *
make_document (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (ARTICLE, -1);
  g_autoptr (HuSnapshot) snapshot = hu_snapshot_new ();
  Maker self = { snapshot };
  HuValue *part_values[] = { hu_value_new_string ("headline"), hu_value_new_int (0), hu_value_new_int (14) };
  const char *part_keys[] = { "kind", "start", "end" };
  HuValue *part = hu_value_new_object_take (part_keys, part_values, 3);

  begin (&self, HU_KIND_DOCUMENT, "");
  set (&self, HU_MEMBER_FILE, "talks.txt");
  set (&self, HU_MEMBER_HEADLINE, "Fee talks open");
  take (&self, HU_MEMBER_PARTS, hu_value_new_list_take (&part, 1));
  end (&self);
  begin (&self, HU_KIND_LAYER, "");
  take (&self, HU_MEMBER_LAYER, object_of ("kind", hu_value_new_string ("coder")));
  end (&self);
  make_codes (&self);
  make_claims (&self, text);
  make_stance (&self, "s1", "voss", "c1", "supports");
  end (&self);
  make_stance (&self, "s2", "ministry", "c2", "supports");
  end (&self);
  make_stance (&self, "s3", "voss", NULL, "opposes");
  set (&self, HU_MEMBER_BASIS, "declared");
  take (&self, HU_MEMBER_PASSAGE, find_passage (text, "Critics"));
  end (&self);
  return hu_export_document_new ("talks.txt", NULL, text, snapshot);
}

static GPtrArray *
list_of (HuExportDocument *document)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_export_document_free);

  g_ptr_array_add (list, document);
  return list;
}

static const HuExportOptions plain = HU_EXPORT_OPTIONS_INIT;

/* The one file that the format makes. (transfer full) */
static GBytes *
write_bytes (const HuFormat *format, GPtrArray *documents, const HuExportOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HuFileSet) files = hu_format_write (format, documents, options, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (hu_file_set_get_size (files), ==, 1);
  return g_bytes_ref (hu_file_set_get_bytes (files, 0));
}

static gboolean
verify_bytes (const HuFormat *format,
              GPtrArray *documents,
              const HuExportOptions *options,
              GBytes *bytes,
              GError **error)
{
  g_autoptr (HuFileSet) files = hu_file_set_new ();

  hu_file_set_take (files, ".x", HU_FILE_OF_LAYER, g_bytes_ref (bytes));
  return hu_format_verify (format, documents, options, files, error);
}

static char *
write_string (const char *format, GPtrArray *documents, const HuExportOptions *options)
{
  g_autoptr (GBytes) bytes = write_bytes (hu_formats_find (format), documents, options);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
assert_lines (const char *got, const char *expected, const char *line_end)
{
  g_auto (GStrv) got_lines = g_strsplit (got, line_end, -1);
  g_auto (GStrv) lines = g_strsplit (expected, "\n", -1);

  for (guint i = 0; got_lines[i] && lines[i]; i++)
    g_assert_cmpstr (got_lines[i], ==, lines[i]);
  g_assert_cmpuint (g_strv_length (got_lines), ==, g_strv_length (lines));
}

/* Those that carry whatever a layer can hold. */
static const char *const ours[] = { "hustings", "jsonl", "csv", "tsv" };

static void
test_table (void)
{
  guint n = 0;

  for (const HuFormat *format; (format = hu_formats_get_nth (n)) != NULL; n++)
    {
      g_assert_true (hu_formats_find (format->name) == format);
      g_assert_cmpstr (hu_format_get_label (format), !=, "");
      g_assert_cmpstr (format->extensions[0], !=, "");
    }
  g_assert_cmpuint (n, >=, G_N_ELEMENTS (ours));
  g_assert_null (hu_formats_find ("pdf"));
  g_assert_null (hu_format_get_omits (hu_formats_find ("jsonl")));
  g_assert_nonnull (hu_format_get_omits (hu_formats_find ("csv")));
}

static void
test_hustings (void)
{
  g_autoptr (GPtrArray) documents = list_of (make_document ());
  g_autofree char *got = write_string ("hustings", documents, &plain);

  assert_lines (got, EXPECTED_JSON, "\n");
}

static void
test_jsonl (void)
{
  g_autoptr (GPtrArray) documents = list_of (make_document ());
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *twice = NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *nothing = write_string ("jsonl", none, &plain);

  one = write_string ("jsonl", documents, &plain);
  g_assert_true (g_str_has_prefix (one,
                                   "{ \"format\": \"hustings-annotations\", \"version\": 1, \"document\": "
                                   "{ \"file\": \"talks.txt\", \"headline\": "));
  g_assert_true (strchr (one, '\n') == one + strlen (one) - 1);
  g_ptr_array_add (documents, make_document ());
  two = write_string ("jsonl", documents, &plain);
  twice = g_strconcat (one, one, NULL);
  g_assert_cmpstr (two, ==, twice);
  g_assert_cmpstr (nothing, ==, "");
}

static const HuExportOptions marking = { .quote_length = -1, .bom = TRUE, .formula_safe = TRUE };

static void
test_csv (void)
{
  g_autoptr (GPtrArray) documents = list_of (make_document ());
  g_autofree char *got = write_string ("csv", documents, &plain);
  g_autofree char *marked = write_string ("csv", documents, &marking);

  assert_lines (got, EXPECTED_CSV, "\r\n");
  g_assert_true (g_str_has_prefix (marked, "\xEF\xBB\xBF"
                                           "file,"));
  g_assert_nonnull (strstr (got, ",=1+1,"));
  g_assert_null (strstr (marked, ",=1+1,"));
  g_assert_nonnull (strstr (marked, ",'=1+1,"));
  /* A number is no formula. */
  g_assert_nonnull (strstr (marked, ",opposes,Opposes,-1,"));
}

/* Every letter that is exchanged for another one is found; tried at every @stride-th. */
static void
assert_tampering_found (const char *name, GPtrArray *documents, const HuExportOptions *options, guint stride)
{
  const HuFormat *format = hu_formats_find (name);
  g_autoptr (GBytes) bytes = write_bytes (format, documents, options);
  g_autoptr (GError) error = NULL;
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);

  verify_bytes (format, documents, options, bytes, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i <= n; i++)
    {
      g_autofree char *copy = g_strndup (data, n);
      g_autoptr (GBytes) tampered = NULL;
      g_autoptr (GError) found = NULL;

      if (i < n && (i % stride || !g_ascii_isalnum (copy[i])))
        continue;
      if (i < n)
        copy[i] = copy[i] == '7' ? '8' : '7';
      tampered = g_bytes_new (copy, i < n ? n : n - 1);
      if (i == n && g_str_equal (name, "hustings"))
        continue; /* white space at the end is no loss */
      if (verify_bytes (format, documents, options, tampered, &found))
        g_error ("%s: not found at %u: %.40s", name, (guint) i, copy + (i > 20 ? i - 20 : 0));
      g_assert_error (found, HU_ERROR, HU_ERROR_VERIFY);
    }
}

static void
test_tampered (gconstpointer name)
{
  g_autoptr (GPtrArray) documents = list_of (make_document ());

  /* All of them take long under a sanitizer. */
  assert_tampering_found (name, documents, &plain, g_test_slow () ? 1 : 3);
  if (hu_formats_find (name)->flags & HU_FORMAT_BOM)
    assert_tampering_found (name, documents, &marking, 1);
}

/* The tables of one kind, and of the codebook. */
static void
test_tables (void)
{
  g_autoptr (GPtrArray) documents = list_of (make_document ());
  HuExportOptions options = HU_EXPORT_OPTIONS_INIT;
  g_autofree char *claims = NULL, *stances = NULL, *codebook = NULL;

  options.table = HU_TABLE_CLAIMS;
  claims = write_string ("csv", documents, &options);
  assert_lines (
      claims,
      "file,coder,id,quote,start,end,spans,part,speakers,speakers_label,voice,via,via_label,within,"
      "within_label,on_behalf_of,on_behalf_of_label,addressees,addressees_label,negated,mentions,"
      "mentions_label,cue,quotation,date,type,type_label,topics,topics_label,gist,modality,confidence,"
      "evidence,verdict,relations,note,created,modified,by,revision,from,decided,conflict,field.who\n"
      "talks.txt,,c3,Fee talks open,0,14,0..14,headline,,,outlet,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\n"
      "talks.txt,,c1,“a fee” helps mills,39,58,39..58,body,voss,Anneke Voss,,,,,,,,,,,m1,Premier "
      "Voss,said that,,,causal,Causal,fee,Harbour fee,,,,,,,=1+1,,,,,,,,mills\n"
      "talks.txt,,c2,\"the ministry, \"\"as ever\"\", wants it\",72,105,72..105,body,critics; "
      "voss,critics; Anneke Voss,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\n",
      "\r\n");
  options.table = HU_TABLE_STANCES;
  stances = write_string ("tsv", documents, &options);
  g_assert_nonnull (strstr (stances, "\ttopic\tfee\tHarbour fee\tsupports\tSupports\t"));
  options.table = HU_TABLE_CODEBOOK;
  codebook = write_string ("csv", documents, &options);
  g_assert_nonnull (strstr (codebook, "\r\ntype,causal,Causal,"));
  g_assert_nonnull (strstr (codebook, "\r\ntopic,fee,Harbour fee,"));
  g_assert_nonnull (strstr (codebook, "\r\nvalue,opposes,Opposes,position,"));
}

/* @replace is put in place of @word; the message must name the place. */
static void
assert_place (const char *name, const char *word, const char *replace, const char *message)
{
  const HuFormat *format = hu_formats_find (name);
  g_autoptr (GPtrArray) documents = list_of (make_document ());
  g_autofree char *written = write_string (name, documents, &plain);
  char *at = strstr (written, word);
  g_autofree char *changed = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (at);
  changed = g_strdup_printf ("%.*s%s%s", (int) (at - written), written, replace, at + strlen (word));
  bytes = g_bytes_new (changed, strlen (changed));
  g_assert_false (verify_bytes (format, documents, &plain, bytes, &error));
  g_assert_error (error, HU_ERROR, HU_ERROR_VERIFY);
  if (!strstr (error->message, message))
    g_error ("“%s” doesn't name “%s”", error->message, message);
}

static void
test_places (void)
{
  assert_place ("hustings", "\"end\": 58", "\"end\": 59", "talks.txt: claims[1].passage[0].end: ");
  assert_place ("hustings", "\"text\": \"Fee", "\"text\": \"Foe", "talks.txt: text: ");
  assert_place ("hustings", "\"value_label\": \"Supports\"", "\"value_label\": \"Opposes\"",
                "talks.txt: stances[0].value_label: ");
  assert_place ("hustings", "\"version\": 1,", "\"version\": 1, \"x\": 1,", "talks.txt: the whole file: ");
  assert_place ("jsonl", "\"who\": \"mills\"", "\"who\": \"mill\"",
                "line 1: talks.txt: claims[1].fields.who: ");
  assert_place ("csv", "mills,39,", "mill,39,", "row 3, column quote");
  assert_place ("csv", ",causal,", ",causal,,", "row 3, column type_label");
  assert_place ("csv", "claim_id", "\"claim_id", "row 1, column claim_id");
}

/* Layers of whatever fits into them. */

static const char *const hostile[] = {
  "plain",
  "with \"quotes\"",
  "a,b;c",
  "line\nline",
  "cr\r\nlf",
  "=1+1",
  "+x",
  "-x",
  "@x",
  "\tx",
  "'=x",
  "''",
  "\xF0\x9E\xA4\x80\xF0\x9F\x8C\x8D",
  "\\u0000 \\n",
  "\xE2\x80\xA8line",
  "\xEF\xBF\xBF",
  "\x01\x1F",
  "\x7f",
  "مرحبا",
  "",
  " ",
  "'",
  "\xEF\xBB\xBF bom",
  "\\\\\\\"",
  "null",
  "\xF4\x80\x80\x80",
};

static HuValue *
random_string (GRand *rand)
{
  const char *string = hostile[g_rand_int_range (rand, 0, G_N_ELEMENTS (hostile))];
  g_autofree char *joined = g_strconcat (string, "#", NULL);

  if (g_rand_int_range (rand, 0, 6) == 0)
    return hu_value_new_string_len ("a\0b\0\0", 5);
  return hu_value_new_string (joined);
}

static HuValue *
random_number (GRand *rand)
{
  static const char *const letters[] = {
    "0", "-0", "1.50", "-7", "1e3", "0.1", "9007199254740993", "12345678901234567890", "-1E-2", "1e400"
  };

  return hu_value_new_number (letters[g_rand_int_range (rand, 0, G_N_ELEMENTS (letters))], -1);
}

static HuValue *random_value (GRand *rand, guint depth);

static HuValue *
random_object (GRand *rand, guint depth)
{
  static const char *const keys[] = { "a", "b \"x\"", "ü\n", "" };
  guint n = (guint) g_rand_int_range (rand, 1, G_N_ELEMENTS (keys) + 1);
  HuValue *values[G_N_ELEMENTS (keys)];

  for (guint i = 0; i < n; i++)
    values[i] = random_value (rand, depth + 1);
  return hu_value_new_object_take (keys, values, n);
}

static HuValue *
random_list (GRand *rand, guint depth, HuValue *(*make) (GRand *rand, guint depth))
{
  guint n = (guint) g_rand_int_range (rand, 1, 4);
  HuValue *items[4];

  for (guint i = 0; i < n; i++)
    items[i] = make (rand, depth + 1);
  return hu_value_new_list_take (items, n);
}

static HuValue *
random_value (GRand *rand, guint depth)
{
  switch (g_rand_int_range (rand, 0, depth < 4 ? 6 : 4))
    {
    case 0:
      return hu_value_new_null ();
    case 1:
      return hu_value_new_boolean (g_rand_boolean (rand));
    case 2:
      return random_number (rand);
    case 3:
      return random_string (rand);
    case 4:
      return random_object (rand, depth);
    default:
      return random_list (rand, depth, random_value);
    }
}

static HuValue *
random_passage (GRand *rand, HuText *text)
{
  guint length = hu_text_get_length (text), n = 0, at = 0;
  HuSpan spans[4];
  HuValue *passage;

  do
    {
      guint start = (guint) g_rand_int_range (rand, (int) at, (int) length);
      guint end = (guint) g_rand_int_range (rand, (int) start + 1, (int) length + 1);

      spans[n] = (HuSpan){ start, end, FALSE, NULL };
      if (g_rand_int_range (rand, 0, 5) == 0)
        spans[n] = (HuSpan){ 0, 0, TRUE, object_of ("anchor", hu_value_new_string ("lost")) };
      at = end;
      n++;
    }
  while (n < 4 && at < length && g_rand_boolean (rand));
  passage = hu_value_new_passage (spans, n);
  for (guint i = 0; i < n; i++)
    g_clear_pointer (&spans[i].rest, hu_value_unref);
  return passage;
}

static HuValue *
random_id (GRand *rand, guint depth)
{
  g_autofree char *id = g_strdup_printf ("%d", g_rand_int_range (rand, 0, 12));

  return hu_value_new_string (id);
}

static HuValue *
random_target (GRand *rand)
{
  static const char *const keys[] = { "topic", "claim", "speaker" };

  return object_of (keys[g_rand_int_range (rand, 0, 3)], random_id (rand, 0));
}

static HuValue *
random_range (GRand *rand, guint depth)
{
  HuValue *ends[] = { hu_value_new_int (depth), hu_value_new_int (depth + 1) };

  return hu_value_new_list_take (ends, 2);
}

static HuValue *
random_member (GRand *rand, HuText *text, const HuMemberInfo *info)
{
  gboolean is_id = info->refers_to != HU_KIND_LAYER;

  switch (info->shape)
    {
    case HU_SHAPE_STRING:
      return is_id ? random_id (rand, 0) : random_string (rand);
    case HU_SHAPE_BOOLEAN:
      return hu_value_new_boolean (g_rand_boolean (rand));
    case HU_SHAPE_NUMBER:
      return random_number (rand);
    case HU_SHAPE_STRINGS:
      return random_list (rand, 0, random_id);
    case HU_SHAPE_PASSAGE:
      return random_passage (rand, text);
    case HU_SHAPE_OBJECT:
      return random_object (rand, 0);
    case HU_SHAPE_OBJECTS:
      return random_list (rand, 0, random_object);
    case HU_SHAPE_RANGES:
      return random_list (rand, 0, random_range);
    case HU_SHAPE_TARGET:
      return random_target (rand);
    }
  g_assert_not_reached ();
}

static HuRecord *
random_record (GRand *rand, HuText *text, HuKind kind, const char *id)
{
  HuRecordBuilder builder;
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (kind, &n);

  hu_record_builder_init (&builder, kind, id, NULL);
  for (gsize i = 0; i < n; i++)
    if (g_rand_boolean (rand))
      hu_record_builder_take (&builder, members[i].member, random_member (rand, text, &members[i]));
  if (g_rand_int_range (rand, 0, 4) == 0)
    {
      /* What an export writes itself, as if the layer had been one. */
      const char *keys[] = { "speaker_names", "text", "later", "topic_labels" };
      HuValue *values[] = { random_value (rand, 0), random_value (rand, 0), random_value (rand, 0),
                            random_value (rand, 0) };

      /* A memo's text is known. */
      if (kind == HU_KIND_MEMO)
        keys[1] = "words";
      hu_record_builder_take_unknown (&builder, hu_value_new_object_take (keys, values, 4));
    }
  return hu_record_builder_end (&builder);
}

static HuExportDocument *
random_document (GRand *rand)
{
  static const char article[] = "One \"two\", three\r\nfour\nfive\0six \xF0\x9F\x8C\x8D seven\n=1+1\n,;\t";
  g_autoptr (HuText) text = hu_text_new_from_utf8 (article, sizeof article - 1);
  g_autoptr (HuSnapshot) snapshot = hu_snapshot_new ();

  for (HuKind kind = HU_KIND_DOCUMENT; kind <= HU_KIND_LAYER; kind++)
    if (g_rand_int_range (rand, 0, 8))
      g_ptr_array_add (snapshot->records[kind], random_record (rand, text, kind, ""));
  for (HuKind kind = HU_KIND_TYPE; kind < HU_N_KINDS; kind++)
    for (int i = g_rand_int_range (rand, 0, 8); i > 0; i--)
      {
        g_autofree char *id = g_strdup_printf ("%d", i);

        g_ptr_array_add (snapshot->records[kind], random_record (rand, text, kind, id));
      }
  return hu_export_document_new ("random \"1\".txt", "ilse", text, snapshot);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20310304);

  for (guint round = 0; round < 100; round++)
    {
      g_autoptr (GPtrArray) documents = list_of (random_document (rand));
      HuExportOptions some = HU_EXPORT_OPTIONS_INIT;
      const HuExportOptions *options = &some;

      some.bom = g_rand_boolean (rand);
      some.formula_safe = g_rand_boolean (rand);
      some.table = (HuTable) g_rand_int_range (rand, 0, HU_N_TABLES);
      for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
        {
          const HuFormat *format = hu_formats_find (ours[i]);
          g_autoptr (GBytes) bytes = write_bytes (format, documents, options);
          g_autoptr (GError) error = NULL;

          verify_bytes (format, documents, options, bytes, &error);
          g_assert_no_error (error);
        }
    }
}

/* The weights of all rows add up to the claims and to the stances. */

typedef struct
{
  double claims;
  double stances;
  GHashTable *rows;
} Sums;

static gboolean
add_weights (const HuStatement *row, gpointer user_data)
{
  Sums *sums = user_data;
  char *key = g_strdup_printf ("%p %s %p", (gpointer) row->claim, row->speaker ? row->speaker : "",
                               (gpointer) row->stance);

  g_assert_true (row->claim || row->stance);
  g_assert_cmpuint (row->claim_rows > 0, ==, row->claim != NULL);
  g_assert_cmpuint (row->stance_rows > 0, ==, row->stance != NULL);
  /* No row twice. */
  g_assert_true (g_hash_table_add (sums->rows, key));
  sums->claims += row->claim ? 1.0 / row->claim_rows : 0;
  sums->stances += row->stance ? 1.0 / row->stance_rows : 0;
  return TRUE;
}

static void
test_weights (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 100; round++)
    {
      g_autoptr (HuExportDocument) document = random_document (rand);
      g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      Sums sums = { 0, 0, rows };

      hu_statements_foreach (document, add_weights, &sums);
      g_assert_cmpfloat_with_epsilon (sums.claims, document->snapshot->records[HU_KIND_CLAIM]->len, 1e-6);
      g_assert_cmpfloat_with_epsilon (sums.stances, document->snapshot->records[HU_KIND_STANCE]->len, 1e-6);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/formats/table", test_table);
  g_test_add_func ("/formats/hustings", test_hustings);
  g_test_add_func ("/formats/jsonl", test_jsonl);
  g_test_add_func ("/formats/csv", test_csv);
  g_test_add_data_func ("/formats/tampered/hustings", "hustings", test_tampered);
  g_test_add_data_func ("/formats/tampered/jsonl", "jsonl", test_tampered);
  g_test_add_data_func ("/formats/tampered/csv", "csv", test_tampered);
  g_test_add_data_func ("/formats/tampered/tsv", "tsv", test_tampered);
  g_test_add_func ("/formats/tables", test_tables);
  g_test_add_func ("/formats/places", test_places);
  g_test_add_func ("/formats/random", test_random);
  g_test_add_func ("/formats/weights", test_weights);
  return g_test_run ();
}
