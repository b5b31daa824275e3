/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample project and the built-in codebook, through the program's own readers: a layer file that we ship
 * is written again byte for byte. */
#include "hu-codebook.h"
#include "hu-json.h"
#include "hu-layer-file.h"

#define SUFFIX ".annotations.json"

static GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (contents, length);
}

static void
assert_stable (const char *path)
{
  g_autofree char *document = g_strndup (path, strlen (path) - strlen (SUFFIX));
  g_autoptr (GBytes) file = read_file (path);
  g_autoptr (GBytes) bytes = read_file (document);
  g_autoptr (GError) error = NULL;
  g_autoptr (HuText) text = hu_text_new (bytes, NULL, &error);
  g_autoptr (HuSnapshot) snapshot = NULL;
  g_autoptr (GBytes) written = NULL;
  gboolean matches = FALSE;

  g_assert_no_error (error);
  snapshot = hu_layer_file_parse (file, path, text, &matches, &error);
  g_assert_no_error (error);
  g_assert_true (matches);
  written = hu_layer_file_write (snapshot, text);
  g_assert_cmpmem (g_bytes_get_data (written, NULL), g_bytes_get_size (written),
                   g_bytes_get_data (file, NULL), g_bytes_get_size (file));
}

static void
test_layers_are_stable (gconstpointer folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint found = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, SUFFIX))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        assert_stable (path);
        found++;
      }
  g_assert_cmpuint (found, >, 0);
}

static HuCodebook *
parse_codebook (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HuValue) value = hu_json_parse (bytes, "codebook.json", &error);
  HuCodebook *codebook;

  g_assert_no_error (error);
  codebook = hu_codebook_new (value, &error);
  g_assert_no_error (error);
  return codebook;
}

static void
test_builtin_codebook (void)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/org/hustings/core/builtin.json", 0, NULL);
  g_autoptr (HuCodebook) codebook = NULL;

  g_assert_nonnull (bytes);
  codebook = parse_codebook (bytes);
  g_assert_true (hu_codebook_get_topics_open (codebook));
}

/* The layers name the codebook that they were coded with. */
static void
test_codebook_of_the_layers (gconstpointer folder)
{
  g_autofree char *path = g_build_filename (folder, "codebook.json", NULL);
  g_autofree char *layer_path = g_build_filename (folder, "coastal-envoys.txt" SUFFIX, NULL);
  g_autoptr (GBytes) bytes = read_file (path);
  g_autoptr (GBytes) layer = read_file (layer_path);
  g_autoptr (HuCodebook) codebook = parse_codebook (bytes);

  g_assert_nonnull (g_strstr_len (g_bytes_get_data (layer, NULL), (gssize) g_bytes_get_size (layer),
                                  hu_codebook_get_hash (codebook)));
}

int
main (int argc, char *argv[])
{
  const char *data = g_getenv ("HU_TEST_DATA");
  g_autofree char *samples = g_build_filename (data, "..", "..", "data", "samples", NULL);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/samples/builtin-codebook", test_builtin_codebook);
  g_test_add_data_func ("/samples/layers-are-stable", samples, test_layers_are_stable);
  g_test_add_data_func ("/samples/codebook-of-the-layers", samples, test_codebook_of_the_layers);
  return g_test_run ();
}
