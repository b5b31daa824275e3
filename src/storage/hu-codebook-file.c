/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codebook's file: codebook.json at the root of a project folder; and the built-in codebook. */
#include "config.h"

#include "hu-codebook-file.h"

#include "hu-json-writer.h"
#include "hu-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The model says what is wrong as "path: what", or just what: the line is found from the path. */
static void
place_error (GBytes *bytes, const char *name, GError *plain, GError **error)
{
  const char *colon = strstr (plain->message, ": ");
  g_autofree char *path = colon ? g_strndup (plain->message, colon - plain->message) : g_strdup ("");

  hu_json_fail_at (bytes, name, path, plain->code, colon ? colon + 2 : plain->message, error);
}

HuCodebook *
hu_codebook_file_parse (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (HuValue) value = NULL;
  g_autoptr (GError) plain = NULL;
  HuCodebook *codebook;

  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);
  value = hu_json_parse (bytes, name, error);
  if (!value)
    return NULL;
  codebook = hu_codebook_new (value, &plain);
  if (!codebook)
    place_error (bytes, name, plain, error);
  return codebook;
}

HuCodebook *
hu_codebook_file_read (GBytes *bytes, const char *name, GPtrArray *findings, GError **error)
{
  g_autoptr (HuValue) value = NULL;
  g_autoptr (GError) plain = NULL;
  HuCodebook *codebook;

  g_return_val_if_fail (bytes != NULL && name != NULL && findings != NULL, NULL);
  value = hu_json_parse (bytes, name, error);
  if (!value)
    return NULL;
  codebook = hu_codebook_new_from_sound (value, findings, &plain);
  if (!codebook)
    {
      place_error (bytes, name, plain, error);
      return NULL;
    }
  hu_json_place_findings (bytes, findings, TRUE);
  hu_codebook_mark_file (codebook);
  return codebook;
}

HuCodebook *
hu_codebook_file_load (const char *path, GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = NULL;
  HuCodebook *codebook;

  g_return_val_if_fail (path != NULL, NULL);
  name = g_filename_display_basename (path);
  bytes = hu_json_load (path, error);
  codebook = bytes ? hu_codebook_file_parse (bytes, name, error) : NULL;
  if (codebook)
    hu_codebook_mark_file (codebook);
  return codebook;
}

HuCodebook *
hu_codebook_file_load_sound (const char *path, char **problem)
{
  g_autofree char *name = NULL;
  g_autofree char *left_out = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) findings = hu_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  HuCodebook *codebook = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  name = g_filename_display_basename (path);
  bytes = hu_json_load (path, &error);
  if (bytes)
    codebook = hu_codebook_file_read (bytes, name, findings, &error);
  left_out = hu_findings_describe_error (findings);
  /* A file that isn't there is no problem. */
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    text = g_strdup_printf (_ ("The codebook can't be read, so the built-in one serves: %s"), error->message);
  else if (left_out)
    text = g_strdup_printf (_ ("What can't be read of the codebook is left out, and nothing is added to it "
                               "until that is mended: %s: %s"),
                            name, left_out);
  if (problem)
    *problem = g_steal_pointer (&text);
  return codebook;
}

GBytes *
hu_codebook_file_write (HuCodebook *codebook)
{
  g_autoptr (HuJsonWriter) writer = hu_json_writer_new (HU_JSON_WRITER_INDENTED);

  g_return_val_if_fail (codebook != NULL, NULL);
  hu_json_writer_value (writer, hu_codebook_get_value (codebook));
  hu_json_writer_end_document (writer);
  return hu_json_writer_steal (writer);
}

HuCodebook *
hu_codebook_load_builtin (void)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/org/hustings/core/builtin.json", 0, NULL);
  g_autoptr (GError) error = NULL;
  HuCodebook *codebook = bytes ? hu_codebook_file_parse (bytes, "builtin.json", &error) : NULL;

  /* Compiled in, so this is a bug of ours. */
  if (!codebook)
    {
      g_warning ("The built-in codebook: %s", error ? error->message : "not there");
      codebook = hu_codebook_new_empty ();
    }
  return codebook;
}
