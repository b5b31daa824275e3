/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codebook: what it gives, how it grows, what its file may hold, and its hash. */
#include "hu-codebook-file.h"

#include "hu-error.h"
#include "hu-json.h"
#include "hu-labels.h"

#include <string.h>

#define CODEBOOK                                                                                             \
  "{\n"                                                                                                      \
  "  \"format\": \"hustings-codebook\",\n"                                                                   \
  "  \"version\": 1,\n"                                                                                      \
  "  \"revision\": 7,\n"                                                                                     \
  "  \"title\": \"Grain treaty 2031\",\n"                                                                    \
  "  \"types\": [\n"                                                                                         \
  "    { \"id\": \"factual\", \"label\": \"Factual\", \"key\": \"1\" }\n"                                    \
  "  ],\n"                                                                                                   \
  "  \"scales\": [\n"                                                                                        \
  "    {\n"                                                                                                  \
  "      \"id\": \"position\",\n"                                                                            \
  "      \"label\": \"Position\",\n"                                                                         \
  "      \"values\": [\n"                                                                                    \
  "        { \"id\": \"supports\", \"label\": \"Supports\", \"score\": 1, \"key\": \"1\" },\n"               \
  "        { \"id\": \"withheld\", \"label\": \"Withheld\", \"key\": \"5\" }\n"                              \
  "      ]\n"                                                                                                \
  "    },\n"                                                                                                 \
  "    {\n"                                                                                                  \
  "      \"id\": \"heat\",\n"                                                                                \
  "      \"values\": [\n"                                                                                    \
  "        { \"id\": \"hot\", \"label\": \"Hot\", \"key\": \"1\" }\n"                                        \
  "      ]\n"                                                                                                \
  "    }\n"                                                                                                  \
  "  ],\n"                                                                                                   \
  "  \"topics\": [\n"                                                                                        \
  "    { \"id\": \"fee\", \"label\": \"Harbour fee\", \"key\": \"h\", \"parent\": \"trade\" },\n"            \
  "    { \"id\": \"mood\", \"label\": \"Mood\", \"scale\": \"heat\" }\n"                                     \
  "  ],\n"                                                                                                   \
  "  \"topics_open\": false,\n"                                                                              \
  "  \"fields\": [\n"                                                                                        \
  "    {\n"                                                                                                  \
  "      \"id\": \"group\",\n"                                                                               \
  "      \"label\": \"Group\",\n"                                                                            \
  "      \"applies_to\": [\"claim\"],\n"                                                                     \
  "      \"kind\": \"text\"\n"                                                                               \
  "    }\n"                                                                                                  \
  "  ],\n"                                                                                                   \
  "  \"coders\": [\n"                                                                                        \
  "    { \"id\": \"ilse\", \"name\": \"Ilse Marrow\" }\n"                                                    \
  "  ],\n"                                                                                                   \
  "  \"zoo\": 1.50e+2\n"                                                                                     \
  "}\n"

static HuCodebook *
parse (const char *file, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (file, strlen (file));

  return hu_codebook_file_parse (bytes, "codebook.json", error);
}

static char *
write_file (HuCodebook *codebook)
{
  g_autoptr (GBytes) bytes = hu_codebook_file_write (codebook);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_views (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HuCodebook) codebook = parse (CODEBOOK, &error);
  const HuCode *code;
  gsize n;

  g_assert_no_error (error);
  g_assert_cmpstr (hu_codebook_get_title (codebook), ==, "Grain treaty 2031");
  g_assert_cmpint (hu_codebook_get_revision (codebook), ==, 7);
  g_assert_false (hu_codebook_get_topics_open (codebook));
  g_assert_true (hu_codebook_get_speakers_open (codebook));
  g_assert_false (hu_codebook_get_unitizing (codebook));
  hu_codebook_get_codes (codebook, HU_CODES_VALUES, &n);
  g_assert_cmpint (n, ==, 3);

  code = hu_codebook_find (codebook, HU_CODES_VALUES, "supports");
  g_assert_true (code->has_score);
  g_assert_cmpfloat (code->score, ==, 1);
  g_assert_cmpstr (code->scale, ==, "position");
  g_assert_false (hu_codebook_find (codebook, HU_CODES_VALUES, "withheld")->has_score);
  g_assert_cmpstr (hu_codebook_find (codebook, HU_CODES_TOPICS, "fee")->parent, ==, "trade");
  g_assert_cmpstr (hu_codebook_find (codebook, HU_CODES_CODERS, "ilse")->label, ==, "Ilse Marrow");
  g_assert_cmpstr (hu_codebook_find (codebook, HU_CODES_SCALES, "heat")->label, ==, "heat");
  g_assert_null (hu_codebook_find (codebook, HU_CODES_TYPES, "fee"));
  code = hu_codebook_find (codebook, HU_CODES_FIELDS, "group");
  g_assert_true (hu_code_applies_to (code, "claim"));
  g_assert_false (hu_code_applies_to (code, "stance"));
}

static void
test_keys (void)
{
  g_autoptr (HuCodebook) codebook = parse (CODEBOOK, NULL);

  g_assert_cmpstr (hu_codebook_find_key (codebook, HU_CODES_TOPICS, NULL, "H")->id, ==, "fee");
  g_assert_cmpstr (hu_codebook_find_key (codebook, HU_CODES_VALUES, "heat", "1")->id, ==, "hot");
  g_assert_null (hu_codebook_find_key (codebook, HU_CODES_VALUES, "heat", "5"));
  g_assert_cmpstr (hu_codebook_get_topic_scale (codebook, "fee"), ==, "position");
  g_assert_cmpstr (hu_codebook_get_topic_scale (codebook, "mood"), ==, "heat");
  g_assert_cmpstr (hu_codebook_get_scale_value (codebook, "position", 1)->id, ==, "withheld");
  g_assert_cmpstr (hu_codebook_get_scale_value (codebook, NULL, 0)->id, ==, "supports");
  g_assert_null (hu_codebook_get_scale_value (codebook, "heat", 1));
}

static void
test_file (void)
{
  g_autoptr (HuCodebook) codebook = parse (CODEBOOK, NULL);
  g_autofree char *written = write_file (codebook);

  g_assert_cmpstr (written, ==, CODEBOOK);
  g_assert_false (hu_codebook_get_is_file (codebook));
}

static void
assert_refused (const char *file, int code, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HuCodebook) codebook = parse (file, &error);

  g_assert_null (codebook);
  g_assert_error (error, HU_ERROR, code);
  if (!g_pattern_match_simple (message, error->message))
    g_error ("\"%s\" is not like \"%s\"", error->message, message);
}

#define HEAD "{\"format\": \"hustings-codebook\", \"version\": 1,\n"

static void
test_refusals (void)
{
  assert_refused ("", HU_ERROR_SYNTAX, "codebook.json: line 1, *");
  assert_refused ("[]", HU_ERROR_FORMAT, "codebook.json: line 1, *");
  assert_refused ("{\"format\": \"hustings-annotations\", \"version\": 1}", HU_ERROR_FORMAT, "*");
  assert_refused ("{\"format\": \"hustings-codebook\", \"version\": 2}", HU_ERROR_VERSION, "*newer*");
  assert_refused ("{\"format\": \"hustings-codebook\",\n \"version\": \"1\"}", HU_ERROR_SHAPE,
                  "codebook.json: line 2, column 13: version: *");
  assert_refused (HEAD "\"types\": {}}", HU_ERROR_SHAPE, "codebook.json: line 2, column 10: types: *");
  assert_refused (HEAD "\"types\": [\n1]}", HU_ERROR_SHAPE, "codebook.json: line 3, column 1: types[0]: *");
  assert_refused (HEAD "\"types\": [{\"label\": \"x\"}]}", HU_ERROR_SHAPE, "*types[0]: *id*");
  assert_refused (HEAD "\"types\": [{\"id\": \"a\"},\n{\"id\": \"a\"}]}", HU_ERROR_SHAPE,
                  "codebook.json: line 3, column 1: types[1]: *");
  assert_refused (HEAD "\"history\": 1}", HU_ERROR_SHAPE, "*history: *");
  /* Ids of values are distinct over all scales. */
  assert_refused (HEAD "\"scales\": [{\"id\": \"a\", \"values\": [{\"id\": \"x\"}]},\n"
                       "{\"id\": \"b\", \"values\": [\n{\"id\": \"x\"}]}]}",
                  HU_ERROR_SHAPE, "codebook.json: line 4, column 1: scales[1].values[0]: *");
}

static void
test_builtin (void)
{
  g_autoptr (HuCodebook) codebook = hu_codebook_load_builtin ();
  const HuCode *codes;
  gsize n;

  codes = hu_codebook_get_codes (codebook, HU_CODES_TYPES, &n);
  g_assert_cmpint (n, ==, 7);
  g_assert_cmpstr (codes[2].id, ==, "prediction");
  g_assert_cmpstr (codes[2].key, ==, "3");
  codes = hu_codebook_get_codes (codebook, HU_CODES_VALUES, &n);
  g_assert_cmpint (n, ==, 5);
  g_assert_cmpstr (codes[1].id, ==, "opposes");
  g_assert_cmpfloat (codes[1].score, ==, -1);
  g_assert_false (codes[3].has_score);
  g_assert_true (hu_codebook_get_topics_open (codebook));
  g_assert_false (hu_codebook_get_is_file (codebook));
  /* Every kind of speaker has a name of its own, not just its id. */
  codes = hu_codebook_get_codes (codebook, HU_CODES_SPEAKER_KINDS, &n);
  g_assert_cmpint (n, ==, 9);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpstr (hu_label_for_speaker_kind (codebook, codes[i].id), !=, codes[i].id);
}

static void
test_with_topic (void)
{
  g_autoptr (HuCodebook) codebook = parse (CODEBOOK, NULL);
  g_autoptr (HuCodebook) changed =
      hu_codebook_with_topic (codebook, "bread", "Bread", "position", "ilse", "2031-03-05T10:12:09Z");
  HuValue *history = hu_value_get_member (hu_codebook_get_value (changed), "history");
  HuValue *entry = hu_value_get_item (history, 0);
  g_autofree char *written = write_file (changed);
  g_autoptr (HuCodebook) again = parse (written, NULL);

  g_assert_cmpint (hu_codebook_get_revision (changed), ==, 8);
  g_assert_cmpstr (hu_codebook_find (changed, HU_CODES_TOPICS, "bread")->label, ==, "Bread");
  g_assert_null (hu_codebook_find (codebook, HU_CODES_TOPICS, "bread"));
  g_assert_cmpint (hu_value_get_size (history), ==, 1);
  g_assert_cmpint (hu_value_get_int (hu_value_get_member (entry, "revision")), ==, 8);
  g_assert_cmpstr (hu_value_get_member_string (entry, "by"), ==, "ilse");
  g_assert_cmpstr (hu_value_get_member_string (entry, "changed"), ==, "2031-03-05T10:12:09Z");
  /* What it doesn't know is kept; the hash is another, and holds in the file. */
  g_assert_nonnull (strstr (written, "\"zoo\": 1.50e+2"));
  g_assert_cmpstr (hu_codebook_get_hash (changed), !=, hu_codebook_get_hash (codebook));
  g_assert_cmpstr (hu_codebook_get_hash (changed), ==, hu_codebook_get_hash (again));
}

static void
test_hash (void)
{
  g_autoptr (HuCodebook) a = parse (HEAD "\"title\": \"T\", \"revision\": 1}", NULL);
  g_autoptr (HuCodebook) b = parse ("{\"revision\": 1.0e0, \"version\": 1, \"title\": \"\\u0054\", \"hash\": "
                                    "\"x\", \"format\": \"hustings-codebook\", \"history\": []}",
                                    NULL);
  const char *canonical = "{\"format\":\"hustings-codebook\",\"revision\":1,\"title\":\"T\",\"version\":1}";
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical, -1);

  g_assert_cmpstr (hu_codebook_get_hash (a), ==, hash);
  g_assert_cmpstr (hu_codebook_get_hash (b), ==, hash);
}

static void
assert_canonical (const char *json, const char *expected)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  g_autoptr (HuValue) value = hu_json_parse (bytes, "x.json", &error);
  g_autofree char *canonical = NULL;

  g_assert_no_error (error);
  canonical = hu_value_to_canonical_json (value);
  g_assert_cmpstr (canonical, ==, expected);
}

static void
test_canonical_form (void)
{
  assert_canonical ("[ null, true , false, {}, [] ]", "[null,true,false,{},[]]");
  assert_canonical ("[222222222.22222221, 1E30, 4.50, 2e-3, 0.000000000000000000000000001, -0, 1e21, 1e20]",
                    "[222222222.2222222,1e+30,4.5,0.002,1e-27,0,1e+21,100000000000000000000]");
  assert_canonical ("[0.000001, 0.0000001, 123456789012345680000, 5e-324, -1.5, 9007199254740993]",
                    "[0.000001,1e-7,123456789012345680000,5e-324,-1.5,9007199254740992]");
  assert_canonical ("\"\\u20ac\\u000F\\u000aB\\u0042\\u0022\\u005c\\/\\u007f\\t\"",
                    "\"€\\u000f\\nBB\\\"\\\\/\x7f\\t\"");
  /* By UTF-16: what is beyond the basic plane comes before U+FB33. */
  assert_canonical ("{\"\\u20ac\": 1, \"\\r\": 2, \"\\ufb33\": 3, \"1\": 4, \"\\ud83d\\ude00\": 5, "
                    "\"\\u00f6\": 6, \"\": 7}",
                    "{\"\":7,\"\\r\":2,\"1\":4,\"ö\":6,\"€\":1,\"😀\":5,\"\xef\xac\xb3\":3}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codebook/views", test_views);
  g_test_add_func ("/codebook/keys", test_keys);
  g_test_add_func ("/codebook/file", test_file);
  g_test_add_func ("/codebook/refusals", test_refusals);
  g_test_add_func ("/codebook/builtin", test_builtin);
  g_test_add_func ("/codebook/with-topic", test_with_topic);
  g_test_add_func ("/codebook/hash", test_hash);
  g_test_add_func ("/codebook/canonical-form", test_canonical_form);
  return g_test_run ();
}
