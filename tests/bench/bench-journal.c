/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long an edit takes to the journal: in the main thread, and until it is on disk, while the layer is
 * saved by itself and while it isn't. An edit should take the main thread 1 ms at most, and be on disk within
 * 100 ms. */
#include "model-tests.h"

#include "hu-journal.h"
#include "hu-layer-file.h"
#include "hu-save.h"
#include "hu-store.h"

#define N_EDITS  400
#define PAUSE_MS 10

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static void
print (const char *what, GArray *times)
{
  g_array_sort (times, compare);
  g_print ("  %-44s median %8.3f ms, 99 %% %8.3f ms, most %8.3f ms\n", what,
           (double) g_array_index (times, gint64, times->len / 2) / 1000,
           (double) g_array_index (times, gint64, times->len * 99 / 100) / 1000,
           (double) g_array_index (times, gint64, times->len - 1) / 1000);
}

static void
add_time (GArray *times, gint64 begin)
{
  gint64 time = g_get_monotonic_time () - begin;

  g_array_append_val (times, time);
}

/* The edits that are not on disk yet: when each was made. */
typedef struct
{
  HuDocument *document;
  guint64 durable;
  GArray *made; /* of gint64; the place is the edit's generation, less one */
  GArray *durable_times;
} Watch;

static void
note_durable (Watch *self, guint64 durable)
{
  for (; self->durable < MIN (durable, self->made->len); self->durable++)
    add_time (self->durable_times, g_array_index (self->made, gint64, self->durable));
}

static void
make_edit (HuDocument *document, guint n, const char *word)
{
  HuLayer *layer = hu_document_get_layer (document);
  g_autoptr (HuEdit) edit = hu_edit_new ("Do");
  HuRecord *memo =
      hu_layer_get_nth (layer, HU_KIND_MEMO, (n * 7919) % hu_layer_get_size (layer, HU_KIND_MEMO));
  g_autofree char *text = g_strdup_printf ("%s %u", word, n);
  g_autoptr (HuValue) passage = hu_value_new_range (n, n + 40);
  g_autofree char *id = NULL;

  if (n % 2)
    id = hu_op_create_claim (edit, layer, hu_document_get_text (document), passage);
  else
    hu_op_set_string (edit, layer, HU_KIND_MEMO, hu_record_get_id (memo), HU_MEMBER_TEXT, text);
  g_assert_true (hu_document_apply (document, edit, NULL));
}

static gboolean
on_time (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run_loop (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, on_time, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* A layer of @n memos. (transfer full) */
static HuSnapshot *
make_layer (HuText *text, guint n)
{
  HuLayer *layer = hu_layer_new (NULL);
  g_autoptr (HuEdit) edit = hu_edit_new ("Make");
  HuSnapshot *snapshot;

  for (guint i = 0; i < n; i++)
    {
      guint start = i % (hu_text_get_length (text) - 40);
      g_autoptr (HuValue) passage = hu_value_new_range (start, start + 30);
      g_autofree char *id = hu_op_create_memo (edit, layer, passage);
    }
  g_assert_true (hu_layer_apply (layer, edit, NULL));
  snapshot = hu_layer_snapshot (layer);
  hu_layer_free (layer);
  return snapshot;
}

/* Alone. */

static void
on_journal (HuJournal *journal, gpointer user_data)
{
  note_durable (user_data, hu_journal_get_durable (journal));
}

typedef struct
{
  HuJournal *journal;
  GArray *times;
} Hand;

static void
on_moved (HuDocument *document, HuEdit *edit, guint move, Hand *hand)
{
  gint64 begin = g_get_monotonic_time ();

  hu_journal_append (hand->journal, edit, (HuMove) move, hu_document_get_text (document), "ilse");
  add_time (hand->times, begin);
}

static void
measure_alone (const char *path, HuText *text, HuSnapshot *snapshot)
{
  g_autoptr (HuDocument) document = hu_document_new (path, text, snapshot);
  Hand hand = { hu_journal_new (path, NULL, text, NULL, NULL), g_array_new (FALSE, FALSE, sizeof (gint64)) };
  Watch watch = { document, 0, g_array_new (FALSE, FALSE, sizeof (gint64)),
                  g_array_new (FALSE, FALSE, sizeof (gint64)) };

  hu_journal_set_func (hand.journal, on_journal, &watch);
  g_signal_connect (document, "moved", G_CALLBACK (on_moved), &hand);
  for (guint i = 0; i < N_EDITS; i++)
    {
      gint64 now = g_get_monotonic_time ();

      g_array_append_val (watch.made, now);
      make_edit (document, i, "alone");
      run_loop (PAUSE_MS);
    }
  while (watch.durable < N_EDITS)
    g_main_context_iteration (NULL, TRUE);
  print ("handing over", hand.times);
  print ("on disk, nothing else to do", watch.durable_times);
  hu_journal_close (hand.journal);
  hu_journal_wait_closed (hand.journal);
  hu_journal_unref (hand.journal);
  g_array_unref (hand.times);
  g_array_unref (watch.made);
  g_array_unref (watch.durable_times);
}

/* As the program does it. */

static void
on_durable (HuStore *store, HuDocument *document, Watch *watch)
{
  note_durable (watch, hu_store_get_durable_generation (store, document));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HuDocument **document = user_data;

  *document = hu_store_open_finish (HU_STORE (source), result, NULL);
}

static void
on_saved (HuStore *store, HuDocument *document, guint *n)
{
  (*n)++;
}

static void
measure_saving (const char *path, HuText *text, HuSnapshot *snapshot)
{
  g_autoptr (HuStore) store = hu_store_new ();
  g_autofree char *layer_path = g_strconcat (path, ".annotations.json", NULL);
  g_autoptr (GBytes) bytes = hu_layer_file_write (snapshot, text);
  Watch watch = { NULL, 0, g_array_new (FALSE, FALSE, sizeof (gint64)),
                  g_array_new (FALSE, FALSE, sizeof (gint64)) };
  GArray *apply_times = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_saved = 0;

  g_assert_true (hu_save_bytes (layer_path, bytes, NULL));
  hu_store_open_async (store, path, NULL, NULL, on_opened, &watch.document);
  while (!watch.document)
    g_main_context_iteration (NULL, TRUE);
  g_signal_connect (store, "durable-changed", G_CALLBACK (on_durable), &watch);
  g_signal_connect (store, "saved", G_CALLBACK (on_saved), &n_saved);
  for (guint i = 0; i < N_EDITS || n_saved < 2; i++)
    {
      gint64 now = g_get_monotonic_time ();

      g_array_append_val (watch.made, now);
      make_edit (watch.document, i % 700, "saved");
      add_time (apply_times, now);
      run_loop (PAUSE_MS);
    }
  while (watch.durable < watch.made->len)
    g_main_context_iteration (NULL, TRUE);
  print ("all that an edit does in the main thread", apply_times);
  print ("on disk, while the layer is saved", watch.durable_times);
  g_print ("  %u saves\n", n_saved);
  g_object_unref (watch.document);
  g_array_unref (apply_times);
  g_array_unref (watch.made);
  g_array_unref (watch.durable_times);
}

static void
measure (const char *folder, guint n)
{
  g_autofree char *name = g_strdup_printf ("%u.txt", n);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (HuText) text = test_text_new (20);
  g_autoptr (HuSnapshot) snapshot = make_layer (text, n);
  gsize length;
  const char *utf8 = hu_text_get_utf8 (text, &length);

  g_assert_true (g_file_set_contents (path, utf8, (gssize) length, NULL));
  g_print ("%u tags:\n", n);
  measure_alone (path, text, snapshot);
  measure_saving (path, text, snapshot);
}

int
main (void)
{
  static const guint sizes[] = { 100, 10000, 100000 };
  g_autofree char *folder = g_dir_make_tmp ("hu-bench-journal-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    measure (folder, sizes[i]);
  test_remove_all (folder);
  return 0;
}
