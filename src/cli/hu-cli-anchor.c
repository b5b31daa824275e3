/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "anchor": how what is tagged stands in an article that was changed, or in somebody's own copy
 * of it. */
#include "config.h"

#include "hu-cli-command.h"

#include "hu-anchors.h"
#include "hu-attach.h"
#include "hu-error.h"
#include "hu-folder.h"
#include "hu-json.h"
#include "hu-layer-file.h"
#include "hu-save.h"
#include "hu-sidecar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Characters of a quote that a line of the report shows. */
#define SNIPPET 60

typedef struct
{
  HuCli *cli;
  HuJsonWriter *json; /* (nullable) */
  gboolean writes;
  gboolean imperfect; /* something isn't exact, or failed */
} Anchoring;

/* Takes @error over. */
static void
fail (Anchoring *self, const char *path, GError *error)
{
  hu_cli_warn_error (self->cli, path, error);
  g_error_free (error);
  self->imperfect = TRUE;
}

/* The text in the encoding that the layer was made in, if it is the same text then. (transfer full) */
static HuText *
decode (GBytes *bytes, HuSnapshot *snapshot, GError **error)
{
  HuRecord *facts = hu_snapshot_get_only (snapshot, HU_KIND_DOCUMENT);
  const char *encoding = facts ? hu_record_get_string (facts, HU_MEMBER_ENCODING) : NULL;
  const char *sha256 = facts ? hu_record_get_string (facts, HU_MEMBER_TEXT_SHA256) : NULL;
  g_autoptr (HuText) recorded = encoding ? hu_text_new (bytes, encoding, NULL) : NULL;

  if (recorded && g_strcmp0 (hu_text_get_text_sha256 (recorded), sha256) == 0)
    return g_steal_pointer (&recorded);
  return hu_text_new (bytes, NULL, error);
}

/* Reporting. */

static const char *
state_of (HuRecord *record)
{
  HuAnchors anchors = hu_record_get_anchors (record);

  return anchors & HU_ANCHORS_LOST ? "lost" : anchors & HU_ANCHORS_MOVED ? "moved" : "exact";
}

/* A quote in one line that isn't too long. (transfer full) */
static char *
shorten (const char *quote)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (quote ? quote : "", -1);

  return hu_text_dup_snippet (text, 0, hu_text_get_length (text), SNIPPET);
}

static void
tell_record (Anchoring *self, HuRecord *record, HuText *text)
{
  HuValue *passage = hu_record_get (record, hu_record_get_unreviewed (record));
  g_autofree char *before = hu_value_dup_former_quote (passage);
  g_autofree char *now = hu_value_dup_current_quote (passage, text);
  g_autofree char *short_before = shorten (before);
  g_autofree char *short_now = shorten (now);
  guint start, end;
  gboolean placed = hu_record_get_extent (record, &start, &end);

  if (!self->json)
    {
      /* TRANSLATORS: a passage of an article: what became of it, its words then and now. */
      hu_cli_print (self->cli, _ ("  %s: “%s” → “%s”\n"), state_of (record), short_before, short_now);
      return;
    }
  hu_json_writer_begin_object (self->json);
  hu_json_writer_member_string (self->json, "kind", hu_kind_get_list_name (hu_record_get_kind (record)));
  hu_json_writer_member_string (self->json, "id", hu_record_get_id (record));
  hu_json_writer_member_string (self->json, "anchor", state_of (record));
  if (before)
    hu_json_writer_member_string (self->json, "was", before);
  if (now)
    hu_json_writer_member_string (self->json, "quote", now);
  if (placed)
    {
      hu_json_writer_member_int (self->json, "start", start);
      hu_json_writer_member_int (self->json, "end", end);
    }
  hu_json_writer_end_object (self->json);
}

static void
tell_counts (Anchoring *self, const char *path, const HuReanchoring *counts, gboolean written)
{
  g_autofree char *name = hu_cli_show_name (path);

  if (!self->json)
    {
      hu_cli_print (self->cli, _ ("%s: %u exact, %u moved, %u lost%s\n"), name, counts->exact, counts->moved,
                    counts->lost, written ? _ (" (written)") : "");
      return;
    }
  hu_cli_json_file (self->json, path);
  hu_json_writer_key (self->json, "changed");
  hu_json_writer_boolean (self->json, counts->changed);
  hu_json_writer_key (self->json, "written");
  hu_json_writer_boolean (self->json, written);
  hu_json_writer_member_int (self->json, "exact", counts->exact);
  hu_json_writer_member_int (self->json, "moved", counts->moved);
  hu_json_writer_member_int (self->json, "lost", counts->lost);
}

static void
report (Anchoring *self,
        const char *path,
        HuSnapshot *placed,
        HuText *text,
        const HuReanchoring *counts,
        gboolean written)
{
  self->imperfect = self->imperfect || counts->moved + counts->lost > 0;
  if (self->json)
    hu_json_writer_begin_object (self->json);
  tell_counts (self, path, counts, written);
  if (self->json)
    {
      hu_json_writer_key (self->json, "tags");
      hu_json_writer_begin_list (self->json);
    }
  for (int kind = HU_KIND_MENTION; kind <= HU_KIND_MEMO; kind++)
    for (guint i = 0; i < placed->records[kind]->len; i++)
      if (hu_record_get_anchors (g_ptr_array_index (placed->records[kind], i)) != HU_ANCHORS_EXACT)
        tell_record (self, g_ptr_array_index (placed->records[kind], i), text);
  if (self->json)
    {
      hu_json_writer_end_list (self->json);
      hu_json_writer_end_object (self->json);
    }
}

/* Anchoring. */

static gboolean
write_layer (const char *path, HuSnapshot *placed, HuText *text, GError **error)
{
  g_autoptr (GBytes) bytes = hu_layer_file_write (placed, text);

  return hu_save_bytes (path, bytes, error);
}

/* Whether the layer was made on these very bytes: then there is nothing to write. */
static gboolean
is_of (HuSnapshot *snapshot, HuText *text)
{
  HuRecord *facts = hu_snapshot_get_only (snapshot, HU_KIND_DOCUMENT);

  return facts && g_strcmp0 (hu_record_get_string (facts, HU_MEMBER_SHA256), hu_text_get_sha256 (text)) == 0;
}

static void
anchor_layer (Anchoring *self, const char *path, GBytes *document)
{
  GError *error = NULL;
  g_autoptr (HuSnapshot) snapshot = hu_layer_file_load (path, NULL, NULL, &error);
  g_autoptr (HuText) text = snapshot ? decode (document, snapshot, &error) : NULL;
  g_autoptr (HuSnapshot) placed = NULL;
  HuReanchoring counts;
  gboolean writes;

  if (!text)
    {
      fail (self, path, error);
      return;
    }
  placed = hu_anchor (snapshot, text, &counts);
  writes = self->writes && !is_of (snapshot, text);
  if (writes && !write_layer (path, placed, text, &error))
    fail (self, path, error);
  else
    report (self, path, placed, text, &counts, writes);
}

static void
anchor_document (Anchoring *self, const char *path)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = hu_cli_load (self->cli, path, HU_TEXT_MAX_BYTES, &error);
  g_autoptr (GPtrArray) sidecars = bytes ? hu_sidecar_find (path, &error) : NULL;

  if (!sidecars)
    {
      fail (self, path, error);
      return;
    }
  for (guint i = 0; i < sidecars->len && !g_cancellable_is_cancelled (hu_cli_get_cancellable (self->cli));
       i++)
    {
      const char *sidecar = ((HuSidecar *) g_ptr_array_index (sidecars, i))->path;

      if (g_str_has_prefix (sidecar, "./") && !g_str_has_prefix (path, "./"))
        sidecar += strlen ("./");
      anchor_layer (self, sidecar, bytes);
    }
}

static void
anchor_folder (Anchoring *self, const char *path)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) entries = hu_folder_list (path, &error);

  if (!entries)
    fail (self, path, error);
  for (guint i = 0; entries && i < entries->len; i++)
    if (!g_cancellable_is_cancelled (hu_cli_get_cancellable (self->cli)))
      anchor_document (self, ((HuFolderEntry *) g_ptr_array_index (entries, i))->path);
}

/* Attaching. */

/* The layer becomes this coder's: its file's name says so, too. */
static void
set_coder (HuSnapshot *snapshot, const char *id)
{
  HuRecord *root = hu_snapshot_get_only (snapshot, HU_KIND_LAYER);
  HuValue *before = root ? hu_record_get (root, HU_MEMBER_LAYER) : NULL;
  g_autoptr (HuValue) id_value = hu_value_new_string (id);
  g_autoptr (HuValue) coder = hu_value_object_with (hu_value_get_member (before, "coder"), "id", id_value);
  g_autoptr (HuValue) layer = hu_value_object_with (before, "coder", coder);

  if (!root)
    return;
  g_ptr_array_add (snapshot->records[HU_KIND_LAYER], hu_record_with (root, HU_MEMBER_LAYER, layer));
  g_ptr_array_remove_index (snapshot->records[HU_KIND_LAYER], 0);
}

static HuSnapshot *
attach (Anchoring *self, const char *path, HuText **text, HuReanchoring *counts, GError **error)
{
  const char *annotations = hu_cli_get (self->cli, "annotations");
  const char *coder = hu_cli_get (self->cli, "coder");
  g_autofree char *file = g_filename_display_basename (path);
  g_autoptr (GBytes) bytes = hu_cli_load (self->cli, path, HU_TEXT_MAX_BYTES, error);
  g_autoptr (GBytes) layer = bytes ? hu_cli_load (self->cli, annotations, HU_JSON_MAX_SIZE, error) : NULL;
  g_autoptr (HuSnapshot) exported =
      layer ? hu_layer_file_parse (layer, annotations, NULL, NULL, error) : NULL;
  HuSnapshot *placed;

  *text = exported ? decode (bytes, exported, error) : NULL;
  if (!*text)
    return NULL;
  placed = hu_attach (exported, file, *text, counts);
  if (coder)
    set_coder (placed, coder);
  return placed;
}

static void
attach_to (Anchoring *self, const char *path)
{
  GError *error = NULL;
  g_autofree char *sidecar = hu_sidecar_path_for (path, hu_cli_get (self->cli, "coder"), &error);
  const char *shown = sidecar;
  g_autoptr (HuText) text = NULL;
  g_autoptr (HuSnapshot) placed = NULL;
  HuReanchoring counts;

  if (sidecar && g_file_test (sidecar, G_FILE_TEST_EXISTS))
    g_set_error_literal (&error, HU_ERROR, HU_ERROR_INVALID,
                         _ ("there is a layer already; name whose this one is with --coder"));
  if (!error)
    placed = attach (self, path, &text, &counts, &error);
  if (placed && self->writes)
    write_layer (sidecar, placed, text, &error);
  if (error)
    {
      fail (self, path, error);
      return;
    }
  if (g_str_has_prefix (shown, "./") && !g_str_has_prefix (path, "./"))
    shown += strlen ("./");
  report (self, shown, placed, text, &counts, self->writes);
}

static int
check_options (HuCli *cli)
{
  const char *coder = hu_cli_get (cli, "coder");
  const char *const *operands = hu_cli_get_operands (cli);

  if (coder && !hu_coder_id_is_valid (coder))
    return hu_cli_usage_error (cli, _ ("--coder takes an id of a-z, 0-9 and “-”, not “%s”"), coder);
  if (coder && !hu_cli_has (cli, "annotations"))
    return hu_cli_usage_error (cli, _ ("--coder goes with --annotations"));
  if (hu_cli_has (cli, "annotations") && (operands[1] || g_file_test (operands[0], G_FILE_TEST_IS_DIR)))
    return hu_cli_usage_error (cli, _ ("--annotations goes with one article"));
  return HU_CLI_OK;
}

static int
run (HuCli *cli)
{
  Anchoring self = { cli, NULL, hu_cli_has (cli, "write"), FALSE };
  GCancellable *cancellable = hu_cli_get_cancellable (cli);

  if (check_options (cli) != HU_CLI_OK)
    return HU_CLI_USAGE;
  self.json = hu_cli_get_json (cli);
  if (self.json)
    {
      hu_json_writer_begin_object (self.json);
      hu_json_writer_key (self.json, "layers");
      hu_json_writer_begin_list (self.json);
    }
  for (const char *const *path = hu_cli_get_operands (cli);
       *path && !g_cancellable_is_cancelled (cancellable); path++)
    if (hu_cli_has (cli, "annotations"))
      attach_to (&self, *path);
    else if (g_file_test (*path, G_FILE_TEST_IS_DIR))
      anchor_folder (&self, *path);
    else
      anchor_document (&self, *path);
  if (self.json)
    {
      hu_json_writer_end_list (self.json);
      hu_json_writer_end_object (self.json);
    }
  return self.imperfect || g_cancellable_is_cancelled (cancellable) ? HU_CLI_PROBLEMS : HU_CLI_OK;
}

static const HuCliOption options[] = {
  { "write", 'w', NULL, HU_CLI_WORDS_ANY, N_ ("Write the layer files as they are told"), HU_CLI_OPTION_NONE },
  { "annotations", 'a', N_ ("FILE"), HU_CLI_WORDS_FILES,
    N_ ("What somebody exported as annotated JSON, with or without the article, for your copy of the "
        "article"),
    HU_CLI_OPTION_NONE },
  { "coder", 0, N_ ("ID"), HU_CLI_WORDS_ANY, N_ ("With --annotations: whose layer it becomes"),
    HU_CLI_OPTION_NONE },
  HU_CLI_OPTION_JSON{ NULL },
};

static const HuCliExample examples[] = {
  { "hustings-cli anchor articles/", N_ ("Tells what became of passages in articles that were changed.") },
  { "hustings-cli anchor --annotations=shared/visit.json --write visit.txt",
    N_ ("Makes a layer file of what was exported without the article.") },
  { NULL },
};

static const HuCliExit exits[] = {
  { HU_CLI_OK, N_ ("Every passage stands exactly.") },
  { HU_CLI_PROBLEMS, N_ ("A passage was moved or lost, or a file can’t be read or written.") },
  { HU_CLI_USAGE, N_ ("The command line is wrong.") },
  { 0, NULL },
};

const HuCliCommand hu_cli_anchor_command = {
  .name = "anchor",
  .operands = N_ ("DOCUMENT|FOLDER…"),
  .min_operands = 1,
  .max_operands = G_MAXUINT,
  .words = HU_CLI_WORDS_FILES,
  .summary = N_ ("Find passages again in articles that were changed"),
  .description = N_ (
      "Finds what is tagged again by its words and what stands around them, and tells how many passages "
      "stand "
      "exactly, were placed anew (moved), or have no place (lost), and those that aren’t exact with their "
      "words "
      "then and now. With --write that is put into the layer files; moved and lost passages then wait in the "
      "program for a person. With --annotations, what somebody exported is attached to your own copy."),
  .options = options,
  .examples = examples,
  .exits = exits,
  .run = run,
};
