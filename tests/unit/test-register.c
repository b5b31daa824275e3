/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The speaker register: finding, joining, growing, its file; and ids made from names. */
#include "hu-register-file.h"

#include "hu-error.h"
#include "hu-slug.h"

#include <glib/gstdio.h>
#include <string.h>

#define SPEAKERS                                                                                             \
  "{\n"                                                                                                      \
  "  \"format\": \"hustings-speakers\",\n"                                                                   \
  "  \"version\": 1,\n"                                                                                      \
  "  \"speakers\": [\n"                                                                                      \
  "    {\n"                                                                                                  \
  "      \"id\": \"anneke-voss\",\n"                                                                         \
  "      \"name\": \"Anneke Voss\",\n"                                                                       \
  "      \"kind\": \"person\",\n"                                                                            \
  "      \"aliases\": [\"Voss\", \"the Premier\"],\n"                                                        \
  "      \"affiliations\": [\n"                                                                              \
  "        { \"speaker\": \"bloc\", \"role\": \"Premier\", \"from\": \"2029-05\" }\n"                        \
  "      ],\n"                                                                                               \
  "      \"zoo\": 1.0\n"                                                                                     \
  "    },\n"                                                                                                 \
  "    {\n"                                                                                                  \
  "      \"id\": \"bloc\",\n"                                                                                \
  "      \"name\": \"Coastal bloc\",\n"                                                                      \
  "      \"kind\": \"government\"\n"                                                                         \
  "    },\n"                                                                                                 \
  "    {\n"                                                                                                  \
  "      \"id\": \"officials\",\n"                                                                           \
  "      \"name\": \"officials\",\n"                                                                         \
  "      \"kind\": \"group\",\n"                                                                             \
  "      \"named\": false\n"                                                                                 \
  "    }\n"                                                                                                  \
  "  ],\n"                                                                                                   \
  "  \"merged\": { \"voss\": \"a-voss\", \"a-voss\": \"anneke-voss\", \"x\": \"y\", \"y\": \"x\" },\n"       \
  "  \"claims\": 5,\n"                                                                                       \
  "  \"note\": null\n"                                                                                       \
  "}\n"

static HuRegister *
parse (const char *file, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (file, strlen (file));

  return hu_register_file_parse (bytes, "speakers.json", error);
}

static void
assert_written (HuRegister *speakers, const char *expected)
{
  g_autoptr (GBytes) bytes = hu_register_file_write (speakers);
  g_autofree char *written = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_cmpstr (written, ==, expected);
}

static void
test_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HuRegister) speakers = parse (SPEAKERS, &error);
  g_autoptr (HuRegister) empty = hu_register_new (NULL, NULL);

  g_assert_no_error (error);
  g_assert_cmpint (hu_register_get_size (speakers), ==, 3);
  assert_written (speakers, SPEAKERS);
  assert_written (empty, "{\n  \"format\": \"hustings-speakers\",\n  \"version\": 1\n}\n");
}

static void
assert_id (HuRecord *found, const char *id)
{
  g_assert_cmpstr (found ? hu_record_get_id (found) : NULL, ==, id);
}

static void
test_find (void)
{
  g_autoptr (HuRegister) speakers = parse (SPEAKERS, NULL);

  assert_id (hu_register_find (speakers, "bloc"), "bloc");
  assert_id (hu_register_find (speakers, "voss"), "anneke-voss");
  assert_id (hu_register_find (speakers, "x"), NULL);
  assert_id (hu_register_find (speakers, "nobody"), NULL);
  assert_id (hu_register_find_name (speakers, "  VOSS "), "anneke-voss");
  assert_id (hu_register_find_name (speakers, "the  premier"), "anneke-voss");
  assert_id (hu_register_find_name (speakers, "ﬀ"), NULL);
}

static HuRecord *
make_speaker (const char *name, const char *kind, gboolean named)
{
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_SPEAKER, "new", NULL);
  hu_record_builder_set_string (&builder, HU_MEMBER_NAME, name);
  hu_record_builder_set_string (&builder, HU_MEMBER_KIND, kind);
  if (!named)
    hu_record_builder_take (&builder, HU_MEMBER_NAMED, hu_value_new_boolean (FALSE));
  return hu_record_builder_end (&builder);
}

static void
test_find_same (void)
{
  g_autoptr (HuRegister) speakers = parse (SPEAKERS, NULL);
  g_autoptr (HuRecord) voss = make_speaker ("voss", NULL, TRUE);
  g_autoptr (HuRecord) bloc = make_speaker ("COASTAL BLOC", "government", TRUE);
  g_autoptr (HuRecord) party = make_speaker ("Coastal bloc", "party", TRUE);
  g_autoptr (HuRecord) officials = make_speaker ("officials", "group", FALSE);
  g_autoptr (HuRecord) named_officials = make_speaker ("officials", "group", TRUE);

  assert_id (hu_register_find_same (speakers, voss), "anneke-voss");
  assert_id (hu_register_find_same (speakers, bloc), "bloc");
  assert_id (hu_register_find_same (speakers, party), NULL);
  /* Those whom the text doesn't name are never joined by name. */
  assert_id (hu_register_find_same (speakers, officials), NULL);
  assert_id (hu_register_find_same (speakers, named_officials), NULL);
}

static void
test_with_speaker (void)
{
  g_autoptr (HuRegister) speakers = parse (SPEAKERS, NULL);
  g_autoptr (HuRecord) speaker = make_speaker ("Bero Lind", "person", TRUE);
  g_autoptr (HuRegister) more = hu_register_with_speaker (speakers, speaker);
  g_autoptr (HuRecord) renamed = hu_record_with_string (speaker, HU_MEMBER_NAME, "Bero Lindt");
  g_autoptr (HuRegister) other = hu_register_with_speaker (more, renamed);

  g_assert_cmpint (hu_register_get_size (speakers), ==, 3);
  g_assert_cmpint (hu_register_get_size (more), ==, 4);
  g_assert_cmpint (hu_register_get_size (other), ==, 4);
  assert_id (hu_register_find_name (more, "bero lind"), "new");
  assert_id (hu_register_find_name (other, "bero lind"), NULL);
  assert_id (hu_register_find (other, "voss"), "anneke-voss");
}

static void
assert_refused (const char *file, int code, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HuRegister) speakers = parse (file, &error);

  g_assert_null (speakers);
  g_assert_error (error, HU_ERROR, code);
  if (!g_pattern_match_simple (message, error->message))
    g_error ("\"%s\" is not like \"%s\"", error->message, message);
}

#define HEAD "{\"format\": \"hustings-speakers\", \"version\": 1,\n"

static void
test_refusals (void)
{
  assert_refused ("{", HU_ERROR_SYNTAX, "speakers.json: line 1, *");
  assert_refused ("{\"format\": \"hustings-annotations\", \"version\": 1}", HU_ERROR_FORMAT, "*register*");
  assert_refused ("{\"format\": \"hustings-speakers\", \"version\": 9}", HU_ERROR_VERSION, "*newer*");
  assert_refused (HEAD "\"speakers\": {}}", HU_ERROR_SHAPE, "speakers.json: line 2, column 13: speakers: *");
  assert_refused (HEAD "\"speakers\": [{}]}", HU_ERROR_SHAPE, "*speakers[0]: *id*");
  assert_refused (HEAD "\"speakers\": [{\"id\": \"a\"}, {\"id\": \"a\"}]}", HU_ERROR_SHAPE,
                  "*speakers[1].id: *");
  assert_refused (HEAD "\"speakers\": [{\"id\": \"a\", \"aliases\": \"b\"}]}", HU_ERROR_SHAPE,
                  "*speakers[0].aliases: *");
  assert_refused (HEAD "\"merged\": []}", HU_ERROR_SHAPE, "*merged: *");
  assert_refused (HEAD "\"merged\": {\"a\": \"b\",\n \"c\": 1}}", HU_ERROR_SHAPE,
                  "speakers.json: line 3, column 7: merged.c: *");
}

static void
test_load (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HuRegister) speakers = NULL;
  int fd = g_file_open_tmp ("speakers-XXXXXX.json", &path, NULL);

  g_assert_true (g_close (fd, NULL));
  g_assert_true (g_file_set_contents (path, SPEAKERS, -1, NULL));
  speakers = hu_register_file_load (path, &error);
  g_assert_no_error (error);
  g_assert_true (hu_register_get_is_file (speakers));
  g_unlink (path);
  g_assert_null (hu_register_file_load (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
assert_slug (const char *name, const char *expected)
{
  g_autofree char *slug = hu_slug (name);

  g_assert_cmpstr (slug, ==, expected);
}

static void
test_slugs (void)
{
  g_autofree char *long_name = g_strnfill (200, 'a');
  g_autofree char *long_slug = hu_slug (long_name);

  assert_slug ("Anneke Voss", "anneke-voss");
  assert_slug ("  the   Ministry (of Grain)! ", "the-ministry-of-grain");
  assert_slug ("ÉCOLE ﬁne", "école-fine");
  assert_slug ("e\xcc\x81", "é");
  assert_slug ("ИВАН III", "иван-iii");
  assert_slug ("السيد", "السيد");
  assert_slug ("Iı", "iı");
  assert_slug ("…", "x");
  assert_slug ("", "x");
  g_assert_cmpint (strlen (long_slug), ==, 64);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/register/file", test_file);
  g_test_add_func ("/register/find", test_find);
  g_test_add_func ("/register/find-same", test_find_same);
  g_test_add_func ("/register/with-speaker", test_with_speaker);
  g_test_add_func ("/register/refusals", test_refusals);
  g_test_add_func ("/register/load", test_load);
  g_test_add_func ("/slug", test_slugs);
  return g_test_run ();
}
