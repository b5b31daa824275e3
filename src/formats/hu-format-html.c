/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reading copy: the article with its marks, and notes in the margin, as one page of HTML.
 *
 * The page has neither scripts nor anything to be fetched. Each paragraph stands beside the notes on the
 * claims, stances and memos that end in it; in a narrow window, and where the screen reader is, they follow
 * it. Tags may overlap, so a paragraph is cut wherever one begins or ends, and a piece has the classes of all
 * that hold it. Characters that a page can't show (controls, NUL) are shown by their pictures.
 */
#include "config.h"

#include "hu-error.h"
#include "hu-formats.h"
#include "hu-labelled-spans.h"
#include "hu-register.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

extern const HuFormat hu_format_html;

static const char style[] =
    ":root{color-scheme:light;--ink:#1e1e1e;--faint:#5e5c64}"
    "body{margin:2rem auto;padding:0 1rem;max-width:64rem;color:var(--ink);background:#fff;"
    "font:1.05rem/1.6 Georgia,\"Noto Serif\",serif}"
    ".row{display:grid;grid-template-columns:minmax(0,40rem) minmax(0,1fr);column-gap:2rem}"
    ".text{margin:0 0 1em;white-space:pre-wrap;overflow-wrap:anywhere}"
    "h1.text{font-size:1.9rem;line-height:1.2}h2.text{font-size:1.2rem}"
    ".dek{font-size:1.2rem;color:var(--faint)}.byline,.date,.caption,.bio,.boilerplate{color:var(--faint);"
    "font-size:.9rem}"
    ".notes{font:.82rem/1.4 Cantarell,\"Noto Sans\",sans-serif;margin-bottom:1em}.notes p{margin:0 0 .6em}"
    ".notes a,sup a{color:inherit}sup{font:.65em Cantarell,\"Noto Sans\",sans-serif;line-height:0}"
    ".claim{background:#fbe7a8;border-radius:2px}.claim.deep{box-shadow:inset 0 -.15em #c98a00}"
    ".mention{border-bottom:2px solid #1a5fb4}.stance{border-bottom:2px dashed #26734d}"
    ".cue{font-style:italic}.memo{outline:1px dotted #77767b}"
    "header,footer,.legend{font:.82rem/1.4 Cantarell,\"Noto Sans\",sans-serif;color:var(--faint)}"
    "table{border-collapse:collapse}th,td{text-align:start;padding:.15em 1em .15em 0;vertical-align:top}"
    "@media(max-width:48rem){.row{display:block}}"
    "@media print{body{margin:0;max-width:none;font-size:10pt}.row{break-inside:auto;"
    "grid-template-columns:minmax(0,2fr) minmax(0,1fr)}"
    ".claim,.claim.deep{print-color-adjust:exact;-webkit-print-color-adjust:exact}}";

typedef struct
{
  HuExportDocument *document;
  HuLabelledSpans *spans;
  HuCodebook *codebook;
  GString *out;
  guint next;          /* the first span that has not begun */
  GPtrArray *active;   /* HuLabelledSpan that hold the place */
  GHashTable *numbers; /* of tags with a note: from 1 */
  GPtrArray *notes;    /* HuLabelledSpan to be noted beside the paragraph */
} Page;

/* Letters. */

static gunichar
show_char (gunichar c)
{
  if (c < 0x20 && c != '\t' && c != '\n')
    return 0x2400 + c;
  if (c == 0x7f)
    return 0x2421;
  if ((c >= 0x80 && c < 0xa0) || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef))
    return 0xfffd;
  return c;
}

static void
append_char (GString *out, gunichar c)
{
  switch (c)
    {
    case '&':
      g_string_append (out, "&amp;");
      break;
    case '<':
      g_string_append (out, "&lt;");
      break;
    case '>':
      g_string_append (out, "&gt;");
      break;
    case '"':
      g_string_append (out, "&quot;");
      break;
    default:
      g_string_append_unichar (out, show_char (c));
    }
}

static void
append_text (GString *out, const char *string)
{
  for (; *string; string = g_utf8_next_char (string))
    append_char (out, g_utf8_get_char (string));
}

static void
append_range (GString *out, HuText *text, HuRange range)
{
  for (guint i = range.start; i < range.end; i++)
    append_char (out, hu_text_get_char (text, i));
}

/* Notes. */

/* Whether a tag is noted beside the text; what mentions and cues say is in the claims. */
static gboolean
has_note (const HuLabelledSpan *span)
{
  return span->role == HU_ROLE_CLAIM || span->role == HU_ROLE_STANCE || span->role == HU_ROLE_MEMO;
}

static guint
get_number (Page *self, const HuLabelledSpan *span)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, span->record));
}

/* Tags are numbered as they begin. */
static void
number_tags (Page *self)
{
  guint n = 0;

  for (guint i = 0; i < self->spans->spans->len; i++)
    {
      const HuLabelledSpan *span = &g_array_index (self->spans->spans, HuLabelledSpan, i);

      if (has_note (span) && span->fragment == 0)
        g_hash_table_insert (self->numbers, span->record, GUINT_TO_POINTER (++n));
    }
}

static void
append_label (Page *self, const char *before, HuKind kind, const char *id)
{
  g_autofree char *label = id ? hu_export_document_dup_label (self->document, kind, id) : NULL;

  if (!label)
    return;
  g_string_append (self->out, before);
  append_text (self->out, label);
}

static void
append_string (Page *self, const char *before, HuRecord *record, HuMember member)
{
  const char *string = hu_record_get_string (record, member);

  if (!string)
    return;
  g_string_append (self->out, before);
  append_text (self->out, string);
}

static const char *
get_voice_label (const char *voice)
{
  if (g_str_equal (voice, "author"))
    return _ ("the author");
  if (g_str_equal (voice, "outlet"))
    return _ ("the outlet");
  return g_str_equal (voice, "none") ? _ ("no source") : voice;
}

static void
append_speakers (Page *self, HuRecord *record)
{
  const char *voice = hu_record_get_string (record, HU_MEMBER_VOICE);
  gsize n = hu_record_get_size (record, HU_MEMBER_SPEAKERS);

  g_string_append (self->out, " <b>");
  for (gsize i = 0; i < n; i++)
    append_label (self, i > 0 ? ", " : "", HU_KIND_SPEAKER,
                  hu_record_get_nth (record, HU_MEMBER_SPEAKERS, i));
  if (n == 0)
    append_text (self->out, voice ? get_voice_label (voice) : _ ("not judged yet"));
  g_string_append (self->out, "</b>");
}

static void
append_stance (Page *self, HuRecord *stance)
{
  static const HuKind kinds[] = { HU_KIND_TOPIC, HU_KIND_CLAIM, HU_KIND_SPEAKER };
  static const char *const keys[] = { "topic", "claim", "speaker" };
  HuValue *toward = hu_record_get (stance, HU_MEMBER_TOWARD);
  const char *voice = hu_record_get_string (stance, HU_MEMBER_VOICE);
  const char *value = hu_record_get_string (stance, HU_MEMBER_VALUE);
  const HuCode *code = value ? hu_codebook_find (self->codebook, HU_CODES_VALUES, value) : NULL;

  append_label (self, "", HU_KIND_SPEAKER, hu_record_get_string (stance, HU_MEMBER_SPEAKER));
  if (voice)
    append_text (self->out, get_voice_label (voice));
  g_string_append (self->out, " ");
  if (code && code->symbol)
    append_text (self->out, code->symbol);
  append_label (self, " ", HU_KIND_VALUE, value);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    append_label (self, ": ", kinds[i], hu_value_get_member_string (toward, keys[i]));
}

static void
append_claim (Page *self, HuRecord *claim)
{
  GPtrArray *stances = hu_labelled_spans_get_stances (self->spans, hu_record_get_id (claim));

  append_speakers (self, claim);
  append_label (self, " · ", HU_KIND_TYPE, hu_record_get_string (claim, HU_MEMBER_TYPE));
  for (gsize i = 0; i < hu_record_get_size (claim, HU_MEMBER_TOPICS); i++)
    append_label (self, i > 0 ? ", " : " · ", HU_KIND_TOPIC, hu_record_get_nth (claim, HU_MEMBER_TOPICS, i));
  append_string (self, " · ", claim, HU_MEMBER_GIST);
  for (guint i = 0; stances && i < stances->len; i++)
    {
      g_string_append (self->out, "<br>");
      append_stance (self, g_ptr_array_index (stances, i));
    }
}

static const char *
get_role_label (HuRole role)
{
  switch (role)
    {
    case HU_ROLE_CLAIM:
      return _ ("Claim");
    case HU_ROLE_STANCE:
      return _ ("Stance");
    case HU_ROLE_MEMO:
      return _ ("Memo");
    case HU_ROLE_SPEAKER:
      return _ ("Speaker");
    case HU_ROLE_CUE:
      return _ ("Cue");
    case HU_N_ROLES:
      break;
    }
  g_assert_not_reached ();
}

static void
append_note (Page *self, const HuLabelledSpan *span)
{
  guint number = get_number (self, span);

  g_string_append_printf (self->out, "<p id=\"n%u\"><a href=\"#t%u\">%u</a> ", number, number, number);
  append_text (self->out, get_role_label (span->role));
  if (span->role == HU_ROLE_CLAIM)
    append_claim (self, span->record);
  else if (span->role == HU_ROLE_STANCE)
    {
      g_string_append_c (self->out, ' ');
      append_stance (self, span->record);
    }
  else
    append_string (self, " ", span->record, HU_MEMBER_TEXT);
  append_string (self, "<br>", span->record, HU_MEMBER_NOTE);
  g_string_append (self->out, "</p>\n");
}

/* The text. */

static void
append_title (Page *self, const HuLabelledSpan *span)
{
  gsize n = hu_record_get_size (span->record, HU_MEMBER_SPEAKERS);

  g_string_append (self->out, " title=\"");
  for (gsize i = 0; i < n; i++)
    append_label (self, i > 0 ? ", " : "", HU_KIND_SPEAKER,
                  hu_record_get_nth (span->record, HU_MEMBER_SPEAKERS, i));
  g_string_append_c (self->out, '"');
}

/* The type's colour, half as strong: letters stay easy to read on it. */
static void
append_tint (Page *self, HuRecord *claim)
{
  const char *type = hu_record_get_string (claim, HU_MEMBER_TYPE);
  const HuCode *code = type ? hu_codebook_find (self->codebook, HU_CODES_TYPES, type) : NULL;
  guint red, green, blue;

  if (code && code->color && sscanf (code->color, "#%2x%2x%2x", &red, &green, &blue) == 3)
    g_string_append_printf (self->out, " style=\"background:#%02x%02x%02x\"", (red + 255) / 2,
                            (green + 255) / 2, (blue + 255) / 2);
}

/* What holds a piece, as a tag of HTML; FALSE where nothing does. */
static gboolean
begin_piece (Page *self)
{
  static const char *const classes[HU_N_ROLES] = {
    [HU_ROLE_SPEAKER] = "mention", [HU_ROLE_CUE] = "cue",   [HU_ROLE_CLAIM] = "claim",
    [HU_ROLE_STANCE] = "stance",   [HU_ROLE_MEMO] = "memo",
  };
  guint n[HU_N_ROLES] = { 0 };
  const HuLabelledSpan *mention = NULL, *claim = NULL;
  gboolean first = TRUE;

  if (self->active->len == 0)
    return FALSE;
  for (guint i = 0; i < self->active->len; i++)
    {
      const HuLabelledSpan *span = g_ptr_array_index (self->active, i);

      n[span->role]++;
      if (span->role == HU_ROLE_CLAIM)
        claim = span;
      if (span->role == HU_ROLE_SPEAKER && hu_record_get_size (span->record, HU_MEMBER_SPEAKERS) > 0)
        mention = span;
    }
  g_string_append (self->out, "<span class=\"");
  for (guint role = 0; role < HU_N_ROLES; role++)
    if (n[role] > 0)
      {
        g_string_append_printf (self->out, "%s%s", first ? "" : " ", classes[role]);
        first = FALSE;
      }
  g_string_append_printf (self->out, "%s\"", n[HU_ROLE_CLAIM] > 1 ? " deep" : "");
  if (claim)
    append_tint (self, claim->record);
  if (mention)
    append_title (self, mention);
  g_string_append_c (self->out, '>');
  return TRUE;
}

/* The link to its note, where a tag ends for good. */
static void
append_links (Page *self, guint at)
{
  for (guint i = 0; i < self->active->len;)
    {
      HuLabelledSpan *span = g_ptr_array_index (self->active, i);
      guint number = get_number (self, span);

      if (span->range.end > at)
        {
          i++;
          continue;
        }
      if (has_note (span) && span->fragment + 1 == span->n_fragments)
        {
          g_string_append_printf (self->out, "<sup><a href=\"#n%u\" aria-label=\"", number);
          append_text (self->out, get_role_label (span->role));
          g_string_append_printf (self->out, " %u\">%u</a></sup>", number, number);
          g_ptr_array_add (self->notes, span);
        }
      g_ptr_array_remove_index (self->active, i);
    }
}

/* The spans that begin at @at, with a place for their notes to lead back to. */
static void
begin_spans (Page *self, guint at)
{
  GArray *spans = self->spans->spans;

  for (; self->next < spans->len; self->next++)
    {
      HuLabelledSpan *span = &g_array_index (spans, HuLabelledSpan, self->next);

      if (span->range.start > at)
        return;
      if (has_note (span) && span->fragment == 0)
        g_string_append_printf (self->out, "<a id=\"t%u\"></a>", get_number (self, span));
      g_ptr_array_add (self->active, span);
    }
}

/* Where the piece that begins at @at ends. */
static guint
find_piece_end (Page *self, guint at, guint end)
{
  GArray *spans = self->spans->spans;

  if (self->next < spans->len)
    end = MIN (end, g_array_index (spans, HuLabelledSpan, self->next).range.start);
  for (guint i = 0; i < self->active->len; i++)
    end = MIN (end, ((HuLabelledSpan *) g_ptr_array_index (self->active, i))->range.end);
  return MAX (end, at);
}

static void
append_pieces (Page *self, HuRange paragraph)
{
  for (guint at = paragraph.start; at < paragraph.end;)
    {
      guint end;
      gboolean marked;

      append_links (self, at);
      begin_spans (self, at);
      end = find_piece_end (self, at, paragraph.end);
      marked = begin_piece (self);
      append_range (self->out, self->document->text, (HuRange){ at, end });
      g_string_append (self->out, marked ? "</span>" : "");
      at = end;
    }
  append_links (self, paragraph.end);
}

/* What begins or ends between paragraphs. */
static void
skip_to (Page *self, guint at)
{
  begin_spans (self, at);
  append_links (self, at);
}

static const char *
find_part (Page *self, guint at)
{
  HuRecord *root = hu_snapshot_get_only (self->document->snapshot, HU_KIND_DOCUMENT);
  HuValue *parts = hu_record_get (root, HU_MEMBER_PARTS);

  for (gsize i = 0; i < hu_value_get_size (parts); i++)
    {
      HuValue *part = hu_value_get_item (parts, i);

      if (hu_value_get_int (hu_value_get_member (part, "start")) <= at &&
          hu_value_get_int (hu_value_get_member (part, "end")) > at)
        return hu_part_kind_get_name (
            hu_part_kind_from_name (hu_value_get_member_string (part, "kind") ?: "body"));
    }
  return NULL;
}

static void
append_paragraph (Page *self, guint index)
{
  HuRange paragraph = hu_text_get_paragraph (self->document->text, index);
  const char *part = find_part (self, paragraph.start);
  const char *element = "p";

  if (g_strcmp0 (part, "headline") == 0)
    element = "h1";
  else if (g_strcmp0 (part, "heading") == 0)
    element = "h2";
  g_ptr_array_set_size (self->notes, 0);
  g_string_append_printf (self->out, "<div class=\"row\"><%s class=\"text%s%s\" dir=\"auto\">", element,
                          part ? " " : "", part ? part : "");
  append_pieces (self, paragraph);
  if (index + 1 < hu_text_get_n_paragraphs (self->document->text))
    skip_to (self, hu_text_get_paragraph (self->document->text, index + 1).start - 1);
  g_string_append_printf (self->out, "</%s>\n", element);
  if (self->notes->len > 0)
    {
      g_string_append (self->out, "<aside class=\"notes\">\n");
      for (guint i = 0; i < self->notes->len; i++)
        append_note (self, g_ptr_array_index (self->notes, i));
      g_string_append (self->out, "</aside>");
    }
  g_string_append (self->out, "</div>\n");
}

/* The page. */

static void
append_head (Page *self)
{
  HuRecord *root = hu_snapshot_get_only (self->document->snapshot, HU_KIND_DOCUMENT);
  const char *headline = hu_record_get_string (root, HU_MEMBER_HEADLINE);
  const char *language = hu_record_get_string (root, HU_MEMBER_LANGUAGE);
  HuRange all = { 0, hu_text_get_length (self->document->text) };

  g_string_append (self->out, "<!DOCTYPE html>\n<html lang=\"");
  append_text (self->out, language ? language : "");
  g_string_append_printf (self->out,
                          "\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
                          hu_text_is_right_to_left (self->document->text, all) ? "rtl" : "ltr");
  append_text (self->out, headline ? headline : self->document->name);
  g_string_append_printf (self->out, "</title>\n<style>%s</style>\n</head>\n<body>\n<header><p>", style);
  append_string (self, "", root, HU_MEMBER_OUTLET);
  append_string (self, hu_record_get_string (root, HU_MEMBER_OUTLET) ? ", " : "", root, HU_MEMBER_PUBLISHED);
  g_string_append (self->out, "</p>\n<p class=\"legend\"><span class=\"claim\">");
  append_text (self->out, _ ("Claim"));
  g_string_append (self->out, "</span> · <span class=\"mention\">");
  append_text (self->out, _ ("Speaker"));
  g_string_append (self->out, "</span> · <span class=\"stance\">");
  append_text (self->out, _ ("Stance"));
  g_string_append (self->out, "</span></p></header>\n<main>\n");
}

static GBytes *
write_page (HuExportDocument *document)
{
  g_autoptr (HuLabelledSpans) spans = hu_labelled_spans_new (document);
  g_autoptr (GPtrArray) active = g_ptr_array_new (), notes = g_ptr_array_new ();
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  Page self = { document, spans, hu_export_document_get_codebook (document), g_string_new (NULL), 0, active,
                numbers,  notes };

  number_tags (&self);
  append_head (&self);
  for (guint i = 0; i < hu_text_get_n_paragraphs (document->text); i++)
    append_paragraph (&self, i);
  g_string_append (self.out, "</main>\n</body>\n</html>\n");
  return g_string_free_to_bytes (self.out);
}

static gboolean
write_documents (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  hu_file_set_take (files, ".html", HU_FILE_OF_LAYER, write_page (g_ptr_array_index (documents, 0)));
  return TRUE;
}

/* Reading back: the letters of all text elements, and how many notes there are. */

typedef struct
{
  const char *at;
  const char *end;
  guint n_notes;
} Reader;

static gboolean
skip_past (Reader *self, const char *word)
{
  const char *found = memmem (self->at, (gsize) (self->end - self->at), word, strlen (word));

  if (found)
    self->at = found + strlen (word);
  return found != NULL;
}

/* A letter or an entity. */
static gunichar
read_char (Reader *self)
{
  static const struct
  {
    const char *entity;
    gunichar c;
  } entities[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' } };
  gunichar c;

  for (guint i = 0; *self->at == '&' && i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (self->at, entities[i].entity))
      {
        self->at += strlen (entities[i].entity);
        return entities[i].c;
      }
  c = g_utf8_get_char (self->at);
  self->at = g_utf8_next_char (self->at);
  return c;
}

static gboolean
is_end (const char *at)
{
  return g_str_has_prefix (at, "</p>") || g_str_has_prefix (at, "</h1>") || g_str_has_prefix (at, "</h2>");
}

/* Up to the end of the element that has class "text"; tags and links to notes aren't text. */
static gboolean
check_paragraph (Reader *self, HuText *text, HuRange range)
{
  guint at = range.start;

  if (!skip_past (self, "class=\"text") || !skip_past (self, ">"))
    return FALSE;
  while (self->at < self->end && !is_end (self->at))
    {
      if (g_str_has_prefix (self->at, "<sup>"))
        skip_past (self, "</sup>");
      else if (*self->at == '<')
        {
          if (!skip_past (self, ">"))
            return FALSE;
        }
      else if (at == range.end || read_char (self) != show_char (hu_text_get_char (text, at++)))
        return FALSE;
    }
  return at == range.end;
}

static guint
count_notes (HuExportDocument *document)
{
  g_autoptr (HuLabelledSpans) spans = hu_labelled_spans_new (document);
  guint n = 0;

  for (guint i = 0; i < spans->spans->len; i++)
    {
      const HuLabelledSpan *span = &g_array_index (spans->spans, HuLabelledSpan, i);

      n += has_note (span) && span->fragment == 0;
    }
  return n;
}

static gboolean
verify_documents (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  HuExportDocument *document = g_ptr_array_index (documents, 0);
  gsize length;
  const char *page = g_bytes_get_data (hu_file_set_get_bytes (files, 0), &length);
  g_autofree char *copy = g_strndup (page, length);
  Reader self = { copy, copy + length, 0 };
  guint i, n = hu_text_get_n_paragraphs (document->text);

  for (i = 0; i < n; i++)
    if (!check_paragraph (&self, document->text, hu_text_get_paragraph (document->text, i)))
      break;
  self.at = copy;
  while (skip_past (&self, "<p id=\"n"))
    self.n_notes++;
  if (i == n && self.n_notes == count_notes (document))
    return TRUE;
  g_set_error (error, HU_ERROR, HU_ERROR_VERIFY,
               _ ("%s: paragraph %u: what was written does not read back equal"), document->name, i + 1);
  return FALSE;
}

const HuFormat hu_format_html = {
  .name = "html",
  .label = N_ ("Reading copy (HTML)"),
  .extensions = { "html", "htm" },
  .omits = N_ ("own fields, evidence, verdicts and relations"),
  .holds_many = FALSE,
  .write = write_documents,
  .verify = verify_documents,
};
