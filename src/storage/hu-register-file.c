/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The speaker register's file: speakers.json at the root of a project folder. */
#include "config.h"

#include "hu-register-file.h"

#include "hu-error.h"
#include "hu-json.h"
#include "hu-layer-file-private.h"

#include <glib/gi18n-lib.h>

/* What is wrong goes to @findings where they are given, else it fails. */
static gboolean
find_wrong (
    GBytes *bytes, const char *name, const char *path, const char *what, GPtrArray *findings, GError **error)
{
  if (!findings)
    return hu_json_fail_at (bytes, name, path, HU_ERROR_SHAPE, what, error);
  hu_findings_take (findings, HU_FINDING_ERROR, g_strdup (path), hu_json_find_below (bytes, 0, path), what);
  return TRUE;
}

/* {"old id": "id"}. What isn't so leads nowhere, and is kept. */
static gboolean
check_merged (HuValue *merged, GBytes *bytes, const char *name, GPtrArray *findings, GError **error)
{
  if (merged && hu_value_get_type_of (merged) != HU_VALUE_OBJECT)
    return find_wrong (bytes, name, "merged", _ ("an object is expected"), findings, error);
  for (gsize i = 0; i < hu_value_get_size (merged); i++)
    {
      g_autofree char *path = g_strconcat ("merged.", hu_value_get_key (merged, i), NULL);

      if (hu_value_get_type_of (hu_value_get_nth (merged, i)) == HU_VALUE_STRING)
        continue;
      if (findings && findings->len > HU_FINDINGS_MAX)
        break;
      if (!find_wrong (bytes, name, path, _ ("a string is expected"), findings, error))
        return FALSE;
    }
  return TRUE;
}

static HuRegister *
read_register (GBytes *bytes, const char *name, GPtrArray *findings, GError **error)
{
  g_autoptr (HuSnapshot) snapshot = hu_layer_file_read_speakers (bytes, name, findings, error);
  HuValue *rest;

  if (!snapshot)
    return NULL;
  rest = hu_record_get_unknown (hu_snapshot_get_only (snapshot, HU_KIND_LAYER));
  if (!check_merged (rest ? hu_value_get_member (rest, "merged") : NULL, bytes, name, findings, error))
    return NULL;
  if (findings)
    hu_json_place_findings (bytes, findings, FALSE);
  return hu_register_new (snapshot->records[HU_KIND_SPEAKER], rest);
}

HuRegister *
hu_register_file_parse (GBytes *bytes, const char *name, GError **error)
{
  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);
  return read_register (bytes, name, NULL, error);
}

HuRegister *
hu_register_file_read (GBytes *bytes, const char *name, GPtrArray *findings, GError **error)
{
  HuRegister *speakers;

  g_return_val_if_fail (bytes != NULL && name != NULL && findings != NULL, NULL);
  speakers = read_register (bytes, name, findings, error);
  if (speakers)
    hu_register_mark_file (speakers);
  return speakers;
}

HuRegister *
hu_register_file_load (const char *path, GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = NULL;
  HuRegister *speakers;

  g_return_val_if_fail (path != NULL, NULL);
  name = g_filename_display_basename (path);
  bytes = hu_json_load (path, error);
  speakers = bytes ? hu_register_file_parse (bytes, name, error) : NULL;
  if (speakers)
    hu_register_mark_file (speakers);
  return speakers;
}

HuRegister *
hu_register_file_load_sound (const char *path, char **problem)
{
  g_autofree char *name = NULL;
  g_autofree char *left_out = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) findings = hu_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  HuRegister *speakers = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  name = g_filename_display_basename (path);
  bytes = hu_json_load (path, &error);
  if (bytes)
    speakers = hu_register_file_read (bytes, name, findings, &error);
  left_out = hu_findings_describe_error (findings);
  /* A file that isn't there is no problem. */
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    text = g_strdup_printf (_ ("The speaker register can't be read: %s"), error->message);
  else if (left_out)
    text = g_strdup_printf (_ ("What can't be read of the speaker register is left out, and nothing is added "
                               "to it until that is mended: %s: %s"),
                            name, left_out);
  if (problem)
    *problem = g_steal_pointer (&text);
  return speakers;
}

GBytes *
hu_register_file_write (HuRegister *speakers)
{
  g_autoptr (HuJsonWriter) writer = hu_json_writer_new (HU_JSON_WRITER_INDENTED);
  gsize n;
  HuValue *rest;

  g_return_val_if_fail (speakers != NULL, NULL);
  n = hu_register_get_size (speakers);
  rest = hu_register_get_rest (speakers);
  hu_json_writer_begin_object (writer);
  hu_json_writer_member_string (writer, "format", "hustings-speakers");
  hu_json_writer_member_int (writer, "version", 1);
  if (n > 0)
    {
      hu_json_writer_key (writer, hu_kind_get_list_name (HU_KIND_SPEAKER));
      hu_json_writer_begin_list (writer);
      for (gsize i = 0; i < n; i++)
        hu_layer_file_write_record (writer, hu_register_get_nth (speakers, i), NULL);
      hu_json_writer_end_list (writer);
    }
  for (gsize i = 0; i < hu_value_get_size (rest); i++)
    hu_json_writer_member (writer, hu_value_get_key (rest, i), hu_value_get_nth (rest, i));
  hu_json_writer_end_object (writer);
  hu_json_writer_end_document (writer);
  return hu_json_writer_steal (writer);
}
