/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An edit as a line of the journal has it.
 *
 * The records before and after stand in lists of their own, beside that of what they are: so they are as deep
 * in the line as in a layer file, and what may stand in the one may stand in the other.
 */
#include "config.h"

#include "hu-journal-edit.h"

#include "hu-error.h"
#include "hu-layer-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const move_names[] = { "do", "join", "cancel", "undo", "redo", "foreign" };

static const char *
get_kind_name (HuKind kind)
{
  return kind == HU_KIND_LAYER ? "layer" : hu_kind_get_list_name (kind);
}

/* HU_N_KINDS where it is none. */
static HuKind
get_kind (const char *name)
{
  HuKind kind = HU_KIND_DOCUMENT;

  while (kind < HU_N_KINDS && g_strcmp0 (get_kind_name (kind), name) != 0)
    kind++;
  return kind;
}

/* Writing. */

static void
write_name (HuJsonWriter *writer, HuKind kind, const char *id)
{
  hu_json_writer_begin_object (writer);
  hu_json_writer_member_string (writer, "kind", get_kind_name (kind));
  if (*id)
    hu_json_writer_member_string (writer, "id", id);
  hu_json_writer_end_object (writer);
}

static void
write_records (HuJsonWriter *writer, const char *key, HuEdit *edit, gboolean after, HuText *text)
{
  hu_json_writer_key (writer, key);
  hu_json_writer_begin_list (writer);
  for (guint i = 0; i < hu_edit_get_n_changes (edit); i++)
    {
      const HuChange *change = hu_edit_get_change (edit, i);
      HuRecord *record = after ? change->after : change->before;

      if (record)
        hu_layer_file_write_record (writer, record, text);
      else
        hu_json_writer_null (writer);
    }
  hu_json_writer_end_list (writer);
}

static void
write_changes (HuJsonWriter *writer, const HuJournalEdit *self)
{
  hu_json_writer_key (writer, "changes");
  hu_json_writer_begin_list (writer);
  for (guint i = 0; i < hu_edit_get_n_changes (self->edit); i++)
    {
      const HuChange *change = hu_edit_get_change (self->edit, i);

      write_name (writer, change->kind, change->id);
    }
  hu_json_writer_end_list (writer);
  write_records (writer, "before", self->edit, FALSE, self->before);
  write_records (writer, "after", self->edit, TRUE, self->after);
}

GBytes *
hu_journal_edit_write (const HuJournalEdit *self)
{
  g_autoptr (HuJsonWriter) writer = hu_json_writer_new (HU_JSON_WRITER_COMPACT);
  const char *label, *before, *after, *id;
  HuKind kind;

  g_return_val_if_fail (self != NULL, NULL);
  label = hu_edit_get_label (self->edit);
  before = hu_text_get_encoding (self->before);
  after = hu_text_get_encoding (self->after);
  hu_json_writer_begin_object (writer);
  hu_json_writer_member_int (writer, "seq", (gint64) self->seq);
  if (self->base)
    hu_json_writer_member_string (writer, "base", self->base);
  hu_json_writer_member_string (writer, "move", move_names[self->move]);
  hu_json_writer_member_string (writer, "uuid", hu_edit_get_uuid (self->edit));
  hu_json_writer_member_int (writer, "time", hu_edit_get_time (self->edit));
  if (label)
    hu_json_writer_member_string (writer, "label", label);
  if (self->coder)
    hu_json_writer_member_string (writer, "coder", self->coder);
  if (hu_edit_get_focus (self->edit, &kind, &id))
    {
      hu_json_writer_key (writer, "focus");
      write_name (writer, kind, id);
    }
  hu_json_writer_member_string (writer, "encoding", before);
  if (strcmp (before, after) != 0)
    hu_json_writer_member_string (writer, "new_encoding", after);
  write_changes (writer, self);
  hu_json_writer_end_object (writer);
  hu_json_writer_end_document (writer);
  return hu_json_writer_steal (writer);
}

/* Reading. */

const char *
hu_journal_edit_get_encoding (HuValue *line)
{
  return hu_value_get_member_string (line, "encoding");
}

const char *
hu_journal_edit_get_new_encoding (HuValue *line)
{
  const char *encoding = hu_value_get_member_string (line, "new_encoding");

  return encoding ? encoding : hu_journal_edit_get_encoding (line);
}

HuMove
hu_journal_edit_get_move (HuValue *line)
{
  const char *name = hu_value_get_member_string (line, "move");

  for (guint i = 0; i < G_N_ELEMENTS (move_names); i++)
    if (g_strcmp0 (name, move_names[i]) == 0)
      return (HuMove) i;
  return HU_MOVE_DO;
}

static gboolean
fail (GError **error, const char *place, gsize index)
{
  g_set_error (error, HU_ERROR, HU_ERROR_SHAPE, "%s[%u]: %s", place, (guint) index,
               _ ("not what the journal can hold"));
  return FALSE;
}

/* @record: (out): NULL for null. */
static gboolean
read_record (HuValue *list,
             gsize index,
             HuKind kind,
             HuText *text,
             const char *file,
             HuRecord **record,
             GError **error)
{
  HuValue *value = hu_value_get_item (list, index);

  *record = NULL;
  if (!value)
    return fail (error, "", index);
  if (hu_value_get_type_of (value) == HU_VALUE_NULL)
    return kind > HU_KIND_LAYER || fail (error, "", index);
  *record = hu_layer_file_read_record (kind, value, text, error);
  if (*record && kind == HU_KIND_DOCUMENT && file)
    {
      HuRecord *renamed = hu_record_with_string (*record, HU_MEMBER_FILE, file);

      hu_record_unref (*record);
      *record = renamed;
    }
  return *record != NULL;
}

static gboolean
read_change (HuEdit *edit, HuValue *line, gsize index, HuText *texts[2], const char *file, GError **error)
{
  HuValue *change = hu_value_get_item (hu_value_get_member (line, "changes"), index);
  HuKind kind = get_kind (hu_value_get_member_string (change, "kind"));
  const char *id = hu_value_get_member_string (change, "id");
  g_autoptr (HuRecord) before = NULL;
  g_autoptr (HuRecord) after = NULL;

  if (kind == HU_N_KINDS || (kind > HU_KIND_LAYER) != (id != NULL))
    return fail (error, "changes", index);
  if (!read_record (hu_value_get_member (line, "before"), index, kind, texts[0], file, &before, error) ||
      !read_record (hu_value_get_member (line, "after"), index, kind, texts[1], file, &after, error))
    return FALSE;
  if ((!before && !after) || (id && before && strcmp (hu_record_get_id (before), id) != 0) ||
      (id && after && strcmp (hu_record_get_id (after), id) != 0))
    return fail (error, "changes", index);
  hu_edit_add (edit, before, after);
  return TRUE;
}

HuEdit *
hu_journal_edit_read (HuValue *line, HuText *before, HuText *after, const char *file, GError **error)
{
  const char *uuid = hu_value_get_member_string (line, "uuid");
  HuValue *focus = hu_value_get_member (line, "focus");
  HuKind focus_kind = get_kind (hu_value_get_member_string (focus, "kind"));
  const char *focus_id = hu_value_get_member_string (focus, "id");
  HuText *texts[2] = { before, after };
  gsize n = hu_value_get_size (hu_value_get_member (line, "changes"));
  g_autoptr (HuEdit) edit = NULL;

  g_return_val_if_fail (line != NULL && before != NULL && after != NULL, NULL);
  edit = hu_edit_new_again (uuid ? uuid : "", hu_value_get_member_string (line, "label"),
                            hu_value_get_int (hu_value_get_member (line, "time")));
  for (gsize i = 0; i < n; i++)
    if (!read_change (edit, line, i, texts, file, error))
      return NULL;
  if (focus_kind < HU_N_KINDS)
    hu_edit_set_focus (edit, focus_kind, focus_id ? focus_id : "");
  return g_steal_pointer (&edit);
}
