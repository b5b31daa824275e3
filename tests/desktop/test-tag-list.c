/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the sidebar's pages after random edits, with and without a filter, against rows made anew.
 * Needs no display. */
#include "hu-tag-list.h"

#include "hu-tag-filter.h"
#include "random-edits.h"

#include <string.h>

/* A copy of the list that only hears of "items-changed", and every item that was ever seen. */
typedef struct
{
  HuDocument *document;
  HuTagList *list;
  const char *query;
  HuKind hand_kind;
  char *hand_id;
  GPtrArray *mirror;
  GHashTable *items; /* "kind id" → HuTagItem */
} Fixture;

static char *
item_key (HuTagItem *item)
{
  return g_strdup_printf ("%d %s", hu_tag_item_get_kind (item), hu_tag_item_get_id (item));
}

static void
items_changed (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  Fixture *f = user_data;

  g_assert_cmpuint (position + removed, <=, f->mirror->len);
  if (removed)
    g_ptr_array_remove_range (f->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (f->mirror, (int) (position + i), g_list_model_get_item (model, position + i));
}

static void
fixture_init (Fixture *f, HuEditorPage page)
{
  *f = (Fixture){ .document = random_edits_make_document (), .list = hu_tag_list_new (page) };
  f->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  f->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_signal_connect (f->list, "items-changed", G_CALLBACK (items_changed), f);
  hu_tag_list_set_document (f->list, f->document);
}

static void
fixture_clear (Fixture *f)
{
  /* A filter at work keeps the list alive. */
  g_signal_handlers_disconnect_by_data (f->list, f);
  g_object_unref (f->list);
  g_object_unref (f->document);
  g_ptr_array_unref (f->mirror);
  g_hash_table_unref (f->items);
  g_free (f->hand_id);
}

static void
wait_for_filter (Fixture *f)
{
  while (hu_tag_list_get_filtering (f->list))
    g_main_context_iteration (NULL, TRUE);
}

/* The rows as they should be, made anew. */

typedef struct
{
  HuRecord *record;
  guint start;
  guint end;
} Row;

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *x = a, *y = b;
  gboolean x_mention = hu_record_get_kind (x->record) == HU_KIND_MENTION;
  gboolean y_mention = hu_record_get_kind (y->record) == HU_KIND_MENTION;

  if (x_mention != y_mention)
    return x_mention - y_mention;
  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (x->end != y->end)
    return x->end < y->end ? -1 : 1;
  if (hu_record_get_kind (x->record) != hu_record_get_kind (y->record))
    return hu_record_get_kind (x->record) < hu_record_get_kind (y->record) ? -1 : 1;
  return strcmp (hu_record_get_id (x->record), hu_record_get_id (y->record));
}

static void
place_speaker (HuSnapshot *snapshot, HuLayer *layer, Row *row)
{
  static const HuMember lists[] = { HU_MEMBER_SPEAKERS, HU_MEMBER_VIA, HU_MEMBER_ON_BEHALF_OF };
  const char *id = hu_record_get_id (row->record);

  for (guint kind = HU_KIND_MENTION; kind <= HU_KIND_STANCE; kind++)
    for (guint i = 0; i < snapshot->records[kind]->len; i++)
      {
        HuRecord *tag = g_ptr_array_index (snapshot->records[kind], i);
        gboolean names = g_strcmp0 (hu_record_get_string (tag, HU_MEMBER_SPEAKER), id) == 0;
        guint start, end;

        for (gsize j = 0; j < G_N_ELEMENTS (lists); j++)
          names |= hu_record_has_string (tag, lists[j], id);
        if (names && hu_layer_get_place (layer, tag, &start, &end) &&
            (start < row->start || (start == row->start && end < row->end)))
          {
            row->start = start;
            row->end = end;
          }
      }
}

static gboolean
should_pass (Fixture *f, HuRecord *record)
{
  g_autoptr (HuTagFilter) filter = hu_tag_filter_new (f->query);
  HuTagSource source;

  if (f->hand_id && hu_record_get_kind (record) == f->hand_kind &&
      strcmp (hu_record_get_id (record), f->hand_id) == 0)
    return TRUE;
  hu_tag_source_init_layer (&source, hu_document_get_text (f->document),
                            hu_document_get_codebook (f->document), hu_document_get_layer (f->document));
  return !filter || hu_tag_filter_matches (filter, &source, record);
}

static gboolean
belongs (Fixture *f, HuRecord *record)
{
  switch (hu_tag_list_get_page (f->list))
    {
    case HU_EDITOR_PAGE_CLAIMS:
      return hu_record_get_kind (record) == HU_KIND_CLAIM;
    case HU_EDITOR_PAGE_STANCES:
      return hu_record_get_kind (record) == HU_KIND_STANCE;
    case HU_EDITOR_PAGE_SPEAKERS:
    default:
      return hu_record_get_kind (record) == HU_KIND_SPEAKER ||
             (hu_record_get_kind (record) == HU_KIND_MENTION && !hu_record_get (record, HU_MEMBER_SPEAKERS));
    }
}

static GArray *
make_expected (Fixture *f, HuSnapshot *snapshot)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  HuLayer *layer = hu_document_get_layer (f->document);

  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    for (guint i = 0; i < snapshot->records[kind]->len; i++)
      {
        Row row = { g_ptr_array_index (snapshot->records[kind], i), G_MAXUINT, G_MAXUINT };

        if (!belongs (f, row.record) || !should_pass (f, row.record))
          continue;
        if (kind == HU_KIND_SPEAKER)
          place_speaker (snapshot, layer, &row);
        else
          g_assert_true (hu_layer_get_place (layer, row.record, &row.start, &row.end));
        g_array_append_val (rows, row);
      }
  g_array_sort (rows, compare_rows);
  return rows;
}

static void
assert_as_expected (Fixture *f)
{
  g_autoptr (HuSnapshot) snapshot = hu_layer_snapshot (hu_document_get_layer (f->document));
  g_autoptr (GArray) rows = make_expected (f, snapshot);
  GListModel *model = G_LIST_MODEL (f->list);

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, rows->len);
  g_assert_cmpuint (f->mirror->len, ==, rows->len);
  g_assert_cmpuint (hu_tag_list_get_n_all (f->list), >=, rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      HuRecord *record = g_array_index (rows, Row, i).record;
      g_autoptr (HuTagItem) item = g_list_model_get_item (model, i);
      g_autofree char *key = item_key (item);
      HuTagItem *seen = g_hash_table_lookup (f->items, key);

      g_assert_true (hu_tag_list_get_record (f->list, i) == record);
      g_assert_true (hu_tag_item_get_record (item) == record);
      g_assert_true (g_ptr_array_index (f->mirror, i) == item);
      g_assert_cmpuint (hu_tag_list_find (f->list, hu_record_get_kind (record), hu_record_get_id (record)),
                        ==, i);
      if (seen)
        g_assert_true (seen == item);
      else
        g_hash_table_insert (f->items, g_steal_pointer (&key), g_object_ref (item));
    }
}

static void
test_random (gconstpointer data)
{
  for (int round = 0; round < 8; round++)
    {
      Fixture f;

      fixture_init (&f, GPOINTER_TO_INT (data));
      for (int step = 0; step < 120; step++)
        {
          random_edits_step (f.document);
          assert_as_expected (&f);
        }
      fixture_clear (&f);
    }
}

static void
take_in_hand (Fixture *f)
{
  static const HuKind kinds[] = { HU_KIND_CLAIM, HU_KIND_STANCE, HU_KIND_SPEAKER, HU_KIND_MENTION };
  HuKind kind = kinds[g_test_rand_int_range (0, G_N_ELEMENTS (kinds))];
  HuRecord *record = g_test_rand_bit () ? random_edits_pick (f->document, kind) : NULL;

  g_free (f->hand_id);
  f->hand_kind = kind;
  f->hand_id = record ? g_strdup (hu_record_get_id (record)) : NULL;
  hu_tag_list_set_hand (f->list, kind, f->hand_id);
}

static void
test_random_filter (gconstpointer data)
{
  static const char *const queries[] = { "ilse", "tomas reik", "stance:supp", "to:check", "mayor",
                                         "fee",  "",           NULL };

  for (int round = 0; round < 8; round++)
    {
      Fixture f;

      fixture_init (&f, GPOINTER_TO_INT (data));
      for (int step = 0; step < 120; step++)
        {
          int what = g_test_rand_int_range (0, 10);

          if (what == 0)
            {
              f.query = queries[g_test_rand_int_range (0, G_N_ELEMENTS (queries))];
              hu_tag_list_set_filter (f.list, f.query);
            }
          else if (what < 3)
            take_in_hand (&f);
          else
            random_edits_step (f.document);
          /* Sometimes an edit comes while a filter is at work. */
          if (g_test_rand_bit ())
            {
              wait_for_filter (&f);
              assert_as_expected (&f);
            }
        }
      fixture_clear (&f);
    }
}

static void
count_changed (HuTagItem *item, gpointer user_data)
{
  ++*(int *) user_data;
}

static char *
add_claim (HuDocument *document, guint start, guint end)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Claim");
  g_autoptr (HuValue) passage = hu_value_new_range (start, end);
  char *id =
      hu_op_create_claim (edit, hu_document_get_layer (document), hu_document_get_text (document), passage);

  random_edits_apply (document, edit);
  return id;
}

/* A row hears of what it shows: its own record, its stances, the names in it; and not of others. */
static void
test_item_changed (void)
{
  Fixture f;
  g_autofree char *first = NULL, *second = NULL, *topic = NULL, *speaker = NULL;
  g_autoptr (HuTagItem) item = NULL;
  HuLayer *layer;
  int changed = 0;

  fixture_init (&f, HU_EDITOR_PAGE_CLAIMS);
  layer = hu_document_get_layer (f.document);
  first = add_claim (f.document, 10, 20);
  second = add_claim (f.document, 30, 40);
  item = g_list_model_get_item (G_LIST_MODEL (f.list), 0);
  g_signal_connect (item, "changed", G_CALLBACK (count_changed), &changed);

  random_edits_set_string (f.document, HU_KIND_CLAIM, second, HU_MEMBER_NOTE, "Not this one");
  g_assert_cmpint (changed, ==, 0);
  random_edits_set_string (f.document, HU_KIND_CLAIM, first, HU_MEMBER_NOTE, "This one");
  g_assert_cmpint (changed, ==, 1);
  {
    g_autoptr (HuEdit) edit = hu_edit_new ("Speaker");

    speaker = hu_op_ensure_speaker_named (edit, layer, "Ilse Marrow", NULL, TRUE);
    topic = hu_op_ensure_topic (edit, layer, "Harbour fee", NULL);
    hu_op_add_claim_speaker (edit, layer, hu_document_get_text (f.document), first, speaker);
    hu_op_add_claim_topic (edit, layer, first, topic);
    random_edits_apply (f.document, edit);
  }
  changed = 0;
  {
    g_autoptr (HuEdit) edit = hu_edit_new ("Stance");

    hu_op_set_claim_stance (edit, layer, first, "supports");
    random_edits_apply (f.document, edit);
  }
  g_assert_cmpint (changed, >, 0);
  changed = 0;
  random_edits_set_string (f.document, HU_KIND_SPEAKER, speaker, HU_MEMBER_NAME, "Ilse M. Marrow");
  g_assert_cmpint (changed, ==, 1);
  fixture_clear (&f);
}

static void
test_memos (void)
{
  Fixture f;
  g_autofree char *claim = NULL, *memo = NULL;
  g_autoptr (HuEdit) edit = hu_edit_new ("Memo");
  g_autoptr (HuValue) passage = hu_value_new_range (0, 5);

  fixture_init (&f, HU_EDITOR_PAGE_CLAIMS);
  claim = add_claim (f.document, 10, 20);
  memo = hu_op_create_memo (edit, hu_document_get_layer (f.document), passage);
  random_edits_apply (f.document, edit);
  g_assert_cmpuint (f.mirror->len, ==, 1);
  hu_tag_list_set_with_memos (f.list, TRUE);
  g_assert_cmpuint (f.mirror->len, ==, 2);
  g_assert_cmpuint (hu_tag_list_find (f.list, HU_KIND_MEMO, memo), ==, 0);
  g_assert_cmpuint (hu_tag_list_find (f.list, HU_KIND_CLAIM, claim), ==, 1);
  hu_tag_list_set_with_memos (f.list, FALSE);
  g_assert_cmpuint (f.mirror->len, ==, 1);
  fixture_clear (&f);
}

static void
test_documents (void)
{
  Fixture f;
  g_autoptr (HuDocument) other = random_edits_make_document ();
  g_autofree char *a = add_claim (other, 0, 10);
  g_autofree char *b = add_claim (other, 20, 30);

  fixture_init (&f, HU_EDITOR_PAGE_CLAIMS);
  hu_tag_list_set_document (f.list, other);
  g_assert_cmpuint (f.mirror->len, ==, 2);
  hu_tag_list_set_filter (f.list, "reik");
  hu_tag_list_set_document (f.list, NULL);
  g_assert_cmpuint (f.mirror->len, ==, 0);
  g_assert_false (hu_tag_list_get_filtering (f.list));
  hu_tag_list_set_document (f.list, other);
  wait_for_filter (&f);
  g_assert_cmpuint (f.mirror->len, ==, 0);
  hu_tag_list_set_filter (f.list, NULL);
  g_assert_cmpuint (f.mirror->len, ==, 2);
  fixture_clear (&f);
}

/* An edit of very many records at once. */
static void
test_many (void)
{
  Fixture f;
  g_autoptr (HuEdit) edit = hu_edit_new ("Many");
  g_autoptr (HuEdit) undone = NULL;

  fixture_init (&f, HU_EDITOR_PAGE_CLAIMS);
  f.query = "mayor";
  hu_tag_list_set_filter (f.list, f.query);
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (HuValue) passage = hu_value_new_range (i, i + 12);
      g_autofree char *id = hu_op_create_claim (edit, hu_document_get_layer (f.document),
                                                hu_document_get_text (f.document), passage);
    }
  random_edits_apply (f.document, edit);
  wait_for_filter (&f);
  assert_as_expected (&f);
  g_assert_cmpuint (f.mirror->len, >, 0);
  g_assert_cmpuint (f.mirror->len, <, 200);
  undone = hu_document_undo (f.document);
  g_assert_cmpuint (f.mirror->len, ==, 0);
  fixture_clear (&f);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    HuEditorPage page;
  } pages[] = { { "claims", HU_EDITOR_PAGE_CLAIMS },
                { "speakers", HU_EDITOR_PAGE_SPEAKERS },
                { "stances", HU_EDITOR_PAGE_STANCES } };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *plain = g_strconcat ("/tag-list/random/", pages[i].name, NULL);
      g_autofree char *filter = g_strconcat ("/tag-list/filter/", pages[i].name, NULL);

      g_test_add_data_func (plain, GINT_TO_POINTER (pages[i].page), test_random);
      g_test_add_data_func (filter, GINT_TO_POINTER (pages[i].page), test_random_filter);
    }
  g_test_add_func ("/tag-list/item-changed", test_item_changed);
  g_test_add_func ("/tag-list/memos", test_memos);
  g_test_add_func ("/tag-list/documents", test_documents);
  g_test_add_func ("/tag-list/many", test_many);
  return g_test_run ();
}
