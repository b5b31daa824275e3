/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "validate": what is wrong in documents, layer files, codebooks and registers. */
#include "config.h"

#include "hu-cli-command.h"

#include "hu-anchor.h"
#include "hu-codebook-file.h"
#include "hu-consistency.h"
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
  HuJsonWriter *json;   /* (nullable) */
  const char *root;     /* (nullable): the folder being checked */
  GHashTable *projects; /* by folder, of Project */
  GHashTable *seen;     /* files that were checked: a layer file may be given beside its document */
  const char *path;     /* of the file being checked */
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
  g_autofree char *shown = g_filename_display_name (self->path);
  g_autofree char *prefix = g_strdup_printf ("%s: ", shown);

  tell (self, "error", NULL, 0,
        g_str_has_prefix (error->message, prefix) ? error->message + strlen (prefix) : error->message);
  g_error_free (error);
}

static void
tell_findings (Validation *self, GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const HuFinding *finding = g_ptr_array_index (findings, i);

      tell (self, finding->severity == HU_FINDING_ERROR ? "error" : "warning",
            *finding->path ? finding->path : NULL, finding->line, finding->message);
    }
}

/* Checking. */

/* The project that a folder belongs to. */

typedef struct
{
  HuCodebook *codebook; /* both nullable: not there, or not readable, which is told of the file itself */
  HuRegister *speakers;
} Project;

static void
project_free (gpointer data)
{
  Project *self = data;

  g_clear_pointer (&self->codebook, hu_codebook_unref);
  g_clear_pointer (&self->speakers, hu_register_unref);
  g_free (self);
}

/* The codebook and register of @folder, or of the nearest folder above it that has them, up to the one that
 * is checked. (transfer none) */
static Project *
find_project (Validation *self, const char *folder)
{
  Project *project = g_hash_table_lookup (self->projects, folder);
  g_autofree char *codebook = g_build_filename (folder, HU_CODEBOOK_FILE_NAME, NULL);
  g_autofree char *speakers = g_build_filename (folder, HU_REGISTER_FILE_NAME, NULL);
  g_autofree char *above = g_path_get_dirname (folder);
  Project *outer = NULL;

  if (project)
    return project;
  project = g_new0 (Project, 1);
  g_hash_table_insert (self->projects, g_strdup (folder), project);
  if (self->root && !g_str_equal (folder, self->root) && !g_str_equal (folder, above))
    outer = find_project (self, above);
  if (g_file_test (codebook, G_FILE_TEST_EXISTS))
    project->codebook = hu_codebook_file_load (codebook, NULL);
  else if (outer && outer->codebook)
    project->codebook = hu_codebook_ref (outer->codebook);
  if (g_file_test (speakers, G_FILE_TEST_EXISTS))
    project->speakers = hu_register_file_load (speakers, NULL);
  else if (outer && outer->speakers)
    project->speakers = hu_register_ref (outer->speakers);
  return project;
}

/* Layers. */

/* The document's text in the encoding that the layer's offsets were counted in. (transfer full) (nullable) */
static HuText *
decode_as_recorded (HuSnapshot *snapshot, GBytes *document)
{
  HuRecord *facts = hu_snapshot_get_only (snapshot, HU_KIND_DOCUMENT);
  const char *encoding = facts ? hu_record_get_string (facts, HU_MEMBER_ENCODING) : NULL;

  return encoding ? hu_text_new (document, encoding, NULL) : NULL;
}

/* @document: (nullable): the document's bytes. @text: (out) (transfer full) (nullable): the one that offsets
 * are of.
 * @changed: (out): whether there is a text, but another one, not only other line ends. (transfer full)
 * (nullable) */
static HuSnapshot *
read_layer (const char *path,
            GBytes *bytes,
            GBytes *document,
            GPtrArray *findings,
            HuText **text,
            gboolean *changed,
            GError **error)
{
  gboolean matches = FALSE;
  g_autoptr (HuSnapshot) snapshot = NULL;
  g_autoptr (HuText) recorded = NULL;
  g_autoptr (HuSnapshot) placed = NULL;
  HuReanchoring counts;

  *changed = FALSE;
  *text = document ? hu_text_new (document, NULL, NULL) : NULL;
  snapshot = hu_layer_file_read (bytes, path, *text, &matches, findings, error);
  if (!snapshot || !*text || matches)
    return g_steal_pointer (&snapshot);
  recorded = decode_as_recorded (snapshot, document);
  if (recorded && strcmp (hu_text_get_encoding (recorded), hu_text_get_encoding (*text)) != 0)
    {
      g_ptr_array_set_size (findings, 0);
      hu_snapshot_unref (snapshot);
      snapshot = hu_layer_file_read (bytes, path, recorded, &matches, findings, error);
      if (snapshot && matches)
        {
          hu_text_unref (*text);
          *text = g_steal_pointer (&recorded);
          return g_steal_pointer (&snapshot);
        }
    }
  if (snapshot)
    placed = hu_anchor (snapshot, *text, &counts);
  *changed = placed && counts.changed;
  g_clear_pointer (text, hu_text_unref);
  return g_steal_pointer (&snapshot);
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const HuFinding *left = *(HuFinding **) a, *right = *(HuFinding **) b;

  return left->offset < right->offset ? -1 : left->offset > right->offset;
}

/* What doesn't fit together, in the order of the file among what was found already. Not where something had
 * to be left out: what refers to it isn't to blame. */
static void
find_inconsistencies (Validation *self,
                      const char *path,
                      HuSnapshot *snapshot,
                      HuText *text,
                      GBytes *bytes,
                      GPtrArray *findings)
{
  g_autofree char *folder = g_path_get_dirname (path);
  Project *project = find_project (self, folder);
  GPtrArray *more = hu_findings_new ();

  if (hu_findings_have_error (findings))
    {
      g_ptr_array_unref (more);
      return;
    }
  hu_consistency_check (snapshot, text, project->codebook, project->speakers, more);
  hu_json_place_findings (bytes, more, TRUE);
  g_ptr_array_extend_and_steal (findings, more);
  g_ptr_array_sort (findings, compare_findings);
}

static void
check_layer (Validation *self, const char *path, GBytes *bytes, GBytes *document)
{
  GError *error = NULL;
  gboolean changed;
  g_autoptr (HuText) text = NULL;
  g_autoptr (GPtrArray) findings = hu_findings_new ();
  g_autoptr (HuSnapshot) snapshot = read_layer (path, bytes, document, findings, &text, &changed, &error);

  begin_file (self, path, "layer");
  if (!snapshot)
    tell_error (self, error);
  else
    find_inconsistencies (self, path, snapshot, text, bytes, findings);
  if (changed)
    tell (self, "warning", NULL, 0, _ ("the article was changed since it was tagged"));
  tell_findings (self, findings);
  end_file (self);
}

static void
check_codebook (Validation *self, const char *path, GBytes *bytes)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) findings = hu_findings_new ();
  g_autoptr (HuCodebook) codebook = hu_codebook_file_read (bytes, path, findings, &error);

  begin_file (self, path, "codebook");
  if (!codebook)
    tell_error (self, error);
  tell_findings (self, findings);
  end_file (self);
}

static void
check_register (Validation *self, const char *path, GBytes *bytes)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) findings = hu_findings_new ();
  g_autoptr (HuRegister) speakers = hu_register_file_read (bytes, path, findings, &error);

  begin_file (self, path, "speakers");
  if (!speakers)
    tell_error (self, error);
  tell_findings (self, findings);
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
    {
      const char *sidecar = ((HuSidecar *) g_ptr_array_index (sidecars, i))->path;

      /* As the document was given. */
      if (g_str_has_prefix (sidecar, "./") && !g_str_has_prefix (path, "./"))
        sidecar += strlen ("./");
      check_sidecar (self, sidecar, bytes);
    }
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
check_operand (Validation *self, const char *path)
{
  g_autofree char *canonical = NULL;

  g_hash_table_remove_all (self->projects);
  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      check_file (self, path);
      return;
    }
  /* As names are built below it: without a slash at its end. */
  canonical = g_build_filename (path, NULL);
  while (strlen (canonical) > 1 && g_str_has_suffix (canonical, G_DIR_SEPARATOR_S))
    canonical[strlen (canonical) - 1] = '\0';
  self->root = canonical;
  check_folder (self, canonical, 0);
  self->root = NULL;
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
  self.projects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, project_free);
  for (; *operands && !g_cancellable_is_cancelled (cancellable); operands++)
    check_operand (&self, *operands);
  if (self.json)
    {
      hu_json_writer_end_list (self.json);
      hu_json_writer_member_int (self.json, "n_findings", self.n_findings);
      hu_json_writer_end_object (self.json);
    }
  else
    summarise (&self);
  g_hash_table_unref (self.seen);
  g_hash_table_unref (self.projects);
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
