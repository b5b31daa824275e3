/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strict reader and the writer: what is refused and where, what is kept, how it is laid out. */
#include "hu-json.h"

#include "hu-error.h"
#include "hu-json-writer.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static HuValue *
parse_len (const char *json, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, length);

  return hu_json_parse (bytes, "x.json", error);
}

static HuValue *
parse (const char *json, GError **error)
{
  return parse_len (json, strlen (json), error);
}

static void
assert_refused_len (const char *json, gsize length, int code, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HuValue) value = parse_len (json, length, &error);

  g_assert_null (value);
  g_assert_error (error, HU_ERROR, code);
  if (!g_pattern_match_simple (message, error->message))
    g_error ("\"%s\" is not like \"%s\"", error->message, message);
}

static void
assert_refused (const char *json, int code, const char *message)
{
  assert_refused_len (json, strlen (json), code, message);
}

static void
test_accepts (void)
{
  static const char *const fine[] = { "{}",         "[]",
                                      " 1\r\n",     "\"\\ud83d\\ude00\"",
                                      "null",       "[-0, 1e5, 1E-2, 0.5, 123456789012345678901234567890]",
                                      "\"\"",       "{\"a\": {\"a\": {}}, \"b\": []}",
                                      "\"=======\"" };

  for (guint i = 0; i < G_N_ELEMENTS (fine); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HuValue) value = parse (fine[i], &error);

      g_assert_no_error (error);
      g_assert_nonnull (value);
    }
}

static void
test_refuses (void)
{
  assert_refused ("", HU_ERROR_SYNTAX, "x.json: line 1, column 1: *empty*");
  assert_refused (" \n ", HU_ERROR_SYNTAX, "x.json: line 2, column *");
  assert_refused ("\xef\xbb\xbf{}", HU_ERROR_SYNTAX, "x.json: line 1, column 1: *byte order mark*");
  assert_refused ("{} {}", HU_ERROR_SYNTAX, "x.json: line 1, column *");
  assert_refused ("[1,]", HU_ERROR_SYNTAX, "x.json: line 1, column *");
  assert_refused ("{\"a\":1,}", HU_ERROR_SYNTAX, "x.json: line 1, column *");
  assert_refused ("// no\n{}", HU_ERROR_SYNTAX, "x.json: line 1, column *");
  assert_refused ("/* no */ {}", HU_ERROR_SYNTAX, "x.json: line 1, column *");
  assert_refused ("['a']", HU_ERROR_SYNTAX, "x.json: line 1, column *");
  assert_refused ("[", HU_ERROR_SYNTAX, "x.json: line 1, column *");
  assert_refused ("[1 2]", HU_ERROR_SYNTAX, "x.json: line 1, column *");
  assert_refused ("[\"a\nb\"]", HU_ERROR_SYNTAX, "x.json: line *");
  assert_refused ("{a: 1}", HU_ERROR_SYNTAX, "x.json: line 1, column *");
  assert_refused ("nul", HU_ERROR_SYNTAX, "x.json: line 1, column *");
  assert_refused ("\"\\x\"", HU_ERROR_SYNTAX, "x.json: line 1, column *");
  assert_refused_len ("[\"a\0b\"]", 7, HU_ERROR_SYNTAX, "x.json: line 1, column *");
  assert_refused_len ("[]\0", 3, HU_ERROR_SYNTAX, "x.json: line 1, column *");
}

static void
test_refuses_numbers (void)
{
  static const char *const bad[] = { "01",  "+1",       "1.",  ".5", "1e", "1e+",   "-",   "--",  "-.5",
                                     "0x1", "Infinity", "NaN", "1a", "1_", "0e1.5", "-01", "1.e1" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *json = g_strdup_printf ("[%s]", bad[i]);

      assert_refused (json, HU_ERROR_SYNTAX, "x.json: line 1, column *");
      assert_refused (bad[i], HU_ERROR_SYNTAX, "x.json: line 1, column *");
    }
}

static void
assert_accepted (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HuValue) value = parse (json, &error);

  g_assert_no_error (error);
  g_assert_nonnull (value);
}

static void
test_refuses_surrogates (void)
{
  assert_refused ("[1,\n \"a\\ud800\"]", HU_ERROR_SYNTAX, "x.json: line 2, column 4: *surrogate*");
  assert_refused ("\"\\udc00\"", HU_ERROR_SYNTAX, "x.json: line 1, column 2: *surrogate*");
  assert_refused ("\"\\uDBFF\\uDBFF\"", HU_ERROR_SYNTAX, "*surrogate*");
  assert_refused ("\"\\ud800x\"", HU_ERROR_SYNTAX, "*surrogate*");
  assert_refused ("\"\\ud800\\n\"", HU_ERROR_SYNTAX, "*surrogate*");
  assert_refused ("{\"\\ud800\": 1}", HU_ERROR_SYNTAX, "*surrogate*");
  /* An escaped backslash is none. */
  assert_accepted ("\"\\\\ud800\"");
}

static void
test_refuses_utf8 (void)
{
  assert_refused ("[\"é\xff\"]", HU_ERROR_SYNTAX, "x.json: line 1, column 4: *UTF-8*");
  assert_refused ("[\"\xc0\xaf\"]", HU_ERROR_SYNTAX, "*UTF-8*");
  assert_refused ("[\"\xed\xa0\x80\"]", HU_ERROR_SYNTAX, "*UTF-8*");
  assert_refused ("[\"\xf4\x90\x80\x80\"]", HU_ERROR_SYNTAX, "*UTF-8*");
  assert_refused ("[\"\xe2\x82", HU_ERROR_SYNTAX, "*UTF-8*");
}

static void
test_refuses_duplicates (void)
{
  g_autoptr (GString) many = g_string_new ("{");

  assert_refused ("{\"a\": 1,\n  \"b\": 2, \"a\": 3}", HU_ERROR_SYNTAX, "x.json: line 2, column 11: *twice*");
  assert_refused ("{\"a\": 1, \"\\u0061\": 3}", HU_ERROR_SYNTAX, "*twice*");
  assert_refused ("[{\"a\": {\"b\": 1}, \"c\": [], \"a\": 3}]", HU_ERROR_SYNTAX, "*twice*");
  assert_refused ("{\"\": 1, \"\": 3}", HU_ERROR_SYNTAX, "*twice*");
  assert_refused ("{\"a\\u0000\": 1}", HU_ERROR_SYNTAX, "*NUL*");
  for (guint i = 0; i < 200; i++)
    g_string_append_printf (many, "%s\"k%u\": {\"k%u\": 1}", i ? ", " : "", i, i);
  g_string_append (many, "}");
  assert_accepted (many->str);
  for (guint i = 0; i < 200; i += 33)
    {
      g_autofree char *twice = g_strdup_printf ("%.*s, \"k%u\": 0}", (int) many->len - 1, many->str, i);

      assert_refused (twice, HU_ERROR_SYNTAX, "*twice*");
    }
}

static void
test_depth (void)
{
  g_autofree char *open = g_strnfill (64, '[');
  g_autofree char *close = g_strnfill (64, ']');
  g_autofree char *fine = g_strconcat (open, close, NULL);
  g_autofree char *deep = g_strconcat ("{\"a\":", open, close, "}", NULL);
  g_autofree char *abyss = g_strnfill (1000000, '[');
  g_autoptr (HuValue) value = parse (fine, NULL);

  g_assert_nonnull (value);
  assert_refused (deep, HU_ERROR_SYNTAX, "x.json: line 1, column 69: *nested*");
  assert_refused (abyss, HU_ERROR_SYNTAX, "x.json: line 1, column 65: *nested*");
}

static void
test_conflict_markers (void)
{
  assert_refused ("{\n<<<<<<< HEAD\n  \"a\": 1\n=======\n  \"a\": 2\n>>>>>>> theirs\n}\n",
                  HU_ERROR_CONFLICT_MARKERS, "x.json: line 2, column 1: *");
  assert_refused ("{\n  \"a\": 1,\n  \"a\": 1,\n>>>>>>> theirs\n}\n", HU_ERROR_CONFLICT_MARKERS,
                  "x.json: line 4, *");
  assert_refused ("<<<<<<<", HU_ERROR_CONFLICT_MARKERS, "x.json: line 1, *");
  assert_refused ("[\n<<<<<< \n]", HU_ERROR_SYNTAX, "x.json: line 2, *");
}

static void
test_large_files_stay_unread (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  FILE *file;
  int fd = g_file_open_tmp ("hu-json-XXXXXX", &path, &error);

  g_assert_no_error (error);
  file = fdopen (fd, "w");
  /* Sparse: takes no room. */
  g_assert_cmpint (ftruncate (fd, (off_t) HU_JSON_MAX_SIZE + 1), ==, 0);
  fclose (file);
  bytes = hu_json_load (path, &error);
  g_assert_null (bytes);
  g_assert_error (error, HU_ERROR, HU_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_unlink (path);
  bytes = hu_json_load (path, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  bytes = hu_json_load (g_get_tmp_dir (), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
}

static void
test_keeps_letters (void)
{
  g_autoptr (HuValue) value = parse ("{\"n\": 1.50E+03, \"s\": \"a\\u0000b\\/\", \"big\": 1e400}", NULL);
  HuValue *string = hu_value_get_member (value, "s");

  g_assert_cmpstr (hu_value_get_string (hu_value_get_member (value, "n")), ==, "1.50E+03");
  g_assert_cmpstr (hu_value_get_string (hu_value_get_member (value, "big")), ==, "1e400");
  g_assert_cmpmem (hu_value_get_string (string), hu_value_get_string_length (string), "a\0b/", 4);
  g_assert_cmpstr (hu_value_get_key (value, 2), ==, "big");
}

static void
assert_place (const char *json, const char *path, const char *place)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;

  g_assert_false (hu_json_fail_at (bytes, "x.json", path, HU_ERROR_SHAPE, "odd", &error));
  g_assert_error (error, HU_ERROR, HU_ERROR_SHAPE);
  g_assert_cmpstr (error->message, ==, place);
}

static void
test_places (void)
{
  const char *json = "{\n  \"a\": [ 1, {\"ä\": \"ö\", \"b\": [ [ 2 ], [ 3,\n 4 ] ] } ],\n  \"c\": true\n}\n";

  assert_place (json, "", "x.json: line 1, column 1: odd");
  assert_place (json, "a", "x.json: line 2, column 8: a: odd");
  assert_place (json, "a[0]", "x.json: line 2, column 10: a[0]: odd");
  assert_place (json, "a[1]", "x.json: line 2, column 13: a[1]: odd");
  assert_place (json, "a[1].ä", "x.json: line 2, column 19: a[1].ä: odd");
  assert_place (json, "a[1].b[0]", "x.json: line 2, column 31: a[1].b[0]: odd");
  assert_place (json, "a[1].b[1][1]", "x.json: line 3, column 2: a[1].b[1][1]: odd");
  assert_place (json, "c", "x.json: line 4, column 8: c: odd");
}

/* Ours is stricter than JSON here. */
static const char *const stricter[] = {
  "y_object_duplicated_key.json",           /* duplicate keys */
  "y_object_duplicated_key_and_value.json", /* duplicate keys */
  "y_object_escaped_null_in_key.json",      /* a NUL in a name */
};

static void
try_file (const char *path, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = hu_json_load (path, &error);
  g_autoptr (HuValue) value = NULL;
  gboolean expected = name[0] == 'y';

  g_assert_no_error (error);
  value = hu_json_parse (bytes, name, &error);
  g_assert_true ((value == NULL) == (error != NULL));
  for (guint i = 0; i < G_N_ELEMENTS (stricter); i++)
    expected = expected && strcmp (stricter[i], name) != 0;
  if (name[0] != 'i' && expected != (value != NULL))
    g_error ("%s was %s: %s", name, value ? "accepted" : "refused", error ? error->message : "");
  /* Whatever was let in is written so that it reads back equal. */
  if (value)
    {
      g_autoptr (HuJsonWriter) writer = hu_json_writer_new (HU_JSON_WRITER_INDENTED);
      g_autoptr (GBytes) written = NULL;
      g_autoptr (HuValue) again = NULL;

      hu_json_writer_value (writer, value);
      hu_json_writer_end_document (writer);
      written = hu_json_writer_steal (writer);
      again = hu_json_parse (written, name, &error);
      g_assert_no_error (error);
      g_assert_true (hu_value_equal (value, again));
    }
}

static void
test_suite (void)
{
  const char *data = g_getenv ("HU_SHARED_DATA");
  g_autofree char *folder = data ? g_build_filename (data, "json-test-suite", "test_parsing", NULL) : NULL;
  g_autoptr (GDir) dir = folder ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  guint n = 0;

  if (!dir)
    {
      g_test_skip ("the JSON test suite is not here");
      return;
    }
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      try_file (path, name);
      n++;
    }
  g_assert_cmpint (n, >, 300);
}

static void
assert_written (HuValue *value, HuJsonWriterStyle style, const char *expected)
{
  g_autoptr (HuJsonWriter) writer = hu_json_writer_new (style);
  g_autoptr (GBytes) bytes = NULL;

  hu_json_writer_value (writer, value);
  hu_json_writer_end_document (writer);
  bytes = hu_json_writer_steal (writer);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, strlen (expected));
}

static void
test_layout (void)
{
  const char *json = "{\n"
                     "  \"name\": \"Ilse \\\"Marrow\\\"\\n\\u0001ü\\u007f/\",\n"
                     "  \"aliases\": [\"Ilse\", \"I. M.\"],\n"
                     "  \"ranges\": [\n"
                     "    [0, 1310],\n"
                     "    [1400, 1.50]\n"
                     "  ],\n"
                     "  \"coder\": { \"id\": \"ilse\", \"old\": null, \"on\": true },\n"
                     "  \"empty\": {},\n"
                     "  \"none\": [],\n"
                     "  \"deep\": {\n"
                     "    \"list\": [\n"
                     "      { \"a\": false },\n"
                     "      1\n"
                     "    ]\n"
                     "  }\n"
                     "}\n";
  g_autoptr (GString) expected = g_string_new (json);
  g_autoptr (HuValue) value = parse (json, NULL);

  /* DEL needs no escape. */
  g_string_replace (expected, "\\u007f", "\x7f", 0);
  assert_written (value, HU_JSON_WRITER_INDENTED, expected->str);
}

static void
test_one_line (void)
{
  g_autoptr (HuValue) value = parse ("{\"a\":[1,[2,\"x\"],{\"b\":[{}]}],\"c\":[]}", NULL);

  assert_written (value, HU_JSON_WRITER_ONE_LINE, "{ \"a\": [1, [2, \"x\"], { \"b\": [{}] }], \"c\": [] }\n");
  assert_written (value, HU_JSON_WRITER_COMPACT, "{\"a\":[1,[2,\"x\"],{\"b\":[{}]}],\"c\":[]}");
}

static void
test_long_objects_take_lines (void)
{
  g_autofree char *x = g_strnfill (90, 'x');
  g_autofree char *json = g_strdup_printf ("[\n  {\n    \"id\": \"a\",\n    \"label\": \"%s\"\n  }\n]\n", x);
  g_autoptr (HuValue) value = parse (json, NULL);

  assert_written (value, HU_JSON_WRITER_INDENTED, json);
}

static void
test_streams (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (HuJsonWriter) writer = hu_json_writer_new_to_stream (stream, HU_JSON_WRITER_INDENTED);
  g_autoptr (HuJsonWriter) broken = NULL;
  g_autoptr (HuValue) value = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  hu_json_writer_begin_list (writer);
  for (guint i = 0; i < 50000; i++)
    hu_json_writer_int (writer, i);
  hu_json_writer_end_list (writer);
  hu_json_writer_end_document (writer);
  g_assert_cmpint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), >, 200000);
  g_assert_true (hu_json_writer_finish (writer, &error));
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  value = hu_json_parse (bytes, "x.json", &error);
  g_assert_no_error (error);
  g_assert_cmpint (hu_value_get_size (value), ==, 50000);

  /* A closed stream takes nothing: said at the end. */
  broken = hu_json_writer_new_to_stream (stream, HU_JSON_WRITER_INDENTED);
  hu_json_writer_int (broken, 1);
  g_assert_false (hu_json_writer_finish (broken, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/accepts", test_accepts);
  g_test_add_func ("/json/refuses", test_refuses);
  g_test_add_func ("/json/refuses-numbers", test_refuses_numbers);
  g_test_add_func ("/json/refuses-surrogates", test_refuses_surrogates);
  g_test_add_func ("/json/refuses-utf8", test_refuses_utf8);
  g_test_add_func ("/json/refuses-duplicates", test_refuses_duplicates);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/conflict-markers", test_conflict_markers);
  g_test_add_func ("/json/large-files-stay-unread", test_large_files_stay_unread);
  g_test_add_func ("/json/keeps-letters", test_keeps_letters);
  g_test_add_func ("/json/places", test_places);
  g_test_add_func ("/json/suite", test_suite);
  g_test_add_func ("/json/layout", test_layout);
  g_test_add_func ("/json/one-line", test_one_line);
  g_test_add_func ("/json/long-objects-take-lines", test_long_objects_take_lines);
  g_test_add_func ("/json/streams", test_streams);
  return g_test_run ();
}
