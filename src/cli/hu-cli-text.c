/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "text": an article's parts, as they are recognised or were corrected, with their places. */
#include "config.h"

#include "hu-cli-command.h"

#include "hu-error.h"
#include "hu-folder.h"
#include "hu-loader.h"
#include "hu-parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Characters of a part that a line of the list shows. */
#define SNIPPET 50

typedef struct
{
  HuCli *cli;
  const char *part; /* (nullable): the only kind that is wanted */
  gboolean plain;
  gboolean failed;
} Telling;

/* A document as it is told. */
typedef struct
{
  HuText *text;
  HuRecord *facts;
} Article;

typedef void (*PartFunc) (Telling *self, HuText *text, const char *kind, const char *by, HuRange range);

static void
call (Telling *self, HuText *text, const char *kind, const char *by, HuRange range, PartFunc func)
{
  if (range.start < range.end && (!self->part || g_str_equal (self->part, kind)))
    func (self, text, kind, by, range);
}

/* What no part covers is body. */
static void
call_body (Telling *self, HuText *text, guint start, guint end, PartFunc func)
{
  HuRange range = hu_text_trim (text, (HuRange){ start, end });
  gboolean blank = TRUE;

  for (guint i = range.start; i < range.end && blank; i++)
    blank = g_unichar_isspace (hu_text_get_char (text, i));
  if (!blank)
    call (self, text, "body", NULL, range, func);
}

static void
foreach_part (Telling *self, const Article *article, PartFunc func)
{
  HuValue *parts = hu_record_get (article->facts, HU_MEMBER_PARTS);
  guint length = hu_text_get_length (article->text);
  guint body = 0;

  for (gsize i = 0; i < hu_value_get_size (parts); i++)
    {
      HuValue *part = hu_value_get_item (parts, i);
      guint start = MIN (hu_value_get_int (hu_value_get_member (part, "start")), length);
      guint end = MIN (hu_value_get_int (hu_value_get_member (part, "end")), length);

      if (start > body)
        call_body (self, article->text, body, start, func);
      call (self, article->text, hu_value_get_member_string (part, "kind"),
            hu_value_get_member_string (part, "by"), (HuRange){ start, end }, func);
      body = MAX (body, end);
    }
  if (length > body)
    call_body (self, article->text, body, length, func);
}

static void
print_part (Telling *self, HuText *text, const char *kind, const char *by, HuRange range)
{
  g_autofree char *snippet = hu_text_dup_snippet (text, range.start, range.end, SNIPPET);

  hu_cli_print (self->cli, "%7u %7u  %-11s  %s\n", range.start, range.end, kind, snippet);
}

static void
print_plain (Telling *self, HuText *text, const char *kind, const char *by, HuRange range)
{
  gsize from = hu_text_offset_to_byte (text, range.start), to = hu_text_offset_to_byte (text, range.end);

  hu_cli_write (self->cli, hu_text_get_utf8 (text, NULL) + from, to - from);
  hu_cli_write (self->cli, "\n", 1);
}

static void
write_part (Telling *self, HuText *text, const char *kind, const char *by, HuRange range)
{
  HuJsonWriter *json = hu_cli_get_json (self->cli);
  gsize from = hu_text_offset_to_byte (text, range.start), to = hu_text_offset_to_byte (text, range.end);

  hu_json_writer_begin_object (json);
  hu_json_writer_member_string (json, "kind", kind);
  hu_json_writer_member_int (json, "start", range.start);
  hu_json_writer_member_int (json, "end", range.end);
  if (by)
    hu_json_writer_member_string (json, "by", by);
  hu_json_writer_key (json, "text");
  hu_json_writer_string (json, hu_text_get_utf8 (text, NULL) + from, to - from);
  hu_json_writer_end_object (json);
}

static void
write_article (Telling *self, const char *path, const Article *article)
{
  static const HuMember facts[] = { HU_MEMBER_HEADLINE, HU_MEMBER_DEK,     HU_MEMBER_AUTHORS,
                                    HU_MEMBER_OUTLET,   HU_MEMBER_SECTION, HU_MEMBER_PUBLISHED,
                                    HU_MEMBER_URL,      HU_MEMBER_LANGUAGE };
  HuJsonWriter *json = hu_cli_get_json (self->cli);

  hu_json_writer_begin_object (json);
  hu_cli_json_file (json, path);
  hu_json_writer_member_string (json, "encoding", hu_text_get_encoding (article->text));
  hu_json_writer_member_int (json, "characters", hu_text_get_length (article->text));
  hu_json_writer_member_string (json, "text_sha256", hu_text_get_text_sha256 (article->text));
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (hu_record_get (article->facts, facts[i]))
      hu_json_writer_member (json, hu_member_get_name (facts[i]), hu_record_get (article->facts, facts[i]));
  hu_json_writer_key (json, "parts");
  hu_json_writer_begin_list (json);
  foreach_part (self, article, write_part);
  hu_json_writer_end_list (json);
  hu_json_writer_end_object (json);
}

static void
tell (Telling *self, const char *path, const Article *article)
{
  g_autofree char *name = hu_cli_show_name (path);

  if (hu_cli_get_json (self->cli))
    write_article (self, path, article);
  else if (self->plain)
    foreach_part (self, article, print_plain);
  else
    {
      hu_cli_print (self->cli, "%s\n", name);
      foreach_part (self, article, print_part);
    }
}

/* Takes @error over. */
static void
fail (Telling *self, const char *path, GError *error)
{
  hu_cli_warn_error (self->cli, path, error);
  g_error_free (error);
  self->failed = TRUE;
}

static HuValue *
make_parts (GArray *parts)
{
  static const char *const keys[] = { "kind", "start", "end" };
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < parts->len; i++)
    {
      HuPart part = g_array_index (parts, HuPart, i);
      HuValue *values[] = { hu_value_new_string (hu_part_kind_get_name (part.kind)),
                            hu_value_new_int (part.start), hu_value_new_int (part.end) };

      g_ptr_array_add (items, hu_value_new_object_take (keys, values, G_N_ELEMENTS (keys)));
    }
  return hu_value_new_list_take ((HuValue **) items->pdata, items->len);
}

/* (transfer full) */
static HuRecord *
recognise (HuText *text)
{
  g_autoptr (HuArticle) article = hu_article_recognise (text);
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_DOCUMENT, "", NULL);
  hu_record_builder_take (&builder, HU_MEMBER_PARTS, make_parts (article->parts));
  hu_record_builder_set_string (&builder, HU_MEMBER_HEADLINE, article->headline);
  hu_record_builder_set_string (&builder, HU_MEMBER_DEK, article->dek);
  if (article->authors)
    hu_record_builder_take (&builder, HU_MEMBER_AUTHORS,
                            hu_value_new_strings ((const char *const *) article->authors,
                                                  g_strv_length (article->authors)));
  hu_record_builder_set_string (&builder, HU_MEMBER_OUTLET, article->outlet);
  hu_record_builder_set_string (&builder, HU_MEMBER_PUBLISHED, article->published);
  hu_record_builder_set_string (&builder, HU_MEMBER_LANGUAGE, article->language);
  return hu_record_builder_end (&builder);
}

/* A stream has no layer: all is as it is recognised. */
static void
tell_stream (Telling *self)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = hu_cli_load (self->cli, "-", HU_TEXT_MAX_BYTES, &error);
  g_autoptr (HuText) text = bytes ? hu_text_new (bytes, hu_cli_get (self->cli, "encoding"), &error) : NULL;
  g_autoptr (HuRecord) facts = NULL;
  Article article;

  if (!text)
    {
      fail (self, "-", error);
      return;
    }
  facts = recognise (text);
  article = (Article){ text, facts };
  tell (self, "-", &article);
}

static void
tell_file (Telling *self, const char *path)
{
  GError *error = NULL;
  g_autoptr (HuLoaded) loaded =
      hu_load (path, hu_cli_get (self->cli, "encoding"), hu_cli_get (self->cli, "coder"), &error);
  Article article;

  if (!loaded)
    {
      fail (self, path, error);
      return;
    }
  article = (Article){ loaded->text, hu_snapshot_get_only (loaded->snapshot, HU_KIND_DOCUMENT) };
  tell (self, path, &article);
}

static void
tell_folder (Telling *self, const char *path)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) entries = hu_folder_list (path, &error);

  if (!entries)
    fail (self, path, error);
  for (guint i = 0; entries && i < entries->len; i++)
    if (!g_cancellable_is_cancelled (hu_cli_get_cancellable (self->cli)))
      tell_file (self, ((HuFolderEntry *) g_ptr_array_index (entries, i))->path);
}

static int
run (HuCli *cli)
{
  HuJsonWriter *json = hu_cli_get_json (cli);
  Telling self = { cli, hu_cli_get (cli, "part"), hu_cli_has (cli, "plain"), FALSE };
  GCancellable *cancellable = hu_cli_get_cancellable (cli);

  if (json)
    {
      hu_json_writer_begin_object (json);
      hu_json_writer_key (json, "documents");
      hu_json_writer_begin_list (json);
    }
  for (const char *const *path = hu_cli_get_operands (cli);
       *path && !g_cancellable_is_cancelled (cancellable); path++)
    if (g_str_equal (*path, "-"))
      tell_stream (&self);
    else if (g_file_test (*path, G_FILE_TEST_IS_DIR))
      tell_folder (&self, *path);
    else
      tell_file (&self, *path);
  if (json)
    {
      hu_json_writer_end_list (json);
      hu_json_writer_end_object (json);
    }
  return self.failed || g_cancellable_is_cancelled (cancellable) ? HU_CLI_PROBLEMS : HU_CLI_OK;
}

static const HuCliOption options[] = {
  { "part", 'p', N_ ("PART"), HU_CLI_WORDS_PARTS, N_ ("Only parts of this kind"), HU_CLI_OPTION_NONE },
  { "plain", 0, NULL, HU_CLI_WORDS_ANY, N_ ("Write the text of the parts, in UTF-8, and nothing else"),
    HU_CLI_OPTION_NONE },
  { "encoding", 0, N_ ("CODEC"), HU_CLI_WORDS_ANY, N_ ("The encoding of what is read, as Python calls it"),
    HU_CLI_OPTION_NONE },
  { "coder", 0, N_ ("ID"), HU_CLI_WORDS_ANY, N_ ("With the corrections of this coder’s layer"),
    HU_CLI_OPTION_NONE },
  HU_CLI_OPTION_JSON{ NULL },
};

static const HuCliExample examples[] = {
  { "hustings-cli text visit.txt", N_ ("Lists the parts of an article.") },
  { "hustings-cli text --part=body --plain visit.txt",
    N_ ("Writes what an article says, without headline, byline and captions.") },
  { NULL },
};

static const HuCliExit exits[] = {
  { HU_CLI_OK, N_ ("All was told.") },
  { HU_CLI_PROBLEMS, N_ ("An article can’t be read.") },
  { HU_CLI_USAGE, N_ ("The command line is wrong.") },
  { 0, NULL },
};

const HuCliCommand hu_cli_text_command = {
  .name = "text",
  .operands = N_ ("DOCUMENT|FOLDER…"),
  .min_operands = 1,
  .max_operands = G_MAXUINT,
  .words = HU_CLI_WORDS_FILES,
  .summary = N_ ("List the parts of an article"),
  .description = N_ ("A line tells where a part begins and ends, in characters, what it is, and its first "
                     "words. Parts are the "
                     "headline, dek, byline, date, captions, headings, bio and boilerplate that the program "
                     "recognises, or that "
                     "somebody set; what no part covers is body."),
  .options = options,
  .examples = examples,
  .exits = exits,
  .run = run,
};
