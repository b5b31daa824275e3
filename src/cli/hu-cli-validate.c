/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "validate": what is wrong in documents, layer files, codebooks and registers. */
#include "config.h"

#include "hu-cli-command.h"

#include "hu-anchor.h"
#include "hu-check.h"
#include "hu-codebook-file.h"
#include "hu-error.h"
#include "hu-folder.h"
#include "hu-json.h"
#include "hu-layer-file.h"
#include "hu-register-file.h"
#include "hu-sidecar.h"
#include "hu-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Folders within each other that are searched: links can lead in a circle. */
#define MAX_FOLDERS 32

typedef struct
{
  HuCli *cli;
  HuJsonWriter *json; /* (nullable) */
  GHashTable *seen;   /* files that were checked: a layer file may be given beside its document */
  const char *path;   /* of the file being checked */
  guint n_files;
  guint n_findings;
} Validation;

/* Telling. */

static void
begin_file (Validation *self, const char *path, const char *kind)
{
  self->path = path;
  self->n_files++;
  if (!self->json)
    return;
  hu_json_writer_begin_object (self->json);
  hu_cli_json_file (self->json, path);
  hu_json_writer_member_string (self->json, "kind", kind);
  hu_json_writer_key (self->json, "findings");
  hu_json_writer_begin_list (self->json);
}

static void
end_file (Validation *self)
{
  if (!self->json)
    return;
  hu_json_writer_end_list (self->json);
  hu_json_writer_end_object (self->json);
}

/* @place: (nullable): "claims[3].type". @line: 0 where it isn't known. */
static void
tell (Validation *self, const char *severity, const char *place, guint line, const char *message)
{
  g_autofree char *name = hu_cli_show_name (self->path);

  self->n_findings++;
  if (self->json)
    {
      hu_json_writer_begin_object (self->json);
      hu_json_writer_member_string (self->json, "severity", severity);
      if (place)
        hu_json_writer_member_string (self->json, "path", place);
      if (line)
        hu_json_writer_member_int (self->json, "line", line);
      hu_json_writer_member_string (self->json, "message", message);
      hu_json_writer_end_object (self->json);
      return;
    }
  hu_cli_print (self->cli, "%s:", name);
  if (line)
    hu_cli_print (self->cli, "%u:", line);
  if (place)
    hu_cli_print (self->cli, " %s:", place);
  hu_cli_print (self->cli, " %s\n", message);
}

/* Takes @error over. The file's name is said already. */
static void
tell_error (Validation *self, GError *error)
{
  g_autofree char *prefix = g_strdup_printf ("%s: ", self->path);

  tell (self, "error", NULL, 0,
        g_str_has_prefix (error->message, prefix) ? error->message + strlen (prefix) : error->message);
  g_error_free (error);
}

/* Checking. */

static void
check_records (Validation *self, HuSnapshot *snapshot)
{
  for (int kind = HU_KIND_SPEAKER; kind <= HU_KIND_MEMO; kind++)
    for (guint i = 0; i < snapshot->records[kind]->len; i++)
      {
        HuCheckReasons reasons = hu_record_get_check (g_ptr_array_index (snapshot->records[kind], i));
        g_autofree char *place = NULL;

        reasons &= HU_CHECK_MOVED | HU_CHECK_LOST | HU_CHECK_CONFLICT;
        if (!reasons)
          continue;
        place = g_strdup_printf ("%s[%u]", hu_kind_get_list_name (kind), i);
        tell (self, "warning", place, 0, hu_check_reasons_explain (reasons));
      }
}

/* The document's text in the encoding that the layer's offsets were counted in. (transfer full) (nullable) */
static HuText *
decode_as_recorded (HuSnapshot *snapshot, GBytes *document)
{
  HuRecord *facts = hu_snapshot_get_only (snapshot, HU_KIND_DOCUMENT);
  const char *encoding = facts ? hu_record_get_string (facts, HU_MEMBER_ENCODING) : NULL;

  return encoding ? hu_text_new (document, encoding, NULL) : NULL;
}

/* @document: (nullable): the document's bytes. @changed: (out): whether its text is another one, not only its
 * line ends. (transfer full) (nullable) */
static HuSnapshot *
read_layer (const char *path, GBytes *bytes, GBytes *document, gboolean *changed, GError **error)
{
  g_autoptr (HuText) text = document ? hu_text_new (document, NULL, NULL) : NULL;
  gboolean matches = TRUE;
  g_autoptr (HuSnapshot) snapshot = hu_layer_file_parse (bytes, path, text, &matches, error);
  g_autoptr (HuText) recorded = NULL;
  g_autoptr (HuSnapshot) placed = NULL;
  HuReanchoring counts;

  *changed = FALSE;
  if (!snapshot || !text || matches)
    return g_steal_pointer (&snapshot);
  recorded = decode_as_recorded (snapshot, document);
  if (recorded && strcmp (hu_text_get_encoding (recorded), hu_text_get_encoding (text)) != 0)
    {
      hu_snapshot_unref (snapshot);
      snapshot = hu_layer_file_parse (bytes, path, recorded, &matches, error);
      if (!snapshot || matches)
        return g_steal_pointer (&snapshot);
    }
  placed = hu_anchor (snapshot, text, &counts);
  *changed = counts.changed;
  return g_steal_pointer (&snapshot);
}

static void
check_layer (Validation *self, const char *path, GBytes *bytes, GBytes *document)
{
  GError *error = NULL;
  gboolean changed;
  g_autoptr (HuSnapshot) snapshot = read_layer (path, bytes, document, &changed, &error);

  begin_file (self, path, "layer");
  if (!snapshot)
    tell_error (self, error);
  else
    check_records (self, snapshot);
  if (changed)
    tell (self, "warning", NULL, 0, _ ("the article was changed since it was tagged"));
  end_file (self);
}

static void
check_codebook (Validation *self, const char *path, GBytes *bytes)
{
  GError *error = NULL;
  g_autoptr (HuCodebook) codebook = hu_codebook_file_parse (bytes, path, &error);

  begin_file (self, path, "codebook");
  if (!codebook)
    tell_error (self, error);
  end_file (self);
}

static void
check_register (Validation *self, const char *path, GBytes *bytes)
{
  GError *error = NULL;
  g_autoptr (HuRegister) speakers = hu_register_file_parse (bytes, path, &error);

  begin_file (self, path, "speakers");
  if (!speakers)
    tell_error (self, error);
  end_file (self);
}

/* Says that a file can't be read at all. Takes @error over. */
static void
fail_file (Validation *self, const char *path, const char *kind, GError *error)
{
  begin_file (self, path, kind);
  tell_error (self, error);
  end_file (self);
}

/* Whether the file wasn't checked yet. */
static gboolean
see (Validation *self, const char *path)
{
  return g_hash_table_add (self->seen, g_canonicalize_filename (path, NULL));
}

static void
check_sidecar (Validation *self, const char *path, GBytes *document)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!see (self, path))
    return;
  bytes = hu_json_load (path, &error);
  if (bytes)
    check_layer (self, path, bytes, document);
  else
    fail_file (self, path, "layer", error);
}

static void
check_sidecar_alone (Validation *self, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *document = hu_sidecar_get_document_name (name, NULL);
  g_autofree char *document_path = g_build_filename (folder, document, NULL);
  /* Where it can't be read, that is no finding of the layer's. */
  g_autoptr (GBytes) bytes = hu_cli_load (self->cli, document_path, HU_TEXT_MAX_BYTES, NULL);

  check_sidecar (self, path, bytes);
}

static void
check_document (Validation *self, const char *path, GBytes *bytes)
{
  GError *error = NULL;
  g_autoptr (HuText) text = hu_text_new (bytes, NULL, &error);
  g_autoptr (GPtrArray) sidecars = NULL;

  begin_file (self, path, "document");
  if (!text)
    tell_error (self, error);
  end_file (self);
  sidecars = strcmp (path, "-") == 0 ? NULL : hu_sidecar_find (path, NULL);
  for (guint i = 0; sidecars && i < sidecars->len; i++)
    check_sidecar (self, ((HuSidecar *) g_ptr_array_index (sidecars, i))->path, bytes);
}

/* A JSON file says itself what it is; one that isn't JSON is what its name says. */
static void
check_json (Validation *self, const char *path, GBytes *bytes)
{
  GError *error = NULL;
  g_autoptr (HuValue) value = hu_json_parse (bytes, path, &error);
  const char *format = hu_value_get_member_string (value, "format");

  if (!value)
    fail_file (self, path, "unknown", error);
  else if (g_strcmp0 (format, "hustings-annotations") == 0)
    check_layer (self, path, bytes, NULL);
  else if (g_strcmp0 (format, "hustings-codebook") == 0)
    check_codebook (self, path, bytes);
  else if (g_strcmp0 (format, "hustings-speakers") == 0)
    check_register (self, path, bytes);
  else
    fail_file (self, path, "unknown",
               g_error_new_literal (HU_ERROR, HU_ERROR_FORMAT,
                                    _ ("neither a layer file nor a codebook nor a speaker register")));
}

static gboolean
looks_like_json (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  while (length > 0 && g_ascii_isspace (*data))
    data++, length--;
  return length > 0 && *data == '{';
}

static void
check_file (Validation *self, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *document = hu_sidecar_get_document_name (name, NULL);
  gboolean codebook = g_str_equal (name, HU_CODEBOOK_FILE_NAME);
  gboolean speakers = g_str_equal (name, HU_REGISTER_FILE_NAME);
  gboolean stream = g_str_equal (path, "-");
  gboolean json = codebook || speakers || g_str_has_suffix (name, ".json");
  GError *error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (document)
    {
      check_sidecar_alone (self, path);
      return;
    }
  if (!see (self, path))
    return;
  bytes = json ? hu_json_load (path, &error)
               : hu_cli_load (self->cli, path, stream ? HU_JSON_MAX_SIZE : HU_TEXT_MAX_BYTES, &error);
  if (!bytes)
    fail_file (self, path, json ? "unknown" : "document", error);
  else if (codebook)
    check_codebook (self, path, bytes);
  else if (speakers)
    check_register (self, path, bytes);
  else if (json || (stream && looks_like_json (bytes)))
    check_json (self, path, bytes);
  else
    check_document (self, path, bytes);
}

static void check_folder (Validation *self, const char *path, guint depth);

static void
check_entry (Validation *self, const char *folder, const char *name, guint depth)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *document = hu_sidecar_get_document_name (name, NULL);

  if (name[0] == '.')
    return;
  if (document || hu_folder_is_document_name (name) || g_str_equal (name, HU_CODEBOOK_FILE_NAME) ||
      g_str_equal (name, HU_REGISTER_FILE_NAME))
    check_file (self, path);
  else if (g_file_test (path, G_FILE_TEST_IS_DIR) && depth < MAX_FOLDERS)
    check_folder (self, path, depth + 1);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char **) a, *(char **) b);
}

static void
check_folder (Validation *self, const char *path, guint depth)
{
  GError *error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (!dir)
    {
      fail_file (self, path, "folder", error);
      return;
    }
  while ((name = g_dir_read_name (dir)))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len && !g_cancellable_is_cancelled (hu_cli_get_cancellable (self->cli)); i++)
    check_entry (self, path, g_ptr_array_index (names, i), depth);
}

static void
summarise (Validation *self)
{
  g_autofree char *files =
      g_strdup_printf (ngettext ("%u file checked", "%u files checked", self->n_files), self->n_files);

  if (self->n_findings == 0)
    /* TRANSLATORS: %s is "3 files checked". */
    hu_cli_print (self->cli, _ ("%s: nothing found\n"), files);
  else
    hu_cli_print (self->cli, ngettext ("%s: %u finding\n", "%s: %u findings\n", self->n_findings), files,
                  self->n_findings);
}

static int
run (HuCli *cli)
{
  const char *const *operands = hu_cli_get_operands (cli);
  GCancellable *cancellable = hu_cli_get_cancellable (cli);
  Validation self = { .cli = cli, .json = hu_cli_get_json (cli) };

  self.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (self.json)
    {
      hu_json_writer_begin_object (self.json);
      hu_json_writer_key (self.json, "files");
      hu_json_writer_begin_list (self.json);
    }
  for (; *operands && !g_cancellable_is_cancelled (cancellable); operands++)
    if (g_file_test (*operands, G_FILE_TEST_IS_DIR))
      check_folder (&self, *operands, 0);
    else
      check_file (&self, *operands);
  if (self.json)
    {
      hu_json_writer_end_list (self.json);
      hu_json_writer_member_int (self.json, "n_findings", self.n_findings);
      hu_json_writer_end_object (self.json);
    }
  else
    summarise (&self);
  g_hash_table_unref (self.seen);
  return self.n_findings > 0 || g_cancellable_is_cancelled (cancellable) ? HU_CLI_PROBLEMS : HU_CLI_OK;
}

static const HuCliOption options[] = {
  HU_CLI_OPTION_JSON{ NULL },
};

static const HuCliExample examples[] = {
  { "hustings-cli validate articles/",
    N_ ("Checks all articles of a folder, what is tagged in them, the codebook "
        "and the speaker register.") },
  { "hustings-cli validate --json visit.txt",
    N_ ("Checks an article and its layer files, and answers in JSON.") },
  { NULL },
};

static const HuCliExit exits[] = {
  { HU_CLI_OK, N_ ("All is sound.") },
  { HU_CLI_PROBLEMS, N_ ("Something was found.") },
  { HU_CLI_USAGE, N_ ("The command line is wrong.") },
  { 0, NULL },
};

const HuCliCommand hu_cli_validate_command = {
  .name = "validate",
  .operands = N_ ("FILE…"),
  .min_operands = 1,
  .max_operands = G_MAXUINT,
  .words = HU_CLI_WORDS_FILES,
  .summary = N_ ("Find what is wrong in files"),
  .description =
      N_ ("Checks articles with their layer files, single layer files, codebooks and speaker registers, or "
          "folders of them. A finding is one line: the file, the line in it, the place, and what is wrong. "
          "Nothing is changed."),
  .options = options,
  .examples = examples,
  .exits = exits,
  .run = run,
};
