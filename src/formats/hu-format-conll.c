/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CoNLL columns: a token a line, its place, and a column in IOB2 for each role.
 *
 * Columns, between tabs: the token, its start and end (code points), then SPEAKER, CUE, CLAIM and STANCE,
 * each with B-ROLE, I-ROLE or O. A blank line ends a sentence; a line "-DOCSTART-" begins a document, whose
 * name is in the second column. A column can't hold what overlaps: of two spans of one role the one that
 * begins first, and of those the longer, stays. What is left out is listed in a second file, a table with the
 * reason.
 */
#include "config.h"

#include "hu-error.h"
#include "hu-formats.h"
#include "hu-tokens.h"

#include <glib/gi18n-lib.h>
#include <string.h>

extern const HuFormat hu_format_conll;

static const HuRole roles[] = { HU_ROLE_SPEAKER, HU_ROLE_CUE, HU_ROLE_CLAIM, HU_ROLE_STANCE };

/* What a column shows. */
static gboolean
has_column (HuRole role)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (roles[i] == role)
      return TRUE;
  return FALSE;
}

/* Whether a token lies in the span: anything but white space. */
static gboolean
has_token (HuText *text, HuRange range)
{
  for (guint i = range.start; i < range.end; i++)
    if (!g_unichar_isspace (hu_text_get_char (text, i)))
      return TRUE;
  return FALSE;
}

/* The spans of @role that a column can hold, in order; the others are added to @dropped. */
static GPtrArray *
choose_spans (HuLabelledSpans *spans, HuRole role, GPtrArray *dropped)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < spans->spans->len; i++)
    {
      HuLabelledSpan *span = &g_array_index (spans->spans, HuLabelledSpan, i);
      HuLabelledSpan *last = chosen->len > 0 ? g_ptr_array_index (chosen, chosen->len - 1) : NULL;

      if (span->role != role)
        continue;
      if (!has_token (spans->document->text, span->range))
        g_ptr_array_add (dropped, span);
      else if (!last || span->range.start >= last->range.end)
        g_ptr_array_add (chosen, span);
      else if (span->range.start == last->range.start)
        {
          /* They come by their ends: this one is the longer. */
          g_ptr_array_add (dropped, last);
          chosen->pdata[chosen->len - 1] = span;
        }
      else
        g_ptr_array_add (dropped, span);
    }
  return chosen;
}

/* Writing. */

/* @cell as one of a table: tabs and line ends are spaces. */
static void
append_cell (GString *out, const char *cell)
{
  gsize from = out->len;

  g_string_append (out, cell);
  for (gsize i = from; i < out->len; i++)
    if (strchr ("\t\r\n", out->str[i]))
      out->str[i] = ' ';
}

/* @before: where the token before ends. */
static void
append_tag (GString *out, HuRange token, guint before, GPtrArray *chosen, guint *at)
{
  HuLabelledSpan *span;

  while (*at < chosen->len && ((HuLabelledSpan *) g_ptr_array_index (chosen, *at))->range.end <= token.start)
    (*at)++;
  span = *at < chosen->len ? g_ptr_array_index (chosen, *at) : NULL;
  if (!span || span->range.start >= token.end)
    g_string_append (out, "\tO");
  else
    g_string_append_printf (out, "\t%s-%s", span->range.start >= before ? "B" : "I",
                            hu_role_get_label (span->role));
}

static void
append_tokens (GString *out, HuLabelledSpans *spans, GPtrArray *chosen[])
{
  g_autoptr (GArray) tokens = hu_tokens_new (spans);
  guint at[G_N_ELEMENTS (roles)] = { 0 }, before = 0;

  g_string_append (out, "-DOCSTART-\t");
  append_cell (out, spans->document->name);
  g_string_append_printf (out, "\t%s", spans->document->coder ? spans->document->coder : "-");
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    g_string_append (out, "\tO");
  g_string_append_c (out, '\n');
  for (guint i = 0; i < tokens->len; i++)
    {
      HuToken token = g_array_index (tokens, HuToken, i);
      g_autofree char *letters = hu_labelled_spans_dup_text (spans, &token.range);

      if (token.begins_sentence)
        g_string_append_c (out, '\n');
      g_string_append_printf (out, "%s\t%u\t%u", letters, token.range.start, token.range.end);
      for (guint role = 0; role < G_N_ELEMENTS (roles); role++)
        append_tag (out, token.range, before, chosen[role], &at[role]);
      g_string_append_c (out, '\n');
      before = token.range.end;
    }
  g_string_append_c (out, '\n');
}

static void
append_dropped (GString *out, HuLabelledSpans *spans, const HuLabelledSpan *span, const char *why)
{
  g_autofree char *quote = hu_labelled_spans_dup_text (spans, &span->range);

  append_cell (out, spans->document->name);
  g_string_append_printf (out, "\t%s\t%s\t%s\t%u\t%u\t", spans->document->coder ? spans->document->coder : "",
                          hu_role_get_label (span->role), hu_record_get_id (span->record), span->range.start,
                          span->range.end);
  append_cell (out, quote);
  g_string_append_printf (out, "\t%s\n", why);
}

static void
write_layer (HuExportDocument *document, GString *out, GString *report)
{
  g_autoptr (HuLabelledSpans) spans = hu_labelled_spans_new (document);
  g_autoptr (GPtrArray) dropped = g_ptr_array_new ();
  GPtrArray *chosen[G_N_ELEMENTS (roles)];

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    chosen[i] = choose_spans (spans, roles[i], dropped);
  append_tokens (out, spans, chosen);
  for (guint i = 0; i < dropped->len; i++)
    append_dropped (report, spans, g_ptr_array_index (dropped, i), "overlaps, or has no words");
  for (guint i = 0; i < spans->spans->len; i++)
    {
      const HuLabelledSpan *span = &g_array_index (spans->spans, HuLabelledSpan, i);

      if (!has_column (span->role))
        append_dropped (report, spans, span, "no column");
    }
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    g_ptr_array_unref (chosen[i]);
}

static gboolean
write_documents (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  GString *out = g_string_new (NULL);
  GString *report = g_string_new ("file\tcoder\trole\ttag\tstart\tend\tquote\treason\n");

  for (guint i = 0; i < documents->len; i++)
    write_layer (g_ptr_array_index (documents, i), out, report);
  hu_file_set_take (files, ".conll", HU_FILE_OF_LAYER, g_string_free_to_bytes (out));
  hu_file_set_take (files, ".left-out.tsv", HU_FILE_OF_LAYER, g_string_free_to_bytes (report));
  return TRUE;
}

/* Reading back: the spans that the columns give are those of the layer, and the tokens its words. */

typedef struct
{
  HuExportDocument *document;
  HuLabelledSpans *spans;
  GPtrArray *chosen[G_N_ELEMENTS (roles)];
  guint n_seen[G_N_ELEMENTS (roles)]; /* spans that began */
  guint n_characters;                 /* of all tokens, without white space */
} Check;

static void
check_clear (Check *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    g_clear_pointer (&self->chosen[i], g_ptr_array_unref);
  g_clear_pointer (&self->spans, hu_labelled_spans_free);
}

static void
check_begin (Check *self, HuExportDocument *document)
{
  g_autoptr (GPtrArray) dropped = g_ptr_array_new ();

  *self = (Check){ .document = document, .spans = hu_labelled_spans_new (document) };
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    self->chosen[i] = choose_spans (self->spans, roles[i], dropped);
}

/* The span of @role that began last; NULL where there is none. */
static HuLabelledSpan *
get_begun (Check *self, guint role)
{
  guint n = self->n_seen[role];

  return n > 0 && n <= self->chosen[role]->len ? g_ptr_array_index (self->chosen[role], n - 1) : NULL;
}

static gboolean
check_tag (Check *self, guint role, const char *tag, HuRange token)
{
  HuLabelledSpan *last = get_begun (self, role), *span;
  gboolean inside = tag[0] == 'I';

  if (!inside && last && token.start < last->range.end)
    return FALSE;
  if (g_str_equal (tag, "O"))
    return TRUE;
  if (strlen (tag) < 3 || !g_str_equal (tag + 2, hu_role_get_label (roles[role])))
    return FALSE;
  self->n_seen[role] += !inside;
  span = get_begun (self, role);
  return span && span->range.start <= token.start && token.end <= span->range.end;
}

static gboolean
check_token (Check *self, char **cells)
{
  HuRange token = { (guint) g_ascii_strtoull (cells[1], NULL, 10),
                    (guint) g_ascii_strtoull (cells[2], NULL, 10) };
  g_autofree char *letters = NULL;

  if (token.start >= token.end || token.end > hu_text_get_length (self->document->text))
    return FALSE;
  letters = hu_labelled_spans_dup_text (self->spans, &token);
  if (!g_str_equal (letters, cells[0]))
    return FALSE;
  self->n_characters += token.end - token.start;
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (!check_tag (self, i, cells[3 + i], token))
      return FALSE;
  return TRUE;
}

/* Nothing of the text and no span is missing. */
static gboolean
check_end (Check *self)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (self->n_seen[i] != self->chosen[i]->len)
      return FALSE;
  for (guint i = 0; i < hu_text_get_length (self->document->text); i++)
    n += !g_unichar_isspace (hu_text_get_char (self->document->text, i));
  return n == self->n_characters;
}

/* @index: (inout): the document, plus 1. */
static gboolean
check_line (Check *self, GPtrArray *documents, guint *index, const char *line)
{
  g_auto (GStrv) cells = NULL;

  if (*line == '\0')
    return TRUE;
  cells = g_strsplit (line, "\t", -1);
  if (g_strv_length (cells) != 3 + G_N_ELEMENTS (roles))
    return FALSE;
  if (!g_str_equal (cells[0], "-DOCSTART-") || g_ascii_isdigit (*cells[2]))
    return *index > 0 && check_token (self, cells);
  if ((*index > 0 && !check_end (self)) || *index >= documents->len)
    return FALSE;
  check_clear (self);
  check_begin (self, g_ptr_array_index (documents, (*index)++));
  return TRUE;
}

static gboolean
verify_documents (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  gsize length;
  const char *table = g_bytes_get_data (hu_file_set_get_bytes (files, 0), &length);
  g_autofree char *copy = g_strndup (table, length);
  g_auto (GStrv) lines = g_strsplit (copy, "\n", -1);
  Check check = { 0 };
  guint index = 0, i;
  gboolean good = TRUE;

  for (i = 0; good && lines[i]; i++)
    good = check_line (&check, documents, &index, lines[i]);
  good = good && index == documents->len && (index == 0 || check_end (&check));
  check_clear (&check);
  if (!good)
    g_set_error (error, HU_ERROR, HU_ERROR_VERIFY, _ ("line %u: what was written does not read back equal"),
                 i);
  return good;
}

const HuFormat hu_format_conll = {
  .name = "conll",
  .label = N_ ("CoNLL columns (IOB2), a column for each role"),
  .extensions = { "conll", "tsv" },
  .omits = N_ (
      "all but the places of mentions, cues, claims and stances; of what overlaps within one role, the first "
      "(a second file lists what was left out)"),
  .holds_many = TRUE,
  .write = write_documents,
  .verify = verify_documents,
};
