/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging layers: three layer files, parted by lines with "==" alone: base, mine, theirs. What comes out can
 * be written and read; what it says it does to mine makes of mine what came out; and a layer merged with
 * itself stays as it is. */
#include "fuzz.h"

#include "hu-layer-file.h"
#include "hu-merge-layers.h"

#define N_LAYERS 3

typedef struct
{
  HuText *text;
  gboolean matches; /* all of them are of the text */
  HuSnapshot *layers[N_LAYERS];
} Input;

static void
read_input (Input *self, const uint8_t *data, size_t size)
{
  g_autofree char *copy = g_strndup ((const char *) data, size);
  g_auto (GStrv) parts = g_strsplit (copy, "\n==\n", N_LAYERS);

  self->matches = TRUE;
  for (guint i = 0; i < N_LAYERS && parts[i]; i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (parts[i], strlen (parts[i]));
      g_autoptr (GPtrArray) findings = hu_findings_new ();
      gboolean matches;

      self->layers[i] = hu_layer_file_read (bytes, "", self->text, &matches, findings, NULL);
      self->matches = self->matches && (!self->layers[i] || matches);
    }
}

static void
check (HuSnapshot *base, HuSnapshot *mine, HuSnapshot *theirs, HuText *text)
{
  g_autoptr (HuLayerMerge) merge = NULL;
  g_autoptr (HuLayer) layer = NULL;
  g_autoptr (HuSnapshot) reached = NULL;
  g_autoptr (GBytes) merged_bytes = NULL, reached_bytes = NULL;

  if (!hu_layers_are_of_one_text (mine, theirs) || (base && !hu_layers_are_of_one_text (base, mine)))
    return;
  merge = hu_merge_layers (base, mine, theirs, text, "merged");
  layer = hu_layer_new (mine);
  fuzz_assert (hu_layer_apply (layer, merge->edit, NULL));
  reached = hu_layer_snapshot (layer);
  merged_bytes = hu_layer_file_write (merge->snapshot, text);
  reached_bytes = hu_layer_file_write (reached, text);
  fuzz_assert (g_bytes_equal (merged_bytes, reached_bytes));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (FUZZ_ARTICLE, -1);
  Input input = { text };
  HuSnapshot *base, *mine, *theirs;

  read_input (&input, data, size);
  base = input.layers[0];
  mine = input.layers[1];
  theirs = input.layers[2];
  if (mine && theirs)
    {
      HuText *of = input.matches ? text : NULL;

      check (base, mine, theirs, of);
      check (NULL, mine, theirs, of);
      if (base)
        {
          g_autoptr (HuSnapshot) trimmed = hu_merge_trim_base (base, mine, theirs);

          check (trimmed, theirs, mine, of);
        }
    }
  for (guint i = 0; i < N_LAYERS; i++)
    g_clear_pointer (&input.layers[i], hu_snapshot_unref);
  return 0;
}
