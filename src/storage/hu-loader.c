/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a document with its layer, in a worker. */
#include "config.h"
#include "hu-loader.h"

#include "hu-error.h"
#include "hu-json.h"
#include "hu-conflict-markers.h"
#include "hu-layer-file.h"
#include "hu-merge-layers.h"
#include "hu-operations.h"
#include "hu-parts.h"
#include "hu-recovery.h"
#include "hu-sidecar.h"
#include "hu-state-file.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

void
hu_loaded_free (HuLoaded *self)
{
  g_free (self->path);
  g_free (self->layer_path);
  g_free (self->coder);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->text, hu_text_unref);
  g_clear_pointer (&self->snapshot, hu_snapshot_unref);
  g_free (self->read_only_reason);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self->unreadable);
  g_free (self->layer_sha256);
  g_free (self->file_sha256);
  g_clear_pointer (&self->file_bytes, g_bytes_unref);
  g_clear_pointer (&self->file_snapshot, hu_snapshot_unref);
  g_clear_pointer (&self->recovery, hu_recovery_free);
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

static gboolean
overlaps_any (HuValue *parts, HuPart part)
{
  for (gsize i = 0; i < hu_value_get_size (parts); i++)
    {
      HuValue *other = hu_value_get_item (parts, i);

      if (hu_value_get_int (hu_value_get_member (other, "start")) < part.end &&
          hu_value_get_int (hu_value_get_member (other, "end")) > part.start)
        return TRUE;
    }
  return FALSE;
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  gint64 x = hu_value_get_int (hu_value_get_member (*(HuValue **) a, "start"));
  gint64 y = hu_value_get_int (hu_value_get_member (*(HuValue **) b, "start"));

  return x < y ? -1 : x > y;
}

/* What a person said, and what is recognised where nobody said anything. (transfer full) (nullable) */
static HuValue *
merge_parts (HuValue *said, GArray *recognised)
{
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (HuPart));
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (HuValue) guesses = NULL;

  for (guint i = 0; i < recognised->len; i++)
    if (!overlaps_any (said, g_array_index (recognised, HuPart, i)))
      g_array_append_val (others, g_array_index (recognised, HuPart, i));
  guesses = parts_value (others);
  for (gsize i = 0; i < hu_value_get_size (said); i++)
    g_ptr_array_add (all, hu_value_ref (hu_value_get_item (said, i)));
  for (gsize i = 0; i < hu_value_get_size (guesses); i++)
    g_ptr_array_add (all, hu_value_ref (hu_value_get_item (guesses, i)));
  g_ptr_array_sort (all, compare_parts);
  return all->len ? hu_value_new_list_take ((HuValue **) all->pdata, all->len) : NULL;
}

static void
set_recognised (HuRecordBuilder *builder, HuArticle *article)
{
  set_missing (builder, HU_MEMBER_HEADLINE, string_or_null (article->headline));
  set_missing (builder, HU_MEMBER_DEK, string_or_null (article->dek));
  if (article->authors)
    set_missing (builder, HU_MEMBER_AUTHORS,
                 hu_value_new_strings ((const char *const *) article->authors,
                                       g_strv_length (article->authors)));
  set_missing (builder, HU_MEMBER_OUTLET, string_or_null (article->outlet));
  set_missing (builder, HU_MEMBER_PUBLISHED, string_or_null (article->published));
  set_missing (builder, HU_MEMBER_LANGUAGE, string_or_null (article->language));
}

/* What the layer file doesn't say is recognised anew: it is written with the next edit, never at opening. So
 * are the hashes, now that everything has its place in this text. */
static HuRecord *
complete_facts (HuRecord *record, const char *path, HuText *text, gboolean changed, gboolean recognise)
{
  g_autoptr (HuArticle) article = hu_article_recognise (text);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_to_utf8 (name, -1, NULL, NULL, NULL);
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_DOCUMENT, "", record);
  if (shown)
    hu_record_builder_set_string (&builder, HU_MEMBER_FILE, shown);
  hu_record_builder_set_string (&builder, HU_MEMBER_SHA256, hu_text_get_sha256 (text));
  hu_record_builder_set_string (&builder, HU_MEMBER_TEXT_SHA256, hu_text_get_text_sha256 (text));
  hu_record_builder_set_string (&builder, HU_MEMBER_ENCODING, hu_text_get_encoding (text));
  hu_record_builder_take (&builder, HU_MEMBER_CHARACTERS, hu_value_new_int (hu_text_get_length (text)));
  if (changed)
    hu_record_builder_take (&builder, HU_MEMBER_PARTS,
                            merge_parts (builder.members[HU_MEMBER_PARTS], article->parts));
  set_missing (&builder, HU_MEMBER_PARTS, parts_value (article->parts));
  if (recognise)
    set_recognised (&builder, article);
  return hu_record_builder_end (&builder);
}

HuRecord *
hu_facts_complete (HuRecord *record, const char *path, HuText *text)
{
  g_return_val_if_fail (path != NULL && text != NULL, NULL);
  return complete_facts (record, path, text, FALSE, TRUE);
}

static void
set_facts (HuSnapshot *snapshot, const char *path, HuText *text, gboolean changed)
{
  HuRecord *record = hu_snapshot_get_only (snapshot, HU_KIND_DOCUMENT);
  gboolean said = record && hu_record_get (record, HU_MEMBER_SHA256);
  HuRecord *complete = complete_facts (said ? record : NULL, path, text, changed, !said);

  g_ptr_array_set_size (snapshot->records[HU_KIND_DOCUMENT], 0);
  g_ptr_array_add (snapshot->records[HU_KIND_DOCUMENT], complete);
}

/* The layer. */

/* Whose layer it is belongs to the file from the first edit on, also when that is undone. */
static void
set_layer (HuSnapshot *snapshot)
{
  HuRecord *root = hu_snapshot_get_only (snapshot, HU_KIND_LAYER);
  g_autoptr (HuValue) kind = hu_value_new_string ("coder");
  g_autoptr (HuValue) layer = hu_value_object_with (NULL, "kind", kind);
  HuRecordBuilder builder;

  if (root && hu_record_get (root, HU_MEMBER_LAYER))
    return;
  hu_record_builder_init (&builder, HU_KIND_LAYER, "", root);
  hu_record_builder_take (&builder, HU_MEMBER_LAYER, hu_value_ref (layer));
  g_ptr_array_set_size (snapshot->records[HU_KIND_LAYER], 0);
  g_ptr_array_add (snapshot->records[HU_KIND_LAYER], hu_record_builder_end (&builder));
}

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

/* The text in the encoding that the layer's offsets were counted in, where that is another one. (transfer
 * full) (nullable) */
static HuText *
decode_as_recorded (HuLoaded *loaded, HuSnapshot *snapshot, GBytes *document)
{
  HuRecord *facts = hu_snapshot_get_only (snapshot, HU_KIND_DOCUMENT);
  const char *encoding = facts ? hu_record_get_string (facts, HU_MEMBER_ENCODING) : NULL;

  if (!encoding || !document || strcmp (encoding, hu_text_get_encoding (loaded->text)) == 0)
    return NULL;
  return hu_text_new (document, encoding, NULL);
}

static void
take_text (HuLoaded *loaded, HuText *text)
{
  hu_text_ref (text);
  hu_text_unref (loaded->text);
  loaded->text = text;
}

/* A person chose another encoding for the same bytes: everything moves to the same bytes. (transfer full)
 * (nullable) */
static HuSnapshot *
change_encoding (HuSnapshot *snapshot, HuText *from, HuText *to, GBytes *document)
{
  g_autoptr (HuLayer) layer = hu_layer_new (snapshot);
  g_autoptr (HuEdit) edit = hu_edit_new ("");

  hu_op_change_text (edit, layer, from, to, document);
  return hu_layer_apply (layer, edit, NULL) ? hu_layer_snapshot (layer) : NULL;
}

/* The text is none that the layer was made on: everything is found again in it. @other: (nullable): the same
 * in the encoding that it was in then, if that isn't the one it is in now. (transfer full) */
static HuSnapshot *
anchor (HuLoaded *loaded, HuSnapshot *snapshot, HuText *other)
{
  g_autoptr (HuSnapshot) placed = hu_anchor (snapshot, loaded->text, &loaded->reanchoring);
  g_autoptr (HuSnapshot) placed_there = NULL;
  HuReanchoring there;

  if (!other)
    return g_steal_pointer (&placed);
  placed_there = hu_anchor (snapshot, other, &there);
  if (there.exact < loaded->reanchoring.exact ||
      (there.exact == loaded->reanchoring.exact && !hu_text_get_encoding_guessed (loaded->text)))
    return g_steal_pointer (&placed);
  loaded->reanchoring = there;
  take_text (loaded, other);
  return g_steal_pointer (&placed_there);
}

/* @snapshot: read without the text. (transfer full) (nullable) */
static HuSnapshot *
fit_to_text (HuLoaded *loaded, GBytes *layer, HuSnapshot *snapshot, gboolean encoding_chosen)
{
  g_autoptr (HuText) other = decode_as_recorded (loaded, snapshot, loaded->bytes);
  g_autoptr (HuSnapshot) fitting = NULL;
  g_autoptr (GPtrArray) findings = hu_findings_new ();
  gboolean matches = FALSE;

  if (other)
    fitting = hu_layer_file_read (layer, "", other, &matches, findings, NULL);
  if (!matches)
    return anchor (loaded, snapshot, encoding_chosen ? NULL : other);
  g_ptr_array_unref (loaded->findings);
  loaded->findings = g_steal_pointer (&findings);
  if (encoding_chosen)
    return change_encoding (fitting, other, loaded->text, loaded->bytes);
  take_text (loaded, other);
  return g_steal_pointer (&fitting);
}

/* One version. (transfer full) */
static HuSnapshot *
load_version (const char *path, HuText *text, GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (HuLoaded) loaded = g_new0 (HuLoaded, 1);
  gboolean matches;

  loaded->path = g_strdup (path);
  loaded->text = hu_text_ref (text);
  loaded->findings = hu_findings_new ();
  loaded->snapshot = hu_layer_file_parse (bytes, name, text, &matches, error);
  if (!loaded->snapshot)
    return NULL;
  if (!matches)
    {
      HuSnapshot *fitting;

      loaded->bytes = read_document (path, NULL);
      fitting = fit_to_text (loaded, bytes, loaded->snapshot, TRUE);
      hu_snapshot_unref (loaded->snapshot);
      loaded->snapshot = fitting;
    }
  set_facts (loaded->snapshot, path, text, loaded->reanchoring.changed);
  set_layer (loaded->snapshot);
  return g_steal_pointer (&loaded->snapshot);
}

HuSnapshot *
hu_load_base (const char *path, const char *layer_path, HuText *text, HuSnapshot *mine, HuSnapshot *theirs)
{
  g_autoptr (GBytes) bytes = hu_base_load (layer_path);
  g_autoptr (HuSnapshot) base = bytes ? load_version (path, text, bytes, "", NULL) : NULL;

  return base ? hu_merge_trim_base (base, mine, theirs) : NULL;
}

HuSnapshot *
hu_load_layer (const char *path,
               const char *layer_path,
               HuText *text,
               GBytes *bytes,
               gboolean *joined,
               guint *n_conflicts,
               GError **error)
{
  g_autofree char *name = NULL;
  g_auto (HuConflictVersions) versions = { NULL };
  g_autoptr (HuSnapshot) mine = NULL;
  g_autoptr (HuSnapshot) theirs = NULL;
  g_autoptr (HuSnapshot) base = NULL;
  g_autoptr (HuLayerMerge) merged = NULL;

  g_return_val_if_fail (path != NULL && layer_path != NULL && text != NULL && bytes != NULL, NULL);
  name = g_filename_display_basename (layer_path);
  *joined = FALSE;
  *n_conflicts = 0;
  if (!hu_conflict_markers_split (bytes, &versions))
    return load_version (path, text, bytes, name, error);
  mine = load_version (path, text, versions.mine, name, error);
  theirs = mine ? load_version (path, text, versions.theirs, name, error) : NULL;
  if (!theirs)
    return NULL;
  base = versions.base ? load_version (path, text, versions.base, name, NULL) : NULL;
  if (!base)
    base = hu_load_base (path, layer_path, text, mine, theirs);
  merged = hu_merge_layers (base, mine, theirs, text, "");
  *joined = TRUE;
  *n_conflicts = merged->n_conflicts;
  return hu_snapshot_ref (merged->snapshot);
}

/* Two versions that Git could not merge. FALSE where they can't be read either. */
static gboolean
read_joined (HuLoaded *loaded, const char *layer_path, GBytes *bytes)
{
  HuSnapshot *joined = hu_load_layer (loaded->path, layer_path, loaded->text, bytes, &loaded->joined,
                                      &loaded->n_conflicts, NULL);

  if (!joined)
    return FALSE;
  hu_snapshot_unref (loaded->snapshot);
  loaded->snapshot = joined;
  return TRUE;
}

static void
read_layer (HuLoaded *loaded, const char *layer_path, gboolean encoding_chosen)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = hu_json_load (layer_path, &error);
  g_autofree char *name = g_filename_display_basename (layer_path);
  g_autoptr (HuSnapshot) snapshot = NULL;
  gboolean matches = TRUE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return;
  if (bytes && strcmp (layer_path, loaded->layer_path) == 0)
    {
      loaded->file_bytes = g_bytes_ref (bytes);
      loaded->file_sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
    }
  g_clear_pointer (&loaded->findings, g_ptr_array_unref);
  loaded->findings = hu_findings_new ();
  if (bytes)
    snapshot = hu_layer_file_read (bytes, name, loaded->text, &matches, loaded->findings, &error);
  if (!snapshot)
    {
      if (g_error_matches (error, HU_ERROR, HU_ERROR_CONFLICT_MARKERS) &&
          read_joined (loaded, layer_path, bytes))
        return;
      loaded->read_only_reason = explain (error);
      if (!loaded->read_only_reason)
        loaded->unreadable = g_strdup (error->message);
      return;
    }
  if (!matches)
    {
      HuSnapshot *fitting = fit_to_text (loaded, bytes, snapshot, encoding_chosen);

      hu_snapshot_unref (snapshot);
      snapshot = fitting;
    }
  hu_snapshot_unref (loaded->snapshot);
  loaded->snapshot = g_steal_pointer (&snapshot);
  /* What was moved to another text isn't what the file holds: the journal can't go on from it. */
  if (matches)
    loaded->layer_sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

HuLoaded *
hu_load (const char *path, const char *encoding, const char *coder, GError **error)
{
  g_autoptr (HuLoaded) loaded = g_new0 (HuLoaded, 1);
  g_autoptr (GError) name_error = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  loaded->path = g_strdup (path);
  loaded->coder = g_strdup (coder);
  loaded->bytes = read_document (path, error);
  if (!loaded->bytes)
    return NULL;
  loaded->text = hu_text_new (loaded->bytes, encoding, error);
  if (!loaded->text)
    return NULL;
  loaded->snapshot = hu_snapshot_new ();
  loaded->layer_path = hu_sidecar_path_for (path, coder, &name_error);
  if (name_error)
    loaded->read_only_reason = g_strdup (name_error->message);
  else
    read_layer (loaded, loaded->layer_path, encoding != NULL);
  if (loaded->unreadable)
    {
      g_autofree char *recovery = hu_recovery_path_for (path, coder);
      g_autofree char *why = g_steal_pointer (&loaded->unreadable);

      if (g_file_test (recovery, G_FILE_TEST_EXISTS))
        read_layer (loaded, recovery, encoding != NULL);
      g_free (loaded->unreadable);
      loaded->unreadable = g_steal_pointer (&why);
    }
  set_facts (loaded->snapshot, path, loaded->text, loaded->reanchoring.changed);
  set_layer (loaded->snapshot);
  if (loaded->file_sha256)
    loaded->file_snapshot = hu_snapshot_ref (loaded->snapshot);
  return g_steal_pointer (&loaded);
}

HuLoaded *
hu_load_changed (const char *path, HuSnapshot *snapshot, const char *sha256, GError **error)
{
  g_autoptr (HuLoaded) loaded = g_new0 (HuLoaded, 1);
  g_autoptr (HuText) other = NULL;

  g_return_val_if_fail (path != NULL && snapshot != NULL && sha256 != NULL, NULL);
  loaded->path = g_strdup (path);
  loaded->bytes = read_document (path, error);
  loaded->text = loaded->bytes ? hu_text_new (loaded->bytes, NULL, error) : NULL;
  if (!loaded->text || strcmp (hu_text_get_sha256 (loaded->text), sha256) == 0)
    return NULL;
  other = decode_as_recorded (loaded, snapshot, loaded->bytes);
  loaded->snapshot = anchor (loaded, snapshot, other);
  set_facts (loaded->snapshot, path, loaded->text, loaded->reanchoring.changed);
  set_layer (loaded->snapshot);
  return g_steal_pointer (&loaded);
}
