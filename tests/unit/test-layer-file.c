/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layer files: what is written reads back equal and is written the same; what is wrong is named with its
 * place. */
#include "hu-layer-file.h"

#include "hu-codebook-file.h"
#include "hu-error.h"
#include "hu-json.h"
#include "hu-passage.h"
#include "hu-register-file.h"

#include <string.h>

#define ARTICLE                                                                                              \
  "Envoys seek an accord\n\n"                                                                                \
  "Premier Anneke Voss said that a fee “would help” mills.\n"                                            \
  "Nobody agreed.\n"

static GBytes *
to_bytes (const char *string)
{
  return g_bytes_new (string, strlen (string));
}

static char *
to_string (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* A file of @text with @members (lines, the last one without a line end) after the document. */
static char *
make_file (HuText *text, const char *members)
{
  return g_strdup_printf ("{\n"
                          "  \"format\": \"hustings-annotations\",\n"
                          "  \"version\": 1,\n"
                          "  \"document\": {\n"
                          "    \"text_sha256\": \"%s\",\n"
                          "    \"characters\": %u\n"
                          "  }%s%s\n"
                          "}\n",
                          hu_text_get_text_sha256 (text), hu_text_get_length (text), *members ? ",\n" : "",
                          members);
}

/* Asserts that the file can be read, and whether it is of @text. */
static HuSnapshot *
parse_of (const char *file, HuText *text, gboolean expected)
{
  g_autoptr (GBytes) bytes = to_bytes (file);
  g_autoptr (GError) error = NULL;
  gboolean matches;
  HuSnapshot *data = hu_layer_file_parse (bytes, "x.json", text, &matches, &error);

  g_assert_no_error (error);
  g_assert_true (matches == expected);
  return data;
}

static HuSnapshot *
parse (const char *file, HuText *text)
{
  return parse_of (file, text, TRUE);
}

static void
take (HuSnapshot *data, HuRecord *record)
{
  g_ptr_array_add (data->records[hu_record_get_kind (record)], record);
}

/* Names the first line that differs. */
static void
assert_written (HuSnapshot *data, HuText *text, const char *file)
{
  g_autoptr (GBytes) bytes = hu_layer_file_write (data, text);
  g_autofree char *written = to_string (bytes);
  g_auto (GStrv) got = g_strsplit (written, "\n", -1);
  g_auto (GStrv) expected = g_strsplit (file, "\n", -1);

  for (guint i = 0; got[i] && expected[i]; i++)
    g_assert_cmpstr (got[i], ==, expected[i]);
  g_assert_cmpint (g_strv_length (got), ==, g_strv_length (expected));
}

static void
assert_refused (HuText *text, const char *file, int code, const char *message)
{
  g_autoptr (GBytes) bytes = to_bytes (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (HuSnapshot) data = hu_layer_file_parse (bytes, "x.json", text, NULL, &error);

  g_assert_null (data);
  g_assert_error (error, HU_ERROR, code);
  if (!g_pattern_match_simple (message, error->message))
    g_error ("\"%s\" is not like \"%s\"", error->message, message);
}

static void
test_empty (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (ARTICLE, -1);
  g_autofree char *file = make_file (text, "");
  g_autoptr (HuSnapshot) data = parse (file, text);
  g_autoptr (HuSnapshot) nothing = hu_snapshot_new ();

  assert_written (data, text, file);
  assert_written (nothing, NULL, "{\n  \"format\": \"hustings-annotations\",\n  \"version\": 1\n}\n");
}

static void
test_layout (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (ARTICLE, -1);
  g_autofree char *file = make_file (
      text,
      "  \"layer\": {\n"
      "    \"kind\": \"coder\",\n"
      "    \"coder\": { \"id\": \"ilse\", \"name\": \"Ilse Marrow\" }\n"
      "  },\n"
      "  \"checked\": [\n"
      "    [0, 21],\n"
      "    [23, 78]\n"
      "  ],\n"
      "  \"topics\": [\n"
      "    { \"id\": \"fee\", \"label\": \"Harbour fee\", \"scale\": \"position\" }\n"
      "  ],\n"
      "  \"speakers\": [\n"
      "    {\n"
      "      \"id\": \"voss\",\n"
      "      \"name\": \"Anneke Voss\",\n"
      "      \"aliases\": [\"Voss\"]\n"
      "    }\n"
      "  ],\n"
      "  \"mentions\": [\n"
      "    {\n"
      "      \"id\": \"m\",\n"
      "      \"passage\": [\n"
      "        { \"start\": 23, \"end\": 42, \"quote\": \"Premier Anneke Voss\", \"suffix\": \" said that "
      "a fee “would help” mi\" }\n"
      "      ]\n"
      "    }\n"
      "  ],\n"
      "  \"claims\": [\n"
      "    {\n"
      "      \"id\": \"c\",\n"
      "      \"passage\": [\n"
      "        { \"start\": 53, \"end\": 58, \"quote\": \"a fee\", \"prefix\": \"Premier Anneke Voss said "
      "that \", \"suffix\": \" “would help” mills.\" },\n"
      "        { \"start\": 59, \"end\": 77, \"quote\": \"as it was\", \"anchor\": \"moved\" },\n"
      "        { \"anchor\": \"lost\", \"was\": { \"start\": 1, \"end\": 2 } }\n"
      "      ],\n"
      "      \"negated\": true,\n"
      "      \"fields\": {\n"
      "        \"group\": [\"a\", \"b\"]\n"
      "      }\n"
      "    }\n"
      "  ]");
  g_autoptr (HuSnapshot) data = parse (file, text);
  const HuSpan *spans;
  gsize n;

  assert_written (data, text, file);
  spans = hu_record_get_spans (g_ptr_array_index (data->records[HU_KIND_MENTION], 0), &n);
  g_assert_null (spans[0].rest);
  spans = hu_record_get_spans (g_ptr_array_index (data->records[HU_KIND_CLAIM], 0), &n);
  g_assert_cmpint (n, ==, 3);
  g_assert_null (spans[0].rest);
  g_assert_nonnull (spans[1].rest);
  g_assert_true (spans[2].lost);
}

static void
test_unknown_members_survive (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (ARTICLE, -1);
  g_autofree char *file =
      make_file (text,
                 "  \"status\": \"done\",\n"
                 "  \"topics\": [\n"
                 "    { \"id\": \"t\", \"label\": \"T\", \"zeta\": 1.50e+2, \"alpha\": null, \"by\": 1 }\n"
                 "  ],\n"
                 "  \"mentions\": [\n"
                 "    {\n"
                 "      \"id\": \"m\",\n"
                 "      \"passage\": [\n"
                 "        { \"start\": 0, \"end\": 6, \"quote\": \"Envoys\", \"zoo\": [1, { \"a\": 1.0 }] }\n"
                 "      ],\n"
                 "      \"created\": \"2031-03-05T10:12:09Z\",\n"
                 "      \"zoo\": 1e400,\n"
                 "      \"ark\": {\n"
                 "        \"b\": [\"\\u0000\"],\n"
                 "        \"a\": \"\"\n"
                 "      }\n"
                 "    }\n"
                 "  ],\n"
                 "  \"zoo\": 12345678901234567890.10,\n"
                 "  \"id\": \"top\",\n"
                 "  \"ark\": []");
  g_autoptr (HuSnapshot) data = parse (file, text);

  assert_written (data, text, file);
  g_assert_cmpint (hu_value_get_size (hu_record_get_unknown (hu_snapshot_get_only (data, HU_KIND_LAYER))), ==,
                   3);
}

static void
test_only_what_is_set (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (ARTICLE, -1);
  g_autofree char *sparse = make_file (text, "  \"status\": \"new\"");
  g_autofree char *file =
      make_file (text,
                 "  \"note\": \"\", \"claims\": [], \"checked\": [], \"layer\": {}, \"status\": \"new\"");
  g_autoptr (HuSnapshot) data = parse (file, text);

  assert_written (data, text, sparse);
}

static void
test_another_text (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (ARTICLE, -1);
  g_autoptr (HuText) other = hu_text_new_from_utf8 ("Short.", -1);
  g_autofree char *file = make_file (
      text, "  \"memos\": [\n"
            "    {\n"
            "      \"id\": \"m\",\n"
            "      \"passage\": [\n"
            "        { \"start\": 0, \"end\": 6, \"quote\": \"Envoys\", \"suffix\": \" seek an accord\" },\n"
            "        { \"start\": 23, \"end\": 30, \"quote\": \"Premier\" }\n"
            "      ]\n"
            "    }\n"
            "  ]");
  g_autoptr (HuSnapshot) data = parse_of (file, other, FALSE);
  g_autoptr (HuSnapshot) blind = parse_of (file, NULL, FALSE);

  /* Nothing is derived from a text that the file is not of: all stays as it was. */
  assert_written (data, other, file);
  assert_written (blind, NULL, file);
}

static void
test_other_line_ends_are_another_text (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("a\nb\n", -1);
  g_autoptr (HuText) other = hu_text_new_from_utf8 ("a\r\nb\r\n", -1);
  g_autofree char *file = make_file (text, "");
  g_autoptr (HuSnapshot) data = parse_of (file, other, FALSE);

  g_assert_cmpstr (hu_text_get_text_sha256 (text), ==, hu_text_get_text_sha256 (other));
}

static void
assert_context (HuText *text, guint start, guint end, guint before, guint after)
{
  HuRange prefix, suffix;

  hu_span_context (text, start, end, &prefix, &suffix);
  g_assert_cmpint (prefix.start, ==, before);
  g_assert_cmpint (prefix.end, ==, start);
  g_assert_cmpint (suffix.start, ==, end);
  g_assert_cmpint (suffix.end, ==, after);
}

static void
test_context (void)
{
  g_autofree char *long_one = g_strnfill (100, 'x');
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("é\r\n𝄞bc\xe2\x80\xa9"
                                                   "d\xe2\x80\xa8"
                                                   "e",
                                                   -1);
  g_autoptr (HuText) long_text = hu_text_new_from_utf8 (long_one, -1);

  assert_context (text, 0, 1, 0, 1);
  assert_context (text, 4, 5, 3, 6);
  assert_context (text, 0, 5, 0, 6);
  assert_context (text, 7, 8, 7, 10);
  assert_context (long_text, 50, 51, 18, 83);
  assert_context (long_text, 10, 90, 0, 100);
}

static void
test_formats (void)
{
  assert_refused (NULL, "[]", HU_ERROR_FORMAT, "x.json: line 1, *");
  assert_refused (NULL, "{}", HU_ERROR_FORMAT, "x.json: line 1, *");
  assert_refused (NULL, "{\n \"format\": \"hustings-codebook\", \"version\": 1}", HU_ERROR_FORMAT,
                  "x.json: line 2, *format: *");
  assert_refused (NULL, "{\"format\": \"hustings-annotations\"}", HU_ERROR_SHAPE, "*version*");
  assert_refused (NULL, "{\"format\": \"hustings-annotations\", \"version\": \"1\"}", HU_ERROR_SHAPE,
                  "*version*");
  /* A newer version is told before its shapes are found strange, wherever it stands. */
  assert_refused (NULL, "{\"claims\": 1, \"format\": \"hustings-annotations\",\n\"version\": 2}",
                  HU_ERROR_VERSION, "x.json: line 2, column 12: version: *");
  assert_refused (NULL,
                  "{\"format\": \"hustings-annotations\", \"version\": 1, \"document\": {}, \"claims\": [",
                  HU_ERROR_SYNTAX, "x.json: line 1, *");
  assert_refused (NULL,
                  "{\"format\": \"hustings-annotations\", \"version\": 1, \"claims\": 1,\n"
                  "<<<<<<< mine\n}",
                  HU_ERROR_CONFLICT_MARKERS, "x.json: line 2, *");
}

/* Something wrong in a file, and where that is. */
static const struct
{
  const char *members;
  const char *message;
} wrong_shapes[] = {
  { "  \"document\": []", NULL },
  { "  \"layer\": 1", "line 8, column 12: layer: an object*" },
  { "  \"status\": [\"done\"]", "line 8, column 13: status: a string*" },
  { "  \"status\": null", "line 8, column 13: status: a string*" },
  { "  \"checked\": {}", "line 8, column 14: checked: a list*" },
  { "  \"checked\": [[0, 5], [3]]", "line 8, column 23: checked[1]: *" },
  { "  \"checked\": [[0, 5], [3, 9]]", "*checked[1]: *order*" },
  { "  \"checked\": [[0, 500]]", "*checked[0]: *end of the text*" },
  { "  \"checked\": [[5, 5]]", "*checked[0]: *" },
  { "  \"checked\": [[-1, 5]]", "*checked[0]: *" },
  { "  \"checked\": [[0.5, 5]]", "*checked[0]: *" },
  { "  \"claims\": {}", "line 8, column 13: claims: a list of objects*" },
  { "  \"claims\": [1]", "line 8, column 14: claims[0]: an object*" },
  { "  \"claims\": [\n{}]", "line 9, column 1: claims[0]: *id*missing*" },
  { "  \"claims\": [{\"id\": \"\"}]", "*claims[0].id: *" },
  { "  \"claims\": [{\"id\": 5}]", "*claims[0].id: *" },
  { "  \"claims\": [{\"id\": \"a\"},\n{\"id\": \"b\"},\n {\"id\": \"a\"}]",
    "line 10, column 9: claims[2].id: *same id*" },
  { "  \"claims\": [{\"id\": \"\\u0000a\"}]", "*claims[0].id: *NUL*" },
  { "  \"claims\": [{\"id\": \"a\", \"speakers\": \"b\"}]", "*claims[0].speakers: a list of strings*" },
  { "  \"claims\": [{\"id\": \"a\", \"speakers\": [\"b\", 2]}]", "*claims[0].speakers[1]: a string*" },
  { "  \"claims\": [{\"id\": \"a\", \"negated\": \"yes\"}]", "*claims[0].negated: true or false*" },
  { "  \"claims\": [{\"id\": \"a\", \"revision\": \"1\"}]", "*claims[0].revision: a number*" },
  { "  \"claims\": [{\"id\": \"a\", \"evidence\": [1]}]", "*claims[0].evidence[0]: an object*" },
  { "  \"claims\": [{\"id\": \"a\", \"verdict\": []}]", "*claims[0].verdict: an object*" },
  { "  \"claims\": [{\"id\": \"a\", \"passage\": []}]", "*claims[0].passage: a list of spans*" },
  { "  \"claims\": [{\"id\": \"a\", \"passage\": {}}]", "*claims[0].passage: a list of spans*" },
  { "  \"claims\": [{\"id\": \"a\", \"passage\": [3]}]", "*claims[0].passage[0]: an object*" },
  { "  \"claims\": [{\"id\": \"a\", \"passage\": [{\"end\": 1}]}]", "*claims[0].passage[0]: *start*" },
  { "  \"claims\": [{\"id\": \"a\", \"passage\": [{\"start\": 1}]}]", "*claims[0].passage[0]: *end*" },
  { "  \"claims\": [{\"id\": \"a\"},\n{\"id\": \"b\", \"passage\": [{\"start\": 0, \"end\": 1},\n"
    "{\"start\": \"1\", \"end\": 2}]}]",
    "line 10, column 11: claims[1].passage[1].start: an offset*" },
  { "  \"claims\": [{\"id\": \"a\", \"passage\": [{\"start\": -1, \"end\": 2}]}]", "*passage[0].start: *" },
  { "  \"claims\": [{\"id\": \"a\", \"passage\": [{\"start\": 1.5, \"end\": 2}]}]", "*passage[0].start: *" },
  { "  \"claims\": [{\"id\": \"a\", \"passage\": [{\"start\": 1e999, \"end\": 2}]}]",
    "*passage[0].start: *" },
  { "  \"claims\": [{\"id\": \"a\", \"passage\": [{\"start\": 1, \"end\": 99999999999}]}]",
    "*passage[0].end: *" },
  { "  \"claims\": [{\"id\": \"a\", \"passage\": [{\"start\": 2, \"end\": 2}]}]",
    "*passage[0].end: *after*" },
  { "  \"claims\": [{\"id\": \"a\", \"passage\": [{\"start\": 2, \"end\": 95}]}]",
    "*passage[0].end: *end of the text*" },
  { "  \"claims\": [{\"id\": \"a\", \"passage\": [{\"start\": 5, \"end\": 6}, {\"start\": 2, \"end\": 3}]}]",
    "*passage[1].start: *order*" },
  { "  \"claims\": [{\"id\": \"a\", \"cue\": [{\"start\": 5, \"end\": 6, \"quote\": 1}]}]",
    "*claims[0].cue[0].quote: a string*" },
  { "  \"claims\": [{\"id\": \"a\", \"cue\": [{\"start\": 5, \"end\": 6, \"anchor\": \"lost\"}]}]",
    "*claims[0].cue[0].start: *lost*" },
  { "  \"claims\": [{\"id\": \"a\", \"cue\": [{\"anchor\": \"lost\", \"was\": 1}]}]",
    "*claims[0].cue[0].was: an object*" },
  { "  \"stances\": [{\"id\": \"a\", \"toward\": \"fee\"}]", "*stances[0].toward: *" },
  { "  \"stances\": [{\"id\": \"a\", \"toward\": {}}]", "*stances[0].toward: *" },
  { "  \"stances\": [{\"id\": \"a\", \"toward\": {\"topic\": \"a\", \"claim\": \"b\"}}]",
    "*stances[0].toward: *" },
  { "  \"units\": [{\"id\": \"a\", \"start\": 1}]", "*units[0]: a start and an end*" },
  { "  \"units\": [{\"id\": \"a\", \"start\": 1, \"end\": 1000}]", "*units[0]: *end of the text*" },
  { "  \"values\": [{\"id\": \"a\", \"score\": \"1\"}]", "*values[0].score: a number*" },
};

static void
test_wrong_shapes (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (ARTICLE, -1);

  for (guint i = 0; i < G_N_ELEMENTS (wrong_shapes); i++)
    {
      g_autofree char *file = make_file (text, wrong_shapes[i].members);
      g_autofree char *message = g_strconcat ("x.json: ", wrong_shapes[i].message, NULL);

      if (wrong_shapes[i].message)
        assert_refused (text, file, HU_ERROR_SHAPE, message);
      else
        assert_refused (text, file, HU_ERROR_SYNTAX, "*twice*");
    }
}

static void
test_wrong_documents (void)
{
#define HEAD "{\"format\": \"hustings-annotations\", \"version\": 1,\n\"document\": "
  assert_refused (NULL, HEAD "[]}", HU_ERROR_SHAPE, "x.json: line 2, column 13: document: an object*");
  assert_refused (NULL, HEAD "1}", HU_ERROR_SHAPE, "*document: an object*");
  assert_refused (NULL, HEAD "{\"sha256\": 1}}", HU_ERROR_SHAPE, "*document.sha256: a string*");
  assert_refused (NULL, HEAD "{\"authors\": [1]}}", HU_ERROR_SHAPE, "*document.authors*0*: a string*");
  assert_refused (NULL, HEAD "{\"characters\": \"1\"}}", HU_ERROR_SHAPE, "*document.characters: a number*");
  assert_refused (NULL, HEAD "{\"parts\": [{\"kind\": \"dek\", \"start\": 1}]}}", HU_ERROR_SHAPE,
                  "*document.parts*0*: a start and an end*");
  assert_refused (NULL, HEAD "{\"parts\": [{\"start\": 1, \"end\": 2}]}}", HU_ERROR_SHAPE,
                  "*document.parts*0*: *kind*");
#undef HEAD
}

/* Random records, by the table. */

static char *
random_word (void)
{
  static const char *const letters[] = { "a",  "b",  "é",  "𝄞",    "ж", " ", "\"",
                                         "\\", "\n", "\t", "\x01", "/", "م" };
  GString *word = g_string_new (NULL);

  for (int n = g_test_rand_int_range (1, 12); n > 0; n--)
    g_string_append (word, letters[g_test_rand_int_range (0, G_N_ELEMENTS (letters))]);
  return g_string_free (word, FALSE);
}

static HuText *
random_text (void)
{
  g_autoptr (GString) string = g_string_new (NULL);

  for (int n = 100; n > 0; n--)
    {
      g_autofree char *word = random_word ();

      g_string_append (string, word);
      if (g_test_rand_bit ())
        g_string_append (string, g_test_rand_bit () ? "\r\n" : "\r");
    }
  return hu_text_new_from_utf8 (string->str, -1);
}

static HuValue *random_value (HuShape shape, guint length, int depth);

static HuValue *
random_list (HuShape shape, guint length, int depth)
{
  HuValue *items[3];
  guint n = g_test_rand_int_range (1, 4);

  for (guint i = 0; i < n; i++)
    items[i] = random_value (shape, length, depth + 1);
  return hu_value_new_list_take (items, n);
}

static HuValue *
random_object (guint length, int depth)
{
  static const char *const keys[] = { "zoo", "ark", "kind", "a b" };
  HuValue *values[4];
  guint n = g_test_rand_int_range (1, 5);

  for (guint i = 0; i < n; i++)
    values[i] =
        random_value (depth < 3 ? (HuShape) g_test_rand_int_range (0, HU_SHAPE_PASSAGE) : HU_SHAPE_STRING,
                      length, depth + 1);
  return hu_value_new_object_take (keys, values, n);
}

static HuValue *
random_ranges (guint length, gboolean passage)
{
  guint n = g_test_rand_int_range (1, 4), at = 0;
  HuSpan spans[3] = { 0 };
  HuValue *items[3];
  HuValue *value;

  for (guint i = 0; i < n; i++)
    {
      spans[i].start = at + g_test_rand_int_range (0, length / 3 - 1);
      spans[i].end = g_test_rand_int_range (spans[i].start, (i + 1) * (length / 3)) + 1;
      at = (i + 1) * (length / 3);
      if (passage && g_test_rand_int_range (0, 4) == 0)
        {
          spans[i].rest = random_object (length, 2);
          if (g_test_rand_bit ())
            {
              g_autoptr (HuValue) anchor = hu_value_new_string ("lost");
              HuValue *lost = hu_value_object_with (spans[i].rest, "anchor", anchor);

              hu_value_unref (spans[i].rest);
              spans[i] = (HuSpan){ 0, 0, TRUE, lost };
            }
        }
      items[i] = NULL;
    }
  if (passage)
    value = hu_value_new_passage (spans, n);
  else
    {
      for (guint i = 0; i < n; i++)
        {
          HuValue *pair[] = { hu_value_new_int (spans[i].start), hu_value_new_int (spans[i].end) };

          items[i] = hu_value_new_list_take (pair, 2);
        }
      value = hu_value_new_list_take (items, n);
    }
  for (guint i = 0; i < n; i++)
    g_clear_pointer (&spans[i].rest, hu_value_unref);
  return value;
}

static HuValue *
random_value (HuShape shape, guint length, int depth)
{
  g_autofree char *word = random_word ();
  g_autoptr (HuValue) string = hu_value_new_string (word);

  switch (shape)
    {
    case HU_SHAPE_STRING:
      return g_steal_pointer (&string);
    case HU_SHAPE_BOOLEAN:
      return hu_value_new_boolean (g_test_rand_bit ());
    case HU_SHAPE_NUMBER:
      return g_test_rand_bit () ? hu_value_new_int (g_test_rand_int ()) : hu_value_new_number ("-1.50E3", -1);
    case HU_SHAPE_STRINGS:
      return random_list (HU_SHAPE_STRING, length, depth);
    case HU_SHAPE_PASSAGE:
      return random_ranges (length, TRUE);
    case HU_SHAPE_OBJECT:
      return random_object (length, depth);
    case HU_SHAPE_OBJECTS:
      return random_list (HU_SHAPE_OBJECT, length, depth);
    case HU_SHAPE_RANGES:
      return random_ranges (length, FALSE);
    case HU_SHAPE_TARGET:
      return hu_value_object_with (NULL, g_test_rand_bit () ? "topic" : "speaker", string);
    }
  g_assert_not_reached ();
}

/* Those that have more to them than their shape. */
static HuValue *
special_value (HuMember member, HuText *text)
{
  guint length = hu_text_get_length (text);

  if (member == HU_MEMBER_TEXT_SHA256)
    return hu_value_new_string (hu_text_get_text_sha256 (text));
  if (member == HU_MEMBER_CHARACTERS)
    return hu_value_new_int (length);
  if (member == HU_MEMBER_START)
    return hu_value_new_int (g_test_rand_int_range (0, length / 2));
  if (member == HU_MEMBER_END)
    return hu_value_new_int (g_test_rand_int_range (length / 2, length) + 1);
  return NULL;
}

static HuRecord *
random_record (HuKind kind, guint serial, HuText *text)
{
  gboolean single = kind == HU_KIND_DOCUMENT || kind == HU_KIND_LAYER;
  g_autofree char *id = single ? g_strdup ("") : g_strdup_printf ("%x-%u", g_test_rand_int (), serial);
  HuRecordBuilder builder;
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (kind, &n);

  hu_record_builder_init (&builder, kind, id, NULL);
  for (gsize i = 0; i < n; i++)
    {
      HuValue *value = special_value (members[i].member, text);

      if (!value && members[i].member != HU_MEMBER_PARTS && g_test_rand_int_range (0, 3) > 0)
        value = random_value (members[i].shape, hu_text_get_length (text), 0);
      hu_record_builder_take (&builder, members[i].member, value);
    }
  if (g_test_rand_bit ())
    {
      g_autoptr (HuValue) zoo = random_value (HU_SHAPE_OBJECTS, hu_text_get_length (text), 0);

      hu_record_builder_take_unknown (&builder, hu_value_object_with (NULL, "zoo", zoo));
    }
  return hu_record_builder_end (&builder);
}

static HuSnapshot *
random_layer (HuText *text)
{
  HuSnapshot *data = hu_snapshot_new ();

  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    {
      guint n = kind <= HU_KIND_LAYER ? 1 : g_test_rand_int_range (0, 12);

      for (guint i = 0; i < n; i++)
        take (data, random_record (kind, i, text));
    }
  return data;
}

static void
assert_same_records (HuSnapshot *a, HuSnapshot *b)
{
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    {
      GPtrArray *left = a->records[kind], *right = b->records[kind];

      g_assert_cmpint (left->len, ==, right->len);
      for (guint i = 0; i < left->len; i++)
        g_assert_true (hu_record_equal (g_ptr_array_index (left, i), g_ptr_array_index (right, i)));
    }
}

static void
test_random_layers (void)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (HuText) text = random_text ();
      g_autoptr (HuSnapshot) data = random_layer (text);
      g_autoptr (GBytes) bytes = hu_layer_file_write (data, text);
      g_autofree char *file = to_string (bytes);
      g_autoptr (HuSnapshot) again = parse (file, text);

      hu_snapshot_sort (data);
      assert_same_records (data, again);
      assert_written (again, text, file);
    }
}

static void
take_tag (HuSnapshot *data, HuKind kind, const char *id, guint start, guint end, const char *claim)
{
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, kind, id, NULL);
  if (end > 0)
    hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, hu_value_new_range (start, end));
  if (claim)
    hu_record_builder_set_string (&builder, HU_MEMBER_CLAIM, claim);
  take (data, hu_record_builder_end (&builder));
}

static char *
join_ids (HuSnapshot *data, HuKind kind)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < data->records[kind]->len; i++)
    g_string_append (ids, hu_record_get_id (g_ptr_array_index (data->records[kind], i)));
  return g_string_free (ids, FALSE);
}

static void
test_order (void)
{
  g_autoptr (HuSnapshot) data = hu_snapshot_new ();
  g_autoptr (HuSnapshot) again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *file = NULL, *claims = NULL, *stances = NULL, *speakers = NULL, *untouched = NULL;

  take_tag (data, HU_KIND_CLAIM, "d", 0, 0, NULL);
  take_tag (data, HU_KIND_CLAIM, "b", 5, 9, NULL);
  take_tag (data, HU_KIND_CLAIM, "a", 5, 9, NULL);
  take_tag (data, HU_KIND_CLAIM, "c", 5, 7, NULL);
  take_tag (data, HU_KIND_CLAIM, "e", 1, 30, NULL);
  take_tag (data, HU_KIND_STANCE, "v", 0, 0, "gone");
  take_tag (data, HU_KIND_STANCE, "w", 0, 0, "a");
  take_tag (data, HU_KIND_STANCE, "x", 4, 5, NULL);
  take_tag (data, HU_KIND_STANCE, "y", 0, 0, "e");
  take_tag (data, HU_KIND_STANCE, "z", 6, 7, NULL);
  take (data, hu_record_new (HU_KIND_SPEAKER, "q"));
  take (data, hu_record_new (HU_KIND_SPEAKER, "p"));
  bytes = hu_layer_file_write (data, NULL);
  file = to_string (bytes);
  again = parse_of (file, NULL, FALSE);
  claims = join_ids (again, HU_KIND_CLAIM);
  stances = join_ids (again, HU_KIND_STANCE);
  speakers = join_ids (again, HU_KIND_SPEAKER);
  untouched = join_ids (data, HU_KIND_CLAIM);
  g_assert_cmpstr (claims, ==, "ecabd");
  g_assert_cmpstr (stances, ==, "yxwzv");
  g_assert_cmpstr (speakers, ==, "pq");
  g_assert_cmpstr (untouched, ==, "dbace");
}

static void
add_name (HuJsonWriter *writer, HuRecord *record, gpointer user_data)
{
  if (hu_record_get_kind (record) == HU_KIND_MEMO)
    hu_json_writer_member_string (writer, "extra", user_data);
}

static void
test_extra_members (void)
{
  g_autoptr (HuSnapshot) data = hu_snapshot_new ();
  g_autoptr (HuJsonWriter) writer = hu_json_writer_new (HU_JSON_WRITER_ONE_LINE);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *written = NULL;

  take (data, hu_record_new (HU_KIND_MEMO, "m"));
  hu_layer_file_write_object (writer, data, NULL, add_name, (gpointer) "x");
  hu_json_writer_end_document (writer);
  bytes = hu_json_writer_steal (writer);
  written = to_string (bytes);
  g_assert_cmpstr (written, ==,
                   "{ \"format\": \"hustings-annotations\", \"version\": 1, \"memos\": [{ \"id\": \"m\", "
                   "\"extra\": \"x\" }] }\n");
}

/* The example of the format's description with all left out filled in, and one with every member. */
static void
test_examples (void)
{
  static const char *const names[] = { "visit.txt.annotations.json", "members.annotations.json" };
  g_autofree char *folder = g_build_filename (g_getenv ("HU_TEST_DATA"), "format", NULL);
  g_autofree char *path = g_build_filename (folder, "visit.txt", NULL);
  g_autofree char *utf8 = NULL;
  g_autoptr (HuText) text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &utf8, NULL, &error);
  g_assert_no_error (error);
  text = hu_text_new_from_utf8 (utf8, -1);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *sidecar = g_build_filename (folder, names[i], NULL);
      g_autofree char *file = NULL;
      g_autoptr (HuSnapshot) data = NULL;

      g_file_get_contents (sidecar, &file, NULL, &error);
      g_assert_no_error (error);
      data = parse (file, text);
      assert_written (data, text, file);
    }
}

static void
assert_all_refuse (GBytes *bytes, const char *name)
{
  g_autofree char *start = g_strconcat (name, ": line ", NULL);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HuSnapshot) layer = i == 0 ? hu_layer_file_parse (bytes, name, NULL, NULL, &error) : NULL;
      g_autoptr (HuCodebook) codebook = i == 1 ? hu_codebook_file_parse (bytes, name, &error) : NULL;
      g_autoptr (HuRegister) speakers = i == 2 ? hu_register_file_parse (bytes, name, &error) : NULL;

      g_assert_true (!layer && !codebook && !speakers);
      g_assert_nonnull (error);
      g_assert_true (g_str_has_prefix (error->message, start));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

/* Whatever a file holds: a message with a place. */
static void
test_suite_of_json (void)
{
  const char *data = g_getenv ("HU_SHARED_DATA");
  g_autofree char *folder = data ? g_build_filename (data, "json-test-suite", "test_parsing", NULL) : NULL;
  g_autoptr (GDir) dir = folder ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  if (!dir)
    {
      g_test_skip ("the JSON test suite is not here");
      return;
    }
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GBytes) bytes = hu_json_load (path, NULL);

      assert_all_refuse (bytes, name);
    }
}

/* A file cut short anywhere, or with a byte changed, is refused or read, and never anything worse. */
static void
test_damaged_files (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("HU_TEST_DATA"), "format", "members.annotations.json", NULL);
  g_autofree char *file = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &file, &length, NULL));
  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *copy = g_memdup2 (file, length);
      gsize at = g_test_rand_int_range (0, length - 1);
      g_autoptr (GBytes) cut = g_bytes_new (file, at);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (HuSnapshot) of_cut = hu_layer_file_parse (cut, "x.json", NULL, NULL, &error);
      g_autoptr (HuSnapshot) of_changed = NULL;

      g_assert_null (of_cut);
      g_clear_error (&error);
      copy[at] = (char) g_test_rand_int_range (0, 256);
      changed = g_bytes_new (copy, length);
      of_changed = hu_layer_file_parse (changed, "x.json", NULL, NULL, &error);
      g_assert_true ((of_changed == NULL) == (error != NULL));
    }
}

/* A record that is read alone never makes a file that can't be read. */
static void
test_record_with_members_of_the_file (void)
{
  static const char *const keys[] = { "format", "version", "document", "claims", "topics" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (HuValue) value = hu_value_new_string ("done");
      g_autoptr (HuValue) object = hu_value_object_with (NULL, keys[i], value);
      g_autoptr (GError) error = NULL;

      g_assert_null (hu_layer_file_read_record (HU_KIND_LAYER, object, NULL, &error));
      g_assert_error (error, HU_ERROR, HU_ERROR_SHAPE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layer-file/empty", test_empty);
  g_test_add_func ("/layer-file/layout", test_layout);
  g_test_add_func ("/layer-file/unknown-members-survive", test_unknown_members_survive);
  g_test_add_func ("/layer-file/only-what-is-set", test_only_what_is_set);
  g_test_add_func ("/layer-file/another-text", test_another_text);
  g_test_add_func ("/layer-file/other-line-ends-are-another-text", test_other_line_ends_are_another_text);
  g_test_add_func ("/layer-file/context", test_context);
  g_test_add_func ("/layer-file/formats", test_formats);
  g_test_add_func ("/layer-file/wrong-shapes", test_wrong_shapes);
  g_test_add_func ("/layer-file/wrong-documents", test_wrong_documents);
  g_test_add_func ("/layer-file/random-layers", test_random_layers);
  g_test_add_func ("/layer-file/order", test_order);
  g_test_add_func ("/layer-file/extra-members", test_extra_members);
  g_test_add_func ("/layer-file/examples", test_examples);
  g_test_add_func ("/layer-file/suite-of-json", test_suite_of_json);
  g_test_add_func ("/layer-file/record-with-members-of-the-file", test_record_with_members_of_the_file);
  g_test_add_func ("/layer-file/damaged-files", test_damaged_files);
  return g_test_run ();
}
