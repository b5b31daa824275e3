/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import adds to a project's codebook and register: what they lack; nothing in them is changed. */
#include "config.h"

#include "hu-import-private.h"

#include "hu-codebook-file.h"
#include "hu-edit.h"
#include "hu-register-file.h"
#include "hu-save.h"

#include <glib/gi18n-lib.h>

/* The lists of a codebook whose entries have ids. */
static const char *const lists[] = { "types", "scales", "topics", "speaker_kinds", "fields", "coders" };

static gboolean
has_id (HuValue *list, const char *id)
{
  for (gsize i = 0; i < hu_value_get_size (list); i++)
    if (g_strcmp0 (hu_value_get_member_string (hu_value_get_item (list, i), "id"), id) == 0)
      return TRUE;
  return FALSE;
}

/* @mine with the entries of @theirs that it lacks. @n: (inout): counts them. (transfer full) (nullable) */
static HuValue *
join_lists (HuValue *mine, HuValue *theirs, guint *n)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  for (gsize i = 0; i < hu_value_get_size (mine); i++)
    g_ptr_array_add (entries, hu_value_ref (hu_value_get_item (mine, i)));
  for (gsize i = 0; i < hu_value_get_size (theirs); i++)
    {
      HuValue *entry = hu_value_get_item (theirs, i);

      if (has_id (mine, hu_value_get_member_string (entry, "id")))
        continue;
      g_ptr_array_add (entries, hu_value_ref (entry));
      (*n)++;
    }
  return entries->len ? hu_value_new_list_take ((HuValue **) entries->pdata, entries->len) : NULL;
}

/* (transfer full) */
static HuValue *
with_revision (HuValue *codebook, int revision, const char *format)
{
  g_autofree char *time = hu_time_now ();
  g_autofree char *what = g_strdup_printf (_ ("Imported: %s"), format);
  const char *keys[] = { "revision", "changed", "what" };
  HuValue *values[] = { hu_value_new_int (revision), hu_value_new_string (time), hu_value_new_string (what) };
  g_autoptr (HuValue) entry = hu_value_new_object_take (keys, values, 3);
  HuValue *before = hu_value_get_member (codebook, "history");
  g_autoptr (HuValue) history = before ? hu_value_list_with_item (before, entry)
                                       : hu_value_new_list_take (&(HuValue *){ hu_value_ref (entry) }, 1);
  g_autoptr (HuValue) number = hu_value_new_int (revision);
  g_autoptr (HuValue) numbered = hu_value_object_with (codebook, "revision", number);
  g_autoptr (HuValue) unhashed = hu_value_object_with (numbered, "hash", NULL);

  return hu_value_object_with (unhashed, "history", history);
}

/* (transfer full) (nullable): NULL where nothing is lacking, or they don't go together */
static HuCodebook *
join_codebooks (HuCodebook *mine, HuCodebook *theirs, const char *format, GError **error)
{
  g_autoptr (HuValue) joined = hu_value_ref (hu_codebook_get_value (mine));
  g_autoptr (HuValue) revised = NULL;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (HuValue) before = g_steal_pointer (&joined);
      g_autoptr (HuValue) list =
          join_lists (hu_value_get_member (before, lists[i]),
                      hu_value_get_member (hu_codebook_get_value (theirs), lists[i]), &n);

      joined = hu_value_object_with (before, lists[i], list);
    }
  if (n == 0)
    return NULL;
  revised = with_revision (joined, hu_codebook_get_revision (mine) + 1, format);
  return hu_codebook_new (revised, error);
}

static void
save (const char *path, GBytes *bytes, HuImportOutcome *outcome)
{
  g_autoptr (GError) error = NULL;

  if (hu_save_bytes (path, bytes, &error))
    g_ptr_array_add (outcome->files, g_strdup (path));
  else
    hu_import_report_add (outcome->report, HU_REMARK_ERROR, 0, "%s", error->message);
}

static void
add_codebook (const char *folder, HuCodebook *codebook, const char *format, HuImportOutcome *outcome)
{
  g_autofree char *path = g_build_filename (folder, HU_CODEBOOK_FILE_NAME, NULL);
  g_autoptr (HuCodebook) there = NULL;
  g_autoptr (HuCodebook) joined = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      there = hu_codebook_file_load (path, &error);
      joined = there ? join_codebooks (there, codebook, format, &error) : NULL;
    }
  else
    joined = hu_codebook_ref (codebook);
  if (error)
    hu_import_report_add (outcome->report, HU_REMARK_WARNING, 0, _ ("The codebook stays as it is: %s"),
                          error->message);
  if (!joined)
    return;
  bytes = hu_codebook_file_write (joined);
  save (path, bytes, outcome);
}

static void
add_speakers (const char *folder, GPtrArray *speakers, HuImportOutcome *outcome)
{
  g_autofree char *path = g_build_filename (folder, HU_REGISTER_FILE_NAME, NULL);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (HuRegister) registered = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gboolean changed = FALSE;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    registered = hu_register_file_load (path, &error);
  else
    registered = hu_register_new (none, NULL);
  if (!registered)
    {
      hu_import_report_add (outcome->report, HU_REMARK_WARNING, 0,
                            _ ("The speaker register stays as it is: %s"), error->message);
      return;
    }
  for (guint i = 0; i < speakers->len; i++)
    {
      HuRecord *speaker = g_ptr_array_index (speakers, i);
      g_autoptr (HuRegister) before = NULL;

      if (hu_register_find (registered, hu_record_get_id (speaker)))
        continue;
      before = g_steal_pointer (&registered);
      registered = hu_register_with_speaker (before, speaker);
      changed = TRUE;
    }
  if (!changed)
    return;
  bytes = hu_register_file_write (registered);
  save (path, bytes, outcome);
}

void
hu_import_add_to_project (const char *folder,
                          HuImportResult *result,
                          const char *format,
                          HuImportOutcome *outcome)
{
  if (result->codebook)
    add_codebook (folder, result->codebook, format, outcome);
  if (result->speakers->len > 0)
    add_speakers (folder, result->speakers, outcome);
}
