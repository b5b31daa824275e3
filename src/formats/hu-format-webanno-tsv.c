/* SPDX-License-Identifier: GPL-3.0-or-later */
/* WebAnno TSV 3.3, as INCEpTION reads and writes it: one layer a file, a line for each token.
 *
 * All tags are annotations of one layer, webanno.custom.Tag, that has their role as a feature, so that
 * webanno.custom.Relation can relate any of them: a relation layer has one base. Tokens are cut where a tag
 * begins or ends, so that tags are made of whole ones. Sentences reach to the next one's beginning, which
 * keeps the white space between them. Offsets are UTF-16 units.
 */
#include "config.h"

#include "hu-error.h"
#include "hu-formats.h"
#include "hu-offsets.h"
#include "hu-tokens.h"
#include "hu-uima.h"
#include "hu-webanno.h"

#include <glib/gi18n-lib.h>
#include <string.h>

extern const HuFormat hu_format_webanno_tsv;

#define SPECIAL_VALUE "[]|_;*"

static const char *const tag_features[] = {
  HU_WEBANNO_ROLE, "speakers", "voice", "type",  "topics",  "gist",  "quotation", "modality", "confidence",
  "form",          "holder",   "topic", "claim", "speaker", "value", "text",      "note",
};

/* Escapes. */

/* White space that would end a line or a column, and the backslash; where @special: what has a meaning in
 * columns of values, too. */
static void
append_escaped (GString *out, const char *string, gboolean special)
{
  static const char from[] = "\\\t\n\r\f\b", to[] = "\\tnrfb";

  for (; *string; string++)
    {
      const char *found = strchr (from, *string);

      if (found)
        g_string_append_printf (out, "\\%c", to[found - from]);
      else if (special && (strchr (SPECIAL_VALUE, *string) || (*string == '-' && string[1] == '>')))
        g_string_append_printf (out, "\\%c", *string);
      else
        g_string_append_c (out, *string);
    }
}

/* Writing. */

typedef struct
{
  HuUimaTags *tags;
  HuOffsets *offsets;
  GArray *tokens;     /* HuToken */
  gboolean leading;   /* the first token is the white space before all others */
  GPtrArray *at;      /* of each token: GArray of the tags' indices (nullable) */
  GPtrArray *governs; /* of each token: GArray of the relations whose dependent begins there (nullable) */
  GArray *first;      /* guint: of each tag, its first token; G_MAXUINT where it has none */
  GArray *addresses;  /* Address: of each token */
} Writer;

typedef struct
{
  guint sentence;
  guint token;
} Address;

static void
array_free (gpointer data)
{
  if (data)
    g_array_unref (data);
}

static void
append_index (GPtrArray *lists, guint place, guint index)
{
  if (!lists->pdata[place])
    lists->pdata[place] = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val ((GArray *) lists->pdata[place], index);
}

/* The tokens of the range; FALSE where it has none: white space alone. */
static gboolean
find_tokens (Writer *self, HuRange range, guint *first, guint *last)
{
  guint end;

  *first = hu_tokens_find (self->tokens, range.start);
  if (self->leading && *first == 0 && range.start > 0)
    *first = 1;
  end = hu_tokens_find (self->tokens, range.end - 1);
  if (end < self->tokens->len && g_array_index (self->tokens, HuToken, end).range.end <= range.end)
    end++;
  *last = end - 1;
  return end > *first;
}

static void
place_tags (Writer *self)
{
  for (guint i = 0; i < self->tags->tags->len; i++)
    {
      guint first, last, none = G_MAXUINT;
      gboolean placed =
          find_tokens (self, g_array_index (self->tags->tags, HuUimaTag, i).range, &first, &last);

      g_array_append_val (self->first, *(placed ? &first : &none));
      for (guint token = first; placed && token <= last; token++)
        append_index (self->at, token, i);
    }
  for (guint i = 0; i < self->tags->relations->len; i++)
    {
      HuSpanRelation relation = g_array_index (self->tags->relations, HuSpanRelation, i);
      guint from = g_array_index (self->first, guint, relation.from);
      guint to = g_array_index (self->first, guint, relation.to);

      if (from != G_MAXUINT && to != G_MAXUINT)
        append_index (self->governs, to, i);
    }
}

/* Text before the first token would have no place: it is a token, too. */
static void
make_tokens (Writer *self)
{
  HuText *text = self->tags->spans->document->text;
  HuToken leading = { { 0, hu_text_get_length (text) }, TRUE };
  Address address = { 0, 0 };

  self->tokens = hu_tokens_new (self->tags->spans);
  if (self->tokens->len > 0)
    leading.range.end = g_array_index (self->tokens, HuToken, 0).range.start;
  self->leading = leading.range.end > 0;
  if (self->leading && self->tokens->len > 0)
    g_array_index (self->tokens, HuToken, 0).begins_sentence = FALSE;
  if (self->leading)
    g_array_prepend_val (self->tokens, leading);
  for (guint i = 0; i < self->tokens->len; i++)
    {
      gboolean begins = i == 0 || g_array_index (self->tokens, HuToken, i).begins_sentence;

      address =
          begins ? (Address){ address.sentence + 1, 1 } : (Address){ address.sentence, address.token + 1 };
      g_array_append_val (self->addresses, address);
    }
  g_ptr_array_set_size (self->at, (int) self->tokens->len);
  g_ptr_array_set_size (self->governs, (int) self->tokens->len);
}

/* A list is one value: its items are parted by semicolons, those in them escaped. (transfer full)
 * (nullable) */
static char *
dup_feature (const HuUimaTag *tag, const char *name)
{
  JsonNode *node = tag->features ? json_object_get_member (tag->features, name) : NULL;
  g_autoptr (GString) list = NULL;

  if (g_str_equal (name, HU_WEBANNO_ROLE))
    return g_strdup (hu_uima_get_role_name (tag->role));
  if (!node || JSON_NODE_HOLDS_VALUE (node))
    return node ? g_strdup (json_node_get_string (node)) : NULL;
  list = g_string_new (NULL);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      g_string_append (list, i > 0 ? "; " : "");
      append_escaped (list, json_array_get_string_element (json_node_get_array (node), i), TRUE);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
append_tags (Writer *self, GString *out, guint token)
{
  GArray *here = g_ptr_array_index (self->at, token);

  for (guint i = 0; i < G_N_ELEMENTS (tag_features); i++)
    {
      g_string_append (out, here ? "\t" : "\t_");
      for (guint j = 0; here && j < here->len; j++)
        {
          guint index = g_array_index (here, guint, j);
          g_autofree char *value =
              dup_feature (&g_array_index (self->tags->tags, HuUimaTag, index), tag_features[i]);

          g_string_append (out, j > 0 ? "|" : "");
          if (value)
            append_escaped (out, value, TRUE);
          g_string_append_printf (out, "%s[%u]", value ? "" : "*", index + 1);
        }
    }
}

static void
append_relations (Writer *self, GString *out, guint token)
{
  GArray *here = g_ptr_array_index (self->governs, token);

  g_string_append (out, here ? "\t" : "\t_\t_");
  for (guint i = 0; here && i < here->len; i++)
    {
      guint index = g_array_index (here, guint, i);

      g_string_append (out, i > 0 ? "|" : "");
      append_escaped (out, g_array_index (self->tags->relations, HuSpanRelation, index).label, TRUE);
    }
  g_string_append (out, here ? "\t" : "");
  for (guint i = 0; here && i < here->len; i++)
    {
      guint index = g_array_index (here, guint, i);
      HuSpanRelation relation = g_array_index (self->tags->relations, HuSpanRelation, index);
      guint first = g_array_index (self->first, guint, relation.from);
      Address address = g_array_index (self->addresses, Address, first);

      g_string_append_printf (out, "%s%u-%u[%u_%u]", i > 0 ? "|" : "", address.sentence, address.token,
                              relation.from + 1, relation.to + 1);
    }
}

/* The sentence that begins with the token, up to the next one's beginning. */
static void
append_sentence (Writer *self, GString *out, guint token)
{
  HuRange range = { g_array_index (self->tokens, HuToken, token).range.start,
                    hu_text_get_length (self->tags->spans->document->text) };
  g_autofree char *text = NULL;

  for (guint i = token + 1; i < self->tokens->len; i++)
    if (g_array_index (self->addresses, Address, i).token == 1)
      {
        range.end = g_array_index (self->tokens, HuToken, i).range.start;
        break;
      }
  text = hu_labelled_spans_dup_text (self->tags->spans, &range);
  g_string_append (out, "\n" HU_WEBANNO_TEXT);
  append_escaped (out, text, FALSE);
  g_string_append_c (out, '\n');
}

static void
append_token (Writer *self, GString *out, guint token)
{
  Address address = g_array_index (self->addresses, Address, token);
  HuRange range = g_array_index (self->tokens, HuToken, token).range;
  g_autofree char *words = hu_labelled_spans_dup_text (self->tags->spans, &range);

  if (address.token == 1)
    append_sentence (self, out, token);
  g_string_append_printf (out, "%u-%u\t%" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT "\t", address.sentence,
                          address.token, hu_offsets_to_foreign (self->offsets, range.start),
                          hu_offsets_to_foreign (self->offsets, range.end));
  append_escaped (out, words, FALSE);
  append_tags (self, out, token);
  append_relations (self, out, token);
  g_string_append (out, "\t\n");
}

static void
writer_init (Writer *self, HuExportDocument *document)
{
  self->tags = hu_uima_tags_new (document);
  self->offsets = hu_offsets_new (document->text, HU_UNIT_UTF16, HU_NEWLINE_AS_IS);
  self->at = g_ptr_array_new_with_free_func (array_free);
  self->governs = g_ptr_array_new_with_free_func (array_free);
  self->first = g_array_new (FALSE, FALSE, sizeof (guint));
  self->addresses = g_array_new (FALSE, FALSE, sizeof (Address));
  make_tokens (self);
  place_tags (self);
}

static void
writer_clear (Writer *self)
{
  hu_uima_tags_free (self->tags);
  hu_offsets_free (self->offsets);
  g_ptr_array_unref (self->at);
  g_ptr_array_unref (self->governs);
  g_array_unref (self->first);
  g_array_unref (self->addresses);
  g_array_unref (self->tokens);
}

static gboolean
write_document (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  GString *out = g_string_new (HU_WEBANNO_FORMAT ".3\n#T_SP=" HU_WEBANNO_TAG);
  Writer writer = { NULL };

  writer_init (&writer, g_ptr_array_index (documents, 0));
  for (guint i = 0; i < G_N_ELEMENTS (tag_features); i++)
    g_string_append_printf (out, "|%s", tag_features[i]);
  g_string_append (out, "\n#T_RL=" HU_WEBANNO_RELATION "|label|" HU_WEBANNO_BASE HU_WEBANNO_TAG "\n\n");
  for (guint i = 0; i < writer.tokens->len; i++)
    append_token (&writer, out, i);
  writer_clear (&writer);
  hu_file_set_take (files, ".tsv", HU_FILE_OF_LAYER, g_string_free_to_bytes (out));
  return TRUE;
}

/* Reading back: what is read of the file is compared, tag by tag, as far as it has tokens. */

static int
compare_tags (gconstpointer a, gconstpointer b)
{
  const HuUimaTag *x = a, *y = b;

  if (x->range.start != y->range.start)
    return x->range.start < y->range.start ? -1 : 1;
  if (x->range.end != y->range.end)
    return x->range.end < y->range.end ? -1 : 1;
  return (int) x->role - (int) y->role;
}

/* Where each tag stands in whole tokens, sorted; a cue without its claim is a memo. (transfer full) */
static GArray *
list_places (HuExportDocument *document)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (HuUimaTag));
  Writer writer = { NULL };

  writer_init (&writer, document);
  for (guint i = 0; i < writer.tags->tags->len; i++)
    {
      HuUimaTag tag = g_array_index (writer.tags->tags, HuUimaTag, i);
      guint first, last;

      if (!find_tokens (&writer, tag.range, &first, &last))
        continue;
      tag.range = (HuRange){ g_array_index (writer.tokens, HuToken, first).range.start,
                             g_array_index (writer.tokens, HuToken, last).range.end };
      tag.role = tag.role == HU_ROLE_CUE ? HU_ROLE_MEMO : tag.role;
      tag.features = NULL;
      g_array_append_val (places, tag);
    }
  writer_clear (&writer);
  g_array_sort (places, compare_tags);
  return places;
}

static gboolean
verify_document (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  HuExportDocument *document = g_ptr_array_index (documents, 0);
  g_autoptr (HuImportSource) source =
      hu_import_source_new_for_bytes ("x.tsv", hu_file_set_get_bytes (files, 0), NULL);
  g_autoptr (HuImportResult) result = hu_import_result_new ();
  g_autoptr (HuLabelledSpans) spans = hu_labelled_spans_new (document);
  g_autofree char *text = hu_labelled_spans_dup_text (spans, NULL);
  g_autoptr (HuExportDocument) read = NULL;
  g_autoptr (GArray) before = list_places (document), after = NULL;
  const char *what = NULL;
  HuImportedDocument *imported;
  HuImportedLayer *layer;

  if (!hu_webanno_read (source, result, error))
    return FALSE;
  imported = g_ptr_array_index (result->documents, 0);
  layer = g_ptr_array_index (imported->layers, 0);
  read = hu_export_document_new (document->name, NULL, imported->text, layer->snapshot);
  after = list_places (read);
  if (g_strcmp0 (hu_text_get_utf8 (imported->text, NULL), text) != 0)
    what = _ ("the text isn’t what was written");
  else if (before->len != after->len)
    what = _ ("something is missing, or there twice");
  for (guint i = 0; !what && i < before->len; i++)
    if (compare_tags (&g_array_index (before, HuUimaTag, i), &g_array_index (after, HuUimaTag, i)) != 0)
      what = _ ("a span is in another place");
  if (what)
    g_set_error (error, HU_ERROR, HU_ERROR_VERIFY, "%s: %s", document->name, what);
  return what == NULL;
}

const HuFormat hu_format_webanno_tsv = {
  .name = "webanno-tsv",
  .label = N_ ("WebAnno TSV 3.3 (INCEpTION)"),
  .extensions = { "tsv" },
  .omits = N_ ("the facts about the document; white space at the ends of passages; stances toward a claim, a "
               "stance’s basis and condition; negation, dates, via, on behalf of, addressees, evidence, "
               "verdicts, own fields, units, what was checked; who tagged when; speakers’ details"),
  .holds_many = FALSE,
  .write = write_document,
  .verify = verify_document,
  .recognise = hu_webanno_recognise,
  .read = hu_webanno_read,
};
