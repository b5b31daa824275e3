/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a document with its layer, in a worker. */
#include "config.h"
#include "hu-loader.h"

#include "hu-error.h"
#include "hu-layer-file.h"
#include "hu-parts.h"
#include "hu-sidecar.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

void
hu_loaded_free (HuLoaded *self)
{
  g_free (self->path);
  g_free (self->layer_path);
  g_free (self->coder);
  g_clear_pointer (&self->text, hu_text_unref);
  g_clear_pointer (&self->snapshot, hu_snapshot_unref);
  g_free (self->read_only_reason);
  g_free (self->unreadable);
  g_free (self);
}

#define MAX_DOCUMENT_BYTES (100 * 1024 * 1024)

static GBytes *
read_document (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;
  char *data;
  gsize length;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                            G_FILE_QUERY_INFO_NONE, NULL, error);
  if (!info)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                           _ ("This is not a file that can be read."));
      return NULL;
    }
  /* Refused unread. */
  if (g_file_info_get_size (info) > MAX_DOCUMENT_BYTES)
    {
      g_set_error_literal (error, HU_ERROR, HU_ERROR_TOO_LARGE, _ ("This file is larger than 100 MB."));
      return NULL;
    }
  if (!g_file_load_contents (file, NULL, &data, &length, NULL, error))
    return NULL;
  return g_bytes_new_take (data, length);
}

/* The facts about a document, as they were recognised. */

static HuValue *
parts_value (GArray *parts)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  static const char *const keys[] = { "kind", "start", "end" };

  for (guint i = 0; i < parts->len; i++)
    {
      HuPart part = g_array_index (parts, HuPart, i);
      HuValue *values[] = { hu_value_new_string (hu_part_kind_get_name (part.kind)),
                            hu_value_new_int (part.start), hu_value_new_int (part.end) };

      g_ptr_array_add (items, hu_value_new_object_take (keys, values, 3));
    }
  return items->len ? hu_value_new_list_take ((HuValue **) items->pdata, items->len) : NULL;
}

static void
set_missing (HuRecordBuilder *builder, HuMember member, HuValue *value)
{
  if (builder->members[member])
    g_clear_pointer (&value, hu_value_unref);
  else
    hu_record_builder_take (builder, member, value);
}

static HuValue *
string_or_null (const char *string)
{
  return string ? hu_value_new_string (string) : NULL;
}

/* What the layer file doesn't say is recognised anew: it is written with the next edit, never at opening. */
static HuRecord *
complete_facts (HuRecord *record, const char *path, HuText *text)
{
  g_autoptr (HuArticle) article = hu_article_recognise (text);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_to_utf8 (name, -1, NULL, NULL, NULL);
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_DOCUMENT, "", record);
  if (shown)
    hu_record_builder_set_string (&builder, HU_MEMBER_FILE, shown);
  set_missing (&builder, HU_MEMBER_SHA256, hu_value_new_string (hu_text_get_sha256 (text)));
  set_missing (&builder, HU_MEMBER_TEXT_SHA256, hu_value_new_string (hu_text_get_text_sha256 (text)));
  set_missing (&builder, HU_MEMBER_ENCODING, hu_value_new_string (hu_text_get_encoding (text)));
  set_missing (&builder, HU_MEMBER_CHARACTERS, hu_value_new_int (hu_text_get_length (text)));
  set_missing (&builder, HU_MEMBER_PARTS, parts_value (article->parts));
  if (!record)
    {
      set_missing (&builder, HU_MEMBER_HEADLINE, string_or_null (article->headline));
      set_missing (&builder, HU_MEMBER_DEK, string_or_null (article->dek));
      if (article->authors)
        set_missing (&builder, HU_MEMBER_AUTHORS,
                     hu_value_new_strings ((const char *const *) article->authors,
                                           g_strv_length (article->authors)));
      set_missing (&builder, HU_MEMBER_OUTLET, string_or_null (article->outlet));
      set_missing (&builder, HU_MEMBER_PUBLISHED, string_or_null (article->published));
      set_missing (&builder, HU_MEMBER_LANGUAGE, string_or_null (article->language));
    }
  return hu_record_builder_end (&builder);
}

static void
set_facts (HuSnapshot *snapshot, const char *path, HuText *text)
{
  HuRecord *record = hu_snapshot_get_only (snapshot, HU_KIND_DOCUMENT);
  HuRecord *complete =
      complete_facts (record && hu_record_get (record, HU_MEMBER_SHA256) ? record : NULL, path, text);

  g_ptr_array_set_size (snapshot->records[HU_KIND_DOCUMENT], 0);
  g_ptr_array_add (snapshot->records[HU_KIND_DOCUMENT], complete);
}

/* The layer. */

static char *
explain (GError *error)
{
  switch (error->domain == HU_ERROR ? error->code : -1)
    {
    case HU_ERROR_VERSION:
      return g_strdup_printf (
          _ ("These annotations were written by a newer version of Hustings, so they can only be "
             "read here. %s"),
          error->message);
    case HU_ERROR_CONFLICT_MARKERS:
      return g_strdup_printf (
          _ ("The annotations hold two versions that Git could not merge, so they can only be read "
             "here. %s"),
          error->message);
    default:
      return NULL;
    }
}

/* The layer says in which encoding its offsets were counted: that one counts, unless a person chose another.
 */
static gboolean
follow_encoding (HuLoaded *loaded, HuSnapshot *snapshot, GBytes *document)
{
  HuRecord *facts = hu_snapshot_get_only (snapshot, HU_KIND_DOCUMENT);
  const char *encoding = facts ? hu_record_get_string (facts, HU_MEMBER_ENCODING) : NULL;
  HuText *text;

  if (!encoding || strcmp (encoding, hu_text_get_encoding (loaded->text)) == 0)
    return FALSE;
  text = hu_text_new (document, encoding, NULL);
  if (!text)
    return FALSE;
  hu_text_unref (loaded->text);
  loaded->text = text;
  return TRUE;
}

static void
read_layer (HuLoaded *loaded, const char *layer_path, GBytes *document, gboolean encoding_chosen)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HuSnapshot) snapshot = NULL;
  gboolean matches = TRUE;

  snapshot = hu_layer_file_load (layer_path, loaded->text, &matches, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return;
  if (snapshot && !matches && !encoding_chosen && follow_encoding (loaded, snapshot, document))
    {
      g_clear_pointer (&snapshot, hu_snapshot_unref);
      snapshot = hu_layer_file_load (layer_path, loaded->text, &matches, &error);
    }
  if (!snapshot)
    {
      loaded->read_only_reason = explain (error);
      if (!loaded->read_only_reason)
        loaded->unreadable = g_strdup (error->message);
      return;
    }
  if (!matches)
    loaded->read_only_reason =
        g_strdup (_ ("The article was changed after it was tagged: the tags no longer stand where "
                     "they stood. It can only be read here."));
  hu_snapshot_unref (loaded->snapshot);
  loaded->snapshot = g_steal_pointer (&snapshot);
}

HuLoaded *
hu_load (const char *path, const char *encoding, const char *coder, GError **error)
{
  g_autoptr (HuLoaded) loaded = g_new0 (HuLoaded, 1);
  g_autoptr (GBytes) document = NULL;
  g_autoptr (GError) name_error = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  loaded->path = g_strdup (path);
  loaded->coder = g_strdup (coder);
  document = read_document (path, error);
  if (!document)
    return NULL;
  loaded->text = hu_text_new (document, encoding, error);
  if (!loaded->text)
    return NULL;
  loaded->snapshot = hu_snapshot_new ();
  loaded->layer_path = hu_sidecar_path_for (path, coder, &name_error);
  if (name_error)
    loaded->read_only_reason = g_strdup (name_error->message);
  else
    read_layer (loaded, loaded->layer_path, document, encoding != NULL);
  if (loaded->unreadable)
    {
      g_autofree char *recovery = hu_recovery_path_for (path, coder);
      g_autofree char *why = g_steal_pointer (&loaded->unreadable);

      if (g_file_test (recovery, G_FILE_TEST_EXISTS))
        read_layer (loaded, recovery, document, encoding != NULL);
      g_free (loaded->unreadable);
      loaded->unreadable = g_steal_pointer (&why);
    }
  set_facts (loaded->snapshot, path, loaded->text);
  return g_steal_pointer (&loaded);
}
