/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of one page of the sidebar: a list model over a document's layer.
 *
 * All rows stand in one sorted array, those that a filter lets through in a second one. An edit names what it
 * changed, before and after, and so where each row was and where it goes: both are found by bisection. What
 * else a row shows (a speaker's name, a claim's stances) only makes its item say "changed". A filter is run
 * by a worker, on a copy of the array and a snapshot of the layer; while it runs, the old rows stay. */
#include "config.h"

#include "hu-tag-list.h"

#include "hu-tag-cache.h"
#include "hu-tag-effect.h"
#include "hu-tag-filter.h"
#include "hu-tag-rows.h"

#include <string.h>

/* From so many changed rows on, all are read anew; a row that moves further is taken out and put in again. */
#define MANY_CHANGES 64
#define FAR          64

struct _HuTagList
{
  GObject parent_instance;

  HuEditorPage page;
  HuDocument *document;
  guint kinds; /* which are listed, as bits */
  HuKind hand_kind;
  char *hand_id;

  GArray *all;
  GArray *filtered; /* NULL: all rows are shown */
  GHashTable *uses; /* speakers: id → HuUses as it was when its row got its place */
  HuTagCache *cache;

  HuTagFilter *filter;
  GCancellable *worker; /* NULL: no filter is at work */
  gboolean stale;       /* something changed since the worker was started */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HuTagList,
                               hu_tag_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_0,
  PROP_N_ALL,
  PROP_FILTERING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GArray *
shown (HuTagList *self)
{
  return self->filtered ? self->filtered : self->all;
}

static HuLayer *
get_layer (HuTagList *self)
{
  return hu_document_get_layer (self->document);
}

static gboolean
is_listed_kind (HuTagList *self, HuKind kind)
{
  return (self->kinds & HU_KINDS (kind)) != 0;
}

static gboolean
is_listed (HuTagList *self, HuRecord *record)
{
  HuKind kind = hu_record_get_kind (record);

  return is_listed_kind (self, kind) &&
         (kind != HU_KIND_MENTION || !hu_record_get (record, HU_MEMBER_SPEAKERS));
}

/* Items. */

static void
update_all_items (HuTagList *self)
{
  g_autoptr (GPtrArray) items = hu_tag_cache_get_items (self->cache);

  for (guint i = 0; i < items->len; i++)
    {
      HuTagItem *item = g_ptr_array_index (items, i);
      HuRecord *record =
          hu_layer_lookup (get_layer (self), hu_tag_item_get_kind (item), hu_tag_item_get_id (item));

      if (record)
        hu_tag_item_update (item, record);
    }
}

/* Places. */

/* Where the record's row belongs now. */
static HuTagEntry
make_entry (HuTagList *self, HuRecord *record)
{
  HuTagEntry entry = { G_MAXUINT, G_MAXUINT, record };
  const HuUses *uses;

  if (hu_record_get_kind (record) != HU_KIND_SPEAKER)
    {
      if (!hu_layer_get_place (get_layer (self), record, &entry.start, &entry.end))
        entry.start = entry.end = G_MAXUINT;
    }
  else if ((uses = g_hash_table_lookup (self->uses, hu_record_get_id (record))))
    {
      entry.start = uses->start;
      entry.end = uses->end;
    }
  return entry;
}

static void
count_uses (HuTagList *self, const char *speaker)
{
  HuUses uses = hu_layer_get_uses (get_layer (self), speaker);

  g_hash_table_insert (self->uses, g_strdup (speaker), g_memdup2 (&uses, sizeof uses));
}

/* Where the record's row was before @edit. A speaker's uses must not have been counted anew yet. */
static HuTagEntry
make_old_entry (HuTagList *self, HuEdit *edit, HuRecord *before)
{
  HuTagEntry entry = { G_MAXUINT, G_MAXUINT, before };
  const char *id;
  const HuChange *change;
  HuRecord *claim;

  if (hu_record_get_kind (before) == HU_KIND_SPEAKER)
    return make_entry (self, before);
  if (hu_record_get_extent (before, &entry.start, &entry.end))
    return entry;
  id = hu_record_get_kind (before) == HU_KIND_STANCE ? hu_record_get_string (before, HU_MEMBER_CLAIM) : NULL;
  change = id ? hu_edit_find_change (edit, HU_KIND_CLAIM, id) : NULL;
  claim = change ? change->before : id ? hu_layer_lookup (get_layer (self), HU_KIND_CLAIM, id) : NULL;
  if (!claim || !hu_record_get_extent (claim, &entry.start, &entry.end))
    entry.start = entry.end = G_MAXUINT;
  return entry;
}

/* The filter. */

static gboolean
is_hand (HuTagList *self, HuRecord *record)
{
  return self->hand_id && hu_record_get_kind (record) == self->hand_kind &&
         strcmp (hu_record_get_id (record), self->hand_id) == 0;
}

static gboolean
passes (HuTagList *self, HuRecord *record)
{
  HuTagSource source;

  if (!self->filter || is_hand (self, record))
    return TRUE;
  hu_tag_source_init_layer (&source, hu_document_get_text (self->document),
                            hu_document_get_codebook (self->document), get_layer (self));
  return hu_tag_filter_matches (self->filter, &source, record);
}

/* Shows @rows (nullable: all) instead of what is shown. @rows: (transfer full). */
static void
show_rows (HuTagList *self, GArray *rows)
{
  GArray *old = shown (self);
  GArray *new = rows ? rows : self->all;
  guint prefix, suffix, removed, added;
  g_autoptr (GArray) filtered = self->filtered;

  hu_tag_rows_compare (old, new, &prefix, &suffix);
  removed = old->len - prefix - suffix;
  added = new->len - prefix - suffix;
  self->filtered = rows;
  if (removed || added)
    g_list_model_items_changed (G_LIST_MODEL (self), prefix, removed, added);
}

typedef struct
{
  HuTagFilter *filter;
  HuText *text;
  HuCodebook *codebook;
  HuSnapshot *snapshot;
  GArray *rows;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  hu_tag_filter_unref (work->filter);
  hu_text_unref (work->text);
  hu_codebook_unref (work->codebook);
  g_clear_pointer (&work->snapshot, hu_snapshot_unref);
  g_clear_pointer (&work->rows, g_array_unref);
  g_free (work);
}

static void
filter_in_worker (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  g_autoptr (HuSnapshotIndex) index = hu_snapshot_index_new (work->snapshot);
  g_autoptr (GArray) rows = hu_tag_rows_new (0);
  HuTagSource source;

  hu_tag_source_init_snapshot (&source, work->text, work->codebook, index);
  for (guint i = 0; i < work->rows->len; i++)
    {
      const HuTagEntry *entry = hu_tag_rows_get (work->rows, i);

      if (g_cancellable_is_cancelled (cancellable))
        break;
      if (hu_tag_filter_matches (work->filter, &source, entry->record))
        hu_tag_rows_append (rows, entry);
    }
  /* Here, where letting go of so many records holds nobody up. */
  g_clear_pointer (&index, hu_snapshot_index_free);
  g_clear_pointer (&work->snapshot, hu_snapshot_unref);
  g_clear_pointer (&work->rows, g_array_unref);
  g_task_return_pointer (task, g_steal_pointer (&rows), (GDestroyNotify) g_array_unref);
}

static void refilter (HuTagList *self);

static void
stop_worker (HuTagList *self)
{
  if (!self->worker)
    return;
  g_cancellable_cancel (self->worker);
  g_clear_object (&self->worker);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTERING]);
}

static void
filtered_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  HuTagList *self = HU_TAG_LIST (object);
  g_autoptr (GArray) rows = g_task_propagate_pointer (G_TASK (result), NULL);
  HuRecord *hand;
  guint position;

  /* NULL: cancelled, so another one is at work or none is wanted. */
  if (!rows || g_task_get_cancellable (G_TASK (result)) != self->worker)
    return;
  if (self->stale)
    {
      refilter (self);
      return;
    }
  hand = self->hand_id ? hu_layer_lookup (get_layer (self), self->hand_kind, self->hand_id) : NULL;
  if (hand && is_listed (self, hand))
    {
      HuTagEntry entry = make_entry (self, hand);

      if (!hu_tag_rows_find (rows, &entry, &position))
        hu_tag_rows_insert (rows, position, &entry);
    }
  show_rows (self, g_steal_pointer (&rows));
  stop_worker (self);
}

/* Starts the worker; without a filter, everything is shown at once. */
static void
refilter (HuTagList *self)
{
  g_autoptr (GTask) task = NULL;
  gboolean was_filtering = self->worker != NULL;
  Work *work;

  if (!self->filter || !self->document)
    {
      stop_worker (self);
      show_rows (self, NULL);
      return;
    }
  if (was_filtering)
    g_cancellable_cancel (self->worker);
  g_clear_object (&self->worker);
  self->worker = g_cancellable_new ();
  self->stale = FALSE;

  work = g_new (Work, 1);
  work->filter = hu_tag_filter_ref (self->filter);
  work->text = hu_text_ref (hu_document_get_text (self->document));
  work->codebook = hu_codebook_ref (hu_document_get_codebook (self->document));
  work->snapshot = hu_layer_snapshot (get_layer (self));
  work->rows = hu_tag_rows_copy (self->all);
  task = g_task_new (self, self->worker, filtered_ready, NULL);
  g_task_set_source_tag (task, refilter);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, filter_in_worker);
  if (!was_filtering)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTERING]);
}

/* All rows anew. */

static void
add_row (HuRecord *record, gpointer user_data)
{
  HuTagList *self = user_data;
  HuTagEntry entry;

  if (!is_listed (self, record))
    return;
  if (hu_record_get_kind (record) == HU_KIND_SPEAKER)
    count_uses (self, hu_record_get_id (record));
  entry = make_entry (self, record);
  hu_tag_rows_append (self->all, &entry);
}

static void
read_rows (HuTagList *self)
{
  guint n_kinds = 0;
  gboolean sorted;

  g_hash_table_remove_all (self->uses);
  self->all = hu_tag_rows_new (0);
  for (guint kind = 0; self->document && kind < HU_N_KINDS; kind++)
    if (is_listed_kind (self, kind))
      {
        hu_layer_foreach (get_layer (self), kind, add_row, self);
        n_kinds++;
      }
  /* A layer's tags of one kind are in this order already. */
  sorted = n_kinds < 2 && self->page != HU_EDITOR_PAGE_SPEAKERS;
  if (!sorted)
    g_array_sort (self->all, hu_tag_entry_compare);
}

static guint
record_hash (gconstpointer data)
{
  return g_str_hash (hu_record_get_id ((HuRecord *) data));
}

static gboolean
record_same (gconstpointer a, gconstpointer b)
{
  return hu_record_get_kind ((HuRecord *) a) == hu_record_get_kind ((HuRecord *) b) &&
         strcmp (hu_record_get_id ((HuRecord *) a), hu_record_get_id ((HuRecord *) b)) == 0;
}

/* Of all rows, those that are in @filtered: what is shown until the filter has looked at all. (transfer full)
 */
static GArray *
keep_filtered (HuTagList *self, GArray *filtered)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (record_hash, record_same);
  GArray *rows = hu_tag_rows_new (filtered->len);

  for (guint i = 0; i < filtered->len; i++)
    g_hash_table_add (kept, hu_tag_rows_get (filtered, i)->record);
  for (guint i = 0; i < self->all->len; i++)
    if (g_hash_table_contains (kept, hu_tag_rows_get (self->all, i)->record))
      hu_tag_rows_append (rows, hu_tag_rows_get (self->all, i));
  return rows;
}

static void
rebuild (HuTagList *self)
{
  g_autoptr (GArray) old = g_array_ref (shown (self));
  g_autoptr (GArray) old_all = self->all;
  g_autoptr (GArray) old_filtered = self->filtered;
  guint prefix, suffix, removed, added;

  read_rows (self);
  self->filtered = self->filter && old_filtered ? keep_filtered (self, old_filtered) : NULL;
  hu_tag_rows_compare (old, shown (self), &prefix, &suffix);
  removed = old->len - prefix - suffix;
  added = shown (self)->len - prefix - suffix;
  if (removed || added)
    g_list_model_items_changed (G_LIST_MODEL (self), prefix, removed, added);
  if (self->filter)
    refilter (self);
  if (old_all->len != self->all->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ALL]);
}

/* Edits. */

/* Takes @old out of @rows and puts @new in; either may be NULL. */
static void
change_row (HuTagList *self, GArray *rows, const HuTagEntry *old, const HuTagEntry *new)
{
  GListModel *model = rows == shown (self) ? G_LIST_MODEL (self) : NULL;
  guint from = 0, to = 0;
  gboolean had = old && hu_tag_rows_find (rows, old, &from);
  gboolean one;

  if (had)
    g_array_remove_index (rows, from);
  if (new)
    hu_tag_rows_find (rows, new, &to);
  one = had && new &&MAX (from, to) - MIN (from, to) < FAR;
  if (had && !one && model)
    g_list_model_items_changed (model, from, 1, 0);
  if (!new)
    return;
  hu_tag_rows_insert (rows, to, new);
  if (!one && model)
    g_list_model_items_changed (model, to, 0, 1);
  else if (from != to && model)
    g_list_model_items_changed (model, MIN (from, to), MAX (from, to) - MIN (from, to) + 1,
                                MAX (from, to) - MIN (from, to) + 1);
}

static void
change_record (HuTagList *self, HuEdit *edit, HuKind kind, const char *id, HuRecord *before)
{
  HuRecord *after = hu_layer_lookup (get_layer (self), kind, id);
  HuTagEntry old = { 0 }, new = { 0 };
  g_autoptr (HuTagItem) item = NULL;

  if (before)
    old = make_old_entry (self, edit, before);
  if (kind == HU_KIND_SPEAKER && after)
    count_uses (self, id);
  else if (kind == HU_KIND_SPEAKER)
    g_hash_table_remove (self->uses, id);
  if (after && is_listed (self, after))
    new = make_entry (self, after);
  if (after && (item = hu_tag_cache_find (self->cache, kind, id)))
    hu_tag_item_update (item, after);

  change_row (self, self->all, before ? &old : NULL, new.record ? &new : NULL);
  if (self->filtered)
    change_row (self, self->filtered, before ? &old : NULL, new.record &&passes (self, after) ? &new : NULL);
}

static void
document_changed (HuTagList *self, HuEdit *edit)
{
  g_auto (HuTagEffect) effect = { 0 };
  guint n_all = self->all->len;
  GHashTableIter iter;
  gpointer id, before;

  self->stale = TRUE;
  hu_tag_effect_init (&effect, get_layer (self), self->kinds, edit);
  if (effect.n > MANY_CHANGES)
    {
      update_all_items (self);
      rebuild (self);
      return;
    }
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    {
      if (!effect.touched[kind])
        continue;
      g_hash_table_iter_init (&iter, effect.touched[kind]);
      while (g_hash_table_iter_next (&iter, &id, &before))
        change_record (self, edit, kind, id, before);
    }
  if (effect.names_changed)
    update_all_items (self);
  if (effect.names_changed && self->filter)
    refilter (self);
  if (n_all != self->all->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ALL]);
}

static void
codebook_changed (HuTagList *self)
{
  update_all_items (self);
  if (self->filter)
    refilter (self);
}

/* The list model. */

static GType
get_item_type (GListModel *model)
{
  return HU_TYPE_TAG_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return shown (HU_TAG_LIST (model))->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  HuRecord *record = hu_tag_list_get_record (HU_TAG_LIST (model), position);

  return record ? hu_tag_cache_ensure (HU_TAG_LIST (model)->cache, record) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
hu_tag_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  HuTagList *self = HU_TAG_LIST (object);

  switch (prop_id)
    {
    case PROP_N_ALL:
      g_value_set_uint (value, self->all->len);
      break;
    case PROP_FILTERING:
      g_value_set_boolean (value, self->worker != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_tag_list_dispose (GObject *object)
{
  HuTagList *self = HU_TAG_LIST (object);

  stop_worker (self);
  hu_tag_cache_forget (self->cache);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (hu_tag_list_parent_class)->dispose (object);
}

static void
hu_tag_list_finalize (GObject *object)
{
  HuTagList *self = HU_TAG_LIST (object);

  g_clear_pointer (&self->filter, hu_tag_filter_unref);
  g_clear_pointer (&self->filtered, g_array_unref);
  g_array_unref (self->all);
  g_hash_table_unref (self->uses);
  hu_tag_cache_free (self->cache);
  g_free (self->hand_id);
  G_OBJECT_CLASS (hu_tag_list_parent_class)->finalize (object);
}

static void
hu_tag_list_class_init (HuTagListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = hu_tag_list_get_property;
  object_class->dispose = hu_tag_list_dispose;
  object_class->finalize = hu_tag_list_finalize;

  properties[PROP_N_ALL] = g_param_spec_uint ("n-all", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_FILTERING] = g_param_spec_boolean ("filtering", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hu_tag_list_init (HuTagList *self)
{
  self->all = hu_tag_rows_new (0);
  self->uses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cache = hu_tag_cache_new ();
}

HuTagList *
hu_tag_list_new (HuEditorPage page)
{
  HuTagList *self = g_object_new (HU_TYPE_TAG_LIST, NULL);

  self->page = page;
  self->kinds = page == HU_EDITOR_PAGE_CLAIMS    ? HU_KINDS (HU_KIND_CLAIM)
                : page == HU_EDITOR_PAGE_STANCES ? HU_KINDS (HU_KIND_STANCE)
                                                 : HU_KINDS (HU_KIND_SPEAKER) | HU_KINDS (HU_KIND_MENTION);
  return self;
}

HuEditorPage
hu_tag_list_get_page (HuTagList *self)
{
  g_return_val_if_fail (HU_IS_TAG_LIST (self), HU_EDITOR_PAGE_CLAIMS);
  return self->page;
}

HuDocument *
hu_tag_list_get_document (HuTagList *self)
{
  g_return_val_if_fail (HU_IS_TAG_LIST (self), NULL);
  return self->document;
}

void
hu_tag_list_set_document (HuTagList *self, HuDocument *document)
{
  g_return_if_fail (HU_IS_TAG_LIST (self));
  if (document == self->document)
    return;
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  stop_worker (self);
  /* Another document's rows are other rows, even where the ids are the same. */
  hu_tag_cache_forget (self->cache);
  show_rows (self, hu_tag_rows_new (0));
  g_clear_pointer (&self->hand_id, g_free);
  g_set_object (&self->document, document);
  if (document)
    {
      g_signal_connect_swapped (document, "changed", G_CALLBACK (document_changed), self);
      g_signal_connect_swapped (document, "notify::codebook", G_CALLBACK (codebook_changed), self);
    }
  rebuild (self);
}

void
hu_tag_list_set_filter (HuTagList *self, const char *query)
{
  g_return_if_fail (HU_IS_TAG_LIST (self));
  g_clear_pointer (&self->filter, hu_tag_filter_unref);
  self->filter = hu_tag_filter_new (query);
  refilter (self);
}

void
hu_tag_list_set_hand (HuTagList *self, HuKind kind, const char *id)
{
  HuKind old_kind;
  g_autofree char *old_id = NULL;
  HuRecord *old, *new;
  HuTagEntry entry;
  guint position;

  g_return_if_fail (HU_IS_TAG_LIST (self));
  if (g_strcmp0 (id, self->hand_id) == 0 && kind == self->hand_kind)
    return;
  old_kind = self->hand_kind;
  old_id = self->hand_id;
  self->hand_kind = kind;
  self->hand_id = g_strdup (id);
  if (!self->filtered || !self->document)
    return;

  old = old_id ? hu_layer_lookup (get_layer (self), old_kind, old_id) : NULL;
  if (old && is_listed (self, old) && !passes (self, old))
    {
      entry = make_entry (self, old);
      change_row (self, self->filtered, &entry, NULL);
    }
  new = id ? hu_layer_lookup (get_layer (self), kind, id) : NULL;
  if (new &&is_listed (self, new))
    {
      entry = make_entry (self, new);
      if (hu_tag_rows_find (self->all, &entry, &position))
        change_row (self, self->filtered, &entry, &entry);
    }
}

void
hu_tag_list_set_with_memos (HuTagList *self, gboolean with_memos)
{
  guint kinds;

  g_return_if_fail (HU_IS_TAG_LIST (self) && self->page == HU_EDITOR_PAGE_CLAIMS);
  kinds = HU_KINDS (HU_KIND_CLAIM) | (with_memos ? HU_KINDS (HU_KIND_MEMO) : 0);
  if (kinds == self->kinds)
    return;
  self->kinds = kinds;
  rebuild (self);
}

guint
hu_tag_list_find (HuTagList *self, HuKind kind, const char *id)
{
  HuRecord *record;
  HuTagEntry entry;
  guint position;

  g_return_val_if_fail (HU_IS_TAG_LIST (self), HU_TAG_LIST_NONE);
  record = self->document && id ? hu_layer_lookup (get_layer (self), kind, id) : NULL;
  if (!record || !is_listed (self, record))
    return HU_TAG_LIST_NONE;
  entry = make_entry (self, record);
  return hu_tag_rows_find (shown (self), &entry, &position) ? position : HU_TAG_LIST_NONE;
}

HuRecord *
hu_tag_list_get_record (HuTagList *self, guint position)
{
  g_return_val_if_fail (HU_IS_TAG_LIST (self), NULL);
  return position < shown (self)->len ? hu_tag_rows_get (shown (self), position)->record : NULL;
}

const HuUses *
hu_tag_list_get_uses (HuTagList *self, const char *speaker)
{
  g_return_val_if_fail (HU_IS_TAG_LIST (self) && speaker != NULL, NULL);
  return g_hash_table_lookup (self->uses, speaker);
}

guint
hu_tag_list_get_n_all (HuTagList *self)
{
  g_return_val_if_fail (HU_IS_TAG_LIST (self), 0);
  return self->all->len;
}

gboolean
hu_tag_list_get_filtering (HuTagList *self)
{
  g_return_val_if_fail (HU_IS_TAG_LIST (self), FALSE);
  return self->worker != NULL;
}
