/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journals: read and replayed on a small layer. Lines that begin with "{" get their checksums, so that what
 * stands behind them is tried as well; the others stay as they are. */
#include "fuzz.h"

#include "hu-journal-replay.h"
#include "hu-layer-file.h"

#include <glib/gstdio.h>

#define LAYER                                                                                                \
  "{\"format\":\"hustings-annotations\",\"version\":1,\"document\":{\"text_sha256\":\"%s\"},"                \
  "\"speakers\":[{\"id\":\"anneke-voss\",\"name\":\"Anneke Voss\"}],"                                        \
  "\"claims\":[{\"id\":\"c\",\"passage\":[{\"start\":24,\"end\":40}],\"speakers\":[\"anneke-voss\"]}]}"

static GString *
seal_lines (const char *data, gsize size)
{
  GString *journal = g_string_new (NULL);

  while (size > 0)
    {
      const char *end = memchr (data, '\n', size);
      gsize length = end ? (gsize) (end - data) : size;

      if (*data == '{')
        hu_journal_seal (journal, data, length);
      else
        g_string_append_len (journal, data, (gssize) MIN (length + 1, size));
      data += MIN (length + 1, size);
      size -= MIN (length + 1, size);
    }
  return journal;
}

static void
replay (HuJournalFile *file)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GBytes) article = g_bytes_new_static (FUZZ_ARTICLE, strlen (FUZZ_ARTICLE));
  g_autoptr (HuText) text = hu_text_new (article, NULL, NULL);
  g_autofree char *layer = g_strdup_printf (LAYER, hu_text_get_text_sha256 (text));
  g_autoptr (GBytes) bytes = g_bytes_new (layer, strlen (layer));
  g_autoptr (HuSnapshot) snapshot = hu_layer_file_parse (bytes, "", text, NULL, NULL);
  g_autoptr (HuReplay) found = NULL;
  HuReplayBase base = { snapshot, text, article, "visit.txt" };

  fuzz_assert (snapshot);
  g_ptr_array_add (files, file);
  found = hu_journal_replay (files, &base);
  fuzz_assert (found->n_done <= found->edits->len);
  if (found->snapshot)
    {
      g_autoptr (HuLayer) read = hu_layer_new (found->snapshot);
      g_autoptr (GBytes) written = hu_layer_file_write (found->snapshot, found->text);
      g_autoptr (HuSnapshot) again = hu_layer_file_parse (written, "", found->text, NULL, NULL);

      fuzz_assert (again);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GString) journal = seal_lines ((const char *) data, size);
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "journal", NULL);
  g_autoptr (HuJournalFile) file = NULL;

  fuzz_assert (g_file_set_contents_full (path, journal->str, (gssize) journal->len, G_FILE_SET_CONTENTS_NONE,
                                         0600, NULL));
  file = hu_journal_file_claim (path, NULL);
  if (file)
    {
      hu_journal_file_get_last (file);
      hu_journal_file_get_checkpoint (file);
      replay (file);
    }
  g_unlink (path);
  return 0;
}
