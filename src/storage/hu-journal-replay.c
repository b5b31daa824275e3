/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What journals say about a layer: edits that it lacks, the steps that can be undone, tags that were deleted.
 *
 * The edits after a journal's last checkpoint may or may not be in the layer: the process may have been
 * killed between a save and its checkpoint. So they aren't done one after the other. For each record they
 * touch they make a chain of states: what was before the first edit, after it, after the second… If the
 * record in the layer is one of these states, what follows that one is lacking, and the last state is right,
 * exactly. If it is none of them, somebody else changed it: then the first state is the base of a three-way
 * merge, the last one is mine, and what is in the layer is theirs.
 *
 * Steps can be undone as far back as they fit: walking back from the layer as it is, each step must find
 * what it left. So it matters little how the layer came to be what it is, and no step can fail.
 */
#include "config.h"

#include "hu-journal-replay.h"

#include "hu-journal-edit.h"
#include "hu-merge.h"
#include "hu-rebase.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
hu_deleted_gather (GPtrArray *list, HuEdit *edit, HuText *text)
{
  for (guint i = 0; i < hu_edit_get_n_changes (edit); i++)
    {
      const HuChange *change = hu_edit_get_change (edit, i);
      HuDeleted *deleted;

      if (change->after || !(HU_KIND_IS_TAG (change->kind) || change->kind == HU_KIND_SPEAKER))
        continue;
      deleted = g_new (HuDeleted, 1);
      *deleted = (HuDeleted){ hu_record_ref (change->before), hu_edit_ref (edit), hu_text_ref (text) };
      g_ptr_array_add (list, deleted);
    }
}

void
hu_deleted_free (HuDeleted *self)
{
  hu_record_unref (self->record);
  hu_edit_unref (self->edit);
  hu_text_unref (self->text);
  g_free (self);
}

HuEdit *
hu_deleted_find (HuKind kind, const char *id, gpointer list)
{
  GPtrArray *deleted = list;

  for (guint i = 0; i < deleted->len; i++)
    {
      HuDeleted *one = g_ptr_array_index (deleted, i);

      if (hu_record_get_kind (one->record) == kind && strcmp (hu_record_get_id (one->record), id) == 0)
        return one->edit;
    }
  return NULL;
}

void
hu_replay_free (HuReplay *self)
{
  g_clear_pointer (&self->snapshot, hu_snapshot_unref);
  g_clear_pointer (&self->text, hu_text_unref);
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->edits);
  g_ptr_array_unref (self->deleted);
  g_free (self);
}

/* Records by kind and id, with a reference to each; NULL for one that isn't there. */

typedef struct
{
  HuKind kind;
  const char *id;
} Name;

static guint
name_hash (gconstpointer key)
{
  const Name *name = key;

  return g_str_hash (name->id) * 31 + name->kind;
}

static gboolean
name_equal (gconstpointer a, gconstpointer b)
{
  const Name *x = a, *y = b;

  return x->kind == y->kind && strcmp (x->id, y->id) == 0;
}

static Name *
name_new (HuKind kind, const char *id)
{
  Name *name = g_malloc (sizeof (Name) + strlen (id) + 1);
  char *copy = (char *) (name + 1);

  strcpy (copy, id);
  *name = (Name){ kind, copy };
  return name;
}

static void
record_unref_or_null (gpointer record)
{
  if (record)
    hu_record_unref (record);
}

static GHashTable *
state_new (void)
{
  return g_hash_table_new_full (name_hash, name_equal, g_free, record_unref_or_null);
}

static void
state_set (GHashTable *state, HuKind kind, const char *id, HuRecord *record)
{
  g_hash_table_replace (state, name_new (kind, id), record ? hu_record_ref (record) : NULL);
}

static HuRecord *
state_get (GHashTable *state, HuKind kind, const char *id)
{
  Name name = { kind, id };

  return g_hash_table_lookup (state, &name);
}

static GHashTable *
state_of_snapshot (HuSnapshot *snapshot)
{
  GHashTable *state = state_new ();

  for (HuKind kind = HU_KIND_DOCUMENT; kind < HU_N_KINDS; kind++)
    for (guint i = 0; i < snapshot->records[kind]->len; i++)
      {
        HuRecord *record = g_ptr_array_index (snapshot->records[kind], i);

        state_set (state, kind, hu_record_get_id (record), record);
      }
  /* A layer always has its own record, though an empty one isn't written. */
  if (!state_get (state, HU_KIND_LAYER, ""))
    {
      g_autoptr (HuRecord) root = hu_record_new (HU_KIND_LAYER, "");

      state_set (state, HU_KIND_LAYER, "", root);
    }
  return state;
}

static HuSnapshot *
snapshot_of_state (GHashTable *state)
{
  HuSnapshot *snapshot = hu_snapshot_new ();
  GHashTableIter iter;
  Name *name;
  HuRecord *record;

  g_hash_table_iter_init (&iter, state);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, (gpointer *) &record))
    if (record)
      g_ptr_array_add (snapshot->records[name->kind], hu_record_ref (record));
  hu_snapshot_sort (snapshot);
  return snapshot;
}

/* The texts that lines are of. */

static void
add_text (HuReplay *self, HuText *text)
{
  if (!g_ptr_array_find (self->texts, text, NULL))
    g_ptr_array_add (self->texts, hu_text_ref (text));
}

static HuText *
find_text (HuReplay *self, const char *encoding, GBytes *bytes)
{
  HuText *text;

  for (guint i = 0; i < self->texts->len; i++)
    {
      text = g_ptr_array_index (self->texts, i);
      if (strcmp (hu_text_get_encoding (text), encoding) == 0)
        return text;
    }
  text = bytes ? hu_text_new (bytes, encoding, NULL) : NULL;
  if (text)
    g_ptr_array_add (self->texts, text);
  return text;
}

/* The document's text in an encoding, if what stands under @header is of this document as it is now; else
 * NULL. (transfer none) */
static HuText *
text_for (HuReplay *self, const HuReplayBase *base, HuValue *header, const char *encoding)
{
  gint64 characters = hu_value_get_int (hu_value_get_member (header, "characters"));

  if (!encoding)
    return NULL;
  if (g_strcmp0 (hu_value_get_member_string (header, "sha256"), hu_text_get_sha256 (base->text)) == 0)
    return find_text (self, encoding, base->bytes);
  /* Other bytes, but every character at its place. */
  if (g_strcmp0 (hu_value_get_member_string (header, "text_sha256"), hu_text_get_text_sha256 (base->text)) ==
          0 &&
      characters == hu_text_get_length (base->text) &&
      g_strcmp0 (hu_value_get_member_string (header, "encoding"), encoding) == 0)
    return base->text;
  return NULL;
}

/* Reading a file's edits. */

typedef struct
{
  HuEdit *edit; /* NULL: of another text */
  HuMove move;
  guint64 seq;
  HuText *text; /* before it; lives as long as the texts of the replay */
} Entry;

static void
entry_clear (gpointer data)
{
  g_clear_pointer (&((Entry *) data)->edit, hu_edit_unref);
}

/* FALSE where the line holds what it may not. */
static gboolean
read_entry (
    HuReplay *self, const HuReplayBase *base, HuJournalFile *file, HuJournalLine *line, GArray *entries)
{
  HuValue *header = g_array_index (file->lines, HuJournalLine, line->header).value;
  HuText *before = text_for (self, base, header, hu_journal_edit_get_encoding (line->value));
  HuText *after = text_for (self, base, header, hu_journal_edit_get_new_encoding (line->value));
  Entry entry = { NULL, hu_journal_edit_get_move (line->value),
                  (guint64) hu_value_get_int (hu_value_get_member (line->value, "seq")), before };

  if (before && after)
    {
      entry.edit = hu_journal_edit_read (line->value, before, after, base->file, NULL);
      if (!entry.edit)
        return FALSE;
    }
  g_array_append_val (entries, entry);
  return TRUE;
}

/* (transfer full) (element-type Entry) */
static GArray *
read_entries (HuReplay *self, const HuReplayBase *base, HuJournalFile *file)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  g_array_set_clear_func (entries, entry_clear);
  for (guint i = 0; i < file->lines->len; i++)
    {
      HuJournalLine *line = &g_array_index (file->lines, HuJournalLine, i);

      if (line->kind != HU_JOURNAL_EDIT || read_entry (self, base, file, line, entries))
        continue;
      file->damaged = TRUE;
      file->size = line->start;
      g_array_set_size (file->lines, i);
      break;
    }
  return entries;
}

/* What was made and undone wasn't deleted. */
static void
gather_deleted (HuReplay *self, GArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);

      if (entry->edit && entry->move != HU_MOVE_UNDO)
        hu_deleted_gather (self->deleted, entry->edit, entry->text);
    }
}

/* What the layer lacks. */

typedef struct
{
  Name *name;
  GPtrArray *states; /* of HuRecord, NULL where it wasn't there */
  GArray *edits;     /* of guint: which of the lacking edits led to each state */
} Chain;

static void
chain_free (gpointer data)
{
  Chain *chain = data;

  g_free (chain->name);
  g_ptr_array_unref (chain->states);
  g_array_unref (chain->edits);
  g_free (chain);
}

static void
chain_add (Chain *chain, HuRecord *record, guint edit)
{
  g_ptr_array_add (chain->states, record ? hu_record_ref (record) : NULL);
  g_array_append_val (chain->edits, edit);
}

/* (transfer full) (element-type Chain): in the order in which records were touched first */
static GPtrArray *
make_chains (GArray *entries, guint64 checkpoint)
{
  GPtrArray *chains = g_ptr_array_new_with_free_func (chain_free);
  g_autoptr (GHashTable) by_name = g_hash_table_new (name_hash, name_equal);

  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);

      for (guint j = 0; entry->seq > checkpoint && j < hu_edit_get_n_changes (entry->edit); j++)
        {
          const HuChange *change = hu_edit_get_change (entry->edit, j);
          Name name = { change->kind, change->id };
          Chain *chain = g_hash_table_lookup (by_name, &name);

          if (!chain)
            {
              chain = g_new0 (Chain, 1);
              chain->name = name_new (change->kind, change->id);
              chain->states = g_ptr_array_new_with_free_func (record_unref_or_null);
              chain->edits = g_array_new (FALSE, FALSE, sizeof (guint));
              g_ptr_array_add (chains, chain);
              g_hash_table_insert (by_name, chain->name, chain);
              chain_add (chain, change->before, i);
            }
          chain_add (chain, change->after, i);
        }
    }
  return chains;
}

/* The place of the last state that @current is, or -1. */
static int
find_state (Chain *chain, HuRecord *current)
{
  for (guint i = chain->states->len; i-- > 0;)
    if (hu_record_equal (g_ptr_array_index (chain->states, i), current))
      return (int) i;
  return -1;
}

/* @lacking: the places of edits of which something was lacking. */
static void
follow_chain (HuReplay *self, Chain *chain, GHashTable *state, HuText *text, GHashTable *lacking)
{
  HuKind kind = chain->name->kind;
  HuRecord *current = state_get (state, kind, chain->name->id);
  HuRecord *last = g_ptr_array_index (chain->states, chain->states->len - 1);
  int found = find_state (chain, current);
  g_autoptr (HuRecord) result = NULL;

  for (guint i = found < 0 ? 1 : (guint) found + 1; i < chain->states->len; i++)
    g_hash_table_add (lacking, GUINT_TO_POINTER (g_array_index (chain->edits, guint, i)));
  if (found >= 0)
    result = last ? hu_record_ref (last) : NULL;
  else
    result = hu_merge_record (g_ptr_array_index (chain->states, 0), last, current, text, &self->n_conflicts);
  state_set (state, kind, chain->name->id, result);
}

/* The encoding that the lacking edits end with, where it is another one than the layer's. */
static HuText *
text_after (HuReplay *self, GPtrArray *chains, HuText *text)
{
  for (guint i = 0; i < chains->len; i++)
    {
      Chain *chain = g_ptr_array_index (chains, i);
      HuRecord *last = g_ptr_array_index (chain->states, chain->states->len - 1);
      const char *encoding = chain->name->kind == HU_KIND_DOCUMENT && last
                                 ? hu_record_get_string (last, HU_MEMBER_ENCODING)
                                 : NULL;
      HuText *other = encoding ? find_text (self, encoding, NULL) : NULL;

      if (other)
        return other;
    }
  return text;
}

/* Whether each record is where the chains know it. */
static gboolean
are_exact (GPtrArray *chains, GHashTable *state)
{
  for (guint i = 0; i < chains->len; i++)
    {
      Chain *chain = g_ptr_array_index (chains, i);

      if (find_state (chain, state_get (state, chain->name->kind, chain->name->id)) < 0)
        return FALSE;
    }
  return TRUE;
}

static guint
count_lacking (GArray *entries, guint64 checkpoint, gboolean unplaced_only)
{
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);

      n += entry->seq > checkpoint && (!unplaced_only || !entry->edit);
    }
  return n;
}

static void
recover (HuReplay *self, GArray *entries, guint64 checkpoint, GHashTable *state)
{
  g_autoptr (GPtrArray) chains = NULL;
  g_autoptr (GHashTable) lacking = g_hash_table_new (NULL, NULL);
  HuText *text;

  /* Edits build on each other: if one can't be done, neither can the next. */
  if (count_lacking (entries, checkpoint, TRUE) > 0)
    {
      self->n_unplaced += count_lacking (entries, checkpoint, FALSE);
      return;
    }
  chains = make_chains (entries, checkpoint);
  text = text_after (self, chains, self->text);
  if (text != self->text && !are_exact (chains, state))
    {
      /* Passages of two texts would be mixed. */
      self->n_unplaced += count_lacking (entries, checkpoint, FALSE);
      return;
    }
  for (guint i = 0; i < chains->len; i++)
    follow_chain (self, g_ptr_array_index (chains, i), state, text, lacking);
  self->n_recovered += g_hash_table_size (lacking);
  if (text != self->text)
    {
      hu_text_unref (self->text);
      self->text = hu_text_ref (text);
    }
}

/* Steps. */

static void
add_step (HuReplay *self, HuEdit *edit)
{
  g_ptr_array_set_size (self->edits, (int) self->n_done);
  if (hu_edit_get_n_changes (edit) == 0)
    return;
  g_ptr_array_add (self->edits, hu_edit_ref (edit));
  self->n_done++;
}

static void
join_step (HuReplay *self, HuEdit *edit)
{
  g_autoptr (HuEdit) joined = NULL;

  if (self->n_done == 0)
    {
      add_step (self, edit);
      return;
    }
  joined = hu_edit_concat (g_ptr_array_index (self->edits, self->n_done - 1), edit);
  self->n_done--;
  add_step (self, joined);
}

static void
cancel_step (HuReplay *self)
{
  if (self->n_done > 0)
    self->n_done--;
  g_ptr_array_set_size (self->edits, (int) self->n_done);
}

/* The step that was undone may be older than all that the journal has kept. */
static void
undo_step (HuReplay *self, HuEdit *inverse)
{
  if (self->n_done > 0)
    self->n_done--;
  else
    g_ptr_array_insert (self->edits, 0, hu_edit_invert (inverse));
}

static void
redo_step (HuReplay *self, HuEdit *edit)
{
  if (self->n_done < self->edits->len)
    self->n_done++;
  else
    add_step (self, edit);
}

/* Somebody else's edit is no step: as when it came in, the steps are fitted to it. */
static void
fit_steps (HuReplay *self, HuEdit *edit)
{
  GPtrArray *fitted = hu_rebase_steps (self->edits, &self->n_done, edit);

  g_ptr_array_unref (self->edits);
  self->edits = fitted;
}

static void
make_steps (HuReplay *self, GArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);

      if (!entry->edit)
        {
          g_ptr_array_set_size (self->edits, 0);
          self->n_done = 0;
          continue;
        }
      switch (entry->move)
        {
        case HU_MOVE_DO:
          add_step (self, entry->edit);
          break;
        case HU_MOVE_JOIN:
          join_step (self, entry->edit);
          break;
        case HU_MOVE_CANCEL:
          cancel_step (self);
          break;
        case HU_MOVE_UNDO:
          undo_step (self, entry->edit);
          break;
        case HU_MOVE_REDO:
          redo_step (self, entry->edit);
          break;
        case HU_MOVE_FOREIGN:
          fit_steps (self, entry->edit);
          break;
        }
    }
}

/* Whether @edit can be undone (else done) where @walked, else @state, says what is there; then it is. */
static gboolean
walk (HuEdit *edit, gboolean back, GHashTable *walked, GHashTable *state)
{
  guint n = hu_edit_get_n_changes (edit);

  for (guint i = 0; i < n; i++)
    {
      const HuChange *change = hu_edit_get_change (edit, i);
      Name name = { change->kind, change->id };
      gpointer current;

      if (!g_hash_table_lookup_extended (walked, &name, NULL, &current))
        current = state_get (state, change->kind, change->id);
      if (!hu_record_equal (current, back ? change->after : change->before))
        return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      const HuChange *change = hu_edit_get_change (edit, i);

      state_set (walked, change->kind, change->id, back ? change->before : change->after);
    }
  return TRUE;
}

static void
drop_unfit_steps (HuReplay *self, GHashTable *state)
{
  g_autoptr (GHashTable) back = state_new ();
  g_autoptr (GHashTable) forth = state_new ();
  guint first = self->n_done, end = self->n_done;

  while (end < self->edits->len && walk (g_ptr_array_index (self->edits, end), FALSE, forth, state))
    end++;
  g_ptr_array_set_size (self->edits, (int) end);
  while (first > 0 && walk (g_ptr_array_index (self->edits, first - 1), TRUE, back, state))
    first--;
  if (first > 0)
    g_ptr_array_remove_range (self->edits, 0, first);
  self->n_done -= first;
}

HuReplay *
hu_journal_replay (GPtrArray *files, const HuReplayBase *base)
{
  HuReplay *self = g_new0 (HuReplay, 1);
  g_autoptr (GHashTable) state = NULL;

  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_text_unref);
  self->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_edit_unref);
  self->deleted = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_deleted_free);
  self->text = hu_text_ref (base->text);
  add_text (self, base->text);
  if (files->len == 0)
    return self;
  state = state_of_snapshot (base->snapshot);
  for (guint i = 0; i < files->len; i++)
    {
      HuJournalFile *file = g_ptr_array_index (files, i);
      g_autoptr (GArray) entries = read_entries (self, base, file);

      recover (self, entries, hu_journal_file_get_checkpoint (file), state);
      gather_deleted (self, entries);
      if (i == 0)
        make_steps (self, entries);
    }
  drop_unfit_steps (self, state);
  if (self->n_recovered > 0)
    self->snapshot = snapshot_of_state (state);
  return self;
}
