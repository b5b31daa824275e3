/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row of the sidebar says of a record. */
#include "config.h"

#include "hu-tag-summary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hu-check.h"
#include "hu-edtf.h"
#include "hu-labels.h"
#include "hu-statement.h"

/* Code points of a passage that a row shows; two lines hold fewer. */
#define MAX_QUOTE 200

typedef struct
{
  HuDocument *document;
  HuLayer *layer;
  HuCodebook *codebook;
  HuTagSummary *summary;
} Context;

static HuRecord *
lookup (Context *context, HuKind kind, const char *id)
{
  return id ? hu_layer_lookup (context->layer, kind, id) : NULL;
}

static const char *
get_speaker_name (Context *context, const char *id)
{
  HuRecord *speaker = lookup (context, HU_KIND_SPEAKER, id);

  return speaker ? hu_speaker_get_name (speaker) : id;
}

/* (transfer full) (nullable) */
static char *
join_names (Context *context, HuRecord *record, HuMember member)
{
  g_autoptr (GString) names = g_string_new (NULL);
  HuValue *ids = hu_record_get (record, member);

  for (gsize i = 0; i < hu_value_get_size (ids); i++)
    {
      if (i > 0)
        /* Translators: between the names in a list. */
        g_string_append (names, C_ ("names", ", "));
      g_string_append (names, get_speaker_name (context, hu_value_get_item_string (ids, i)));
    }
  return names->len ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static const char *
get_label (Context *context, HuKind kind, const char *id)
{
  return hu_label_get (context->codebook, kind, id, lookup (context, kind, id));
}

/* Quotes. */

static gboolean
is_mark (gunichar c)
{
  return c == '"' || (c >= 0x201c && c <= 0x201f) || c == 0xab || c == 0xbb;
}

/* In quotation marks, unless it brings its own. */
static char *
quote_text (const char *text)
{
  const char *last = g_utf8_prev_char (text + strlen (text));

  if (is_mark (g_utf8_get_char (text)) && last > text && is_mark (g_utf8_get_char (last)))
    return g_strdup (text);
  return g_strdup_printf (_ ("“%s”"), text);
}

/* The words of a passage in one line. (transfer full) (nullable) */
static char *
dup_words (Context *context, HuRecord *record)
{
  g_autoptr (GString) words = g_string_new (NULL);
  gsize n;
  const HuSpan *spans = hu_record_get_spans (record, &n);

  for (gsize i = 0; i < n && words->len < MAX_QUOTE; i++)
    {
      const char *lost = hu_value_get_member_string (spans[i].rest, "quote");
      g_autofree char *snippet = spans[i].lost
                                     ? g_strdup (lost ? lost : "")
                                     : hu_text_dup_snippet (hu_document_get_text (context->document),
                                                            spans[i].start, spans[i].end, MAX_QUOTE);

      if (words->len)
        g_string_append (words, " … ");
      g_string_append (words, snippet);
    }
  return words->len ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

/* (transfer full) (nullable) */
static char *
dup_quote (Context *context, HuRecord *record)
{
  g_autofree char *words = record ? dup_words (context, record) : NULL;

  return words ? quote_text (words) : NULL;
}

/* Who. */

static char *
initials_of (const char *name)
{
  g_autoptr (HuRecord) plain = hu_record_new (HU_KIND_SPEAKER, "x");
  g_autoptr (HuRecord) named = hu_record_with_string (plain, HU_MEMBER_NAME, name);

  return hu_speaker_get_initials (named);
}

static void
set_voice (Context *context, const char *voice)
{
  HuRecord *facts = hu_layer_get_document (context->layer);
  const char *person = NULL;

  if (strcmp (voice, "author") == 0)
    person = hu_record_get_nth (facts, HU_MEMBER_AUTHORS, 0);
  else if (strcmp (voice, "outlet") == 0)
    person = hu_record_get_string (facts, HU_MEMBER_OUTLET);
  context->summary->name = g_strdup (hu_label_for_voice (voice));
  context->summary->letters = person ? initials_of (person) : g_strdup ("–");
}

static void
set_nobody (Context *context, const char *question)
{
  context->summary->name = g_strdup (question);
  context->summary->letters = g_strdup ("?");
  context->summary->to_check = TRUE;
}

/* Stances. */

static void
add_stance (HuTagSummary *summary, HuRecord *stance)
{
  const char *value = hu_record_get_string (stance, HU_MEMBER_VALUE);
  gboolean conditional = hu_record_get (stance, HU_MEMBER_CONDITION) != NULL;

  for (guint i = 0; i < summary->n_stances; i++)
    if (g_strcmp0 (summary->stances[i].value, value) == 0 && summary->stances[i].conditional == conditional)
      return;
  if (summary->n_stances == HU_TAG_SUMMARY_MAX_STANCES)
    return;
  summary->stances[summary->n_stances].value = value;
  summary->stances[summary->n_stances++].conditional = conditional;
}

/* Those of the claim's own speakers first, then as they were made. */
static int
compare_stances (gconstpointer a, gconstpointer b, gpointer claim)
{
  HuRecord *x = *(HuRecord **) a, *y = *(HuRecord **) b;
  gboolean x_own = hu_stance_is_declared (x, claim), y_own = hu_stance_is_declared (y, claim);
  int order;

  if (x_own != y_own)
    return x_own ? -1 : 1;
  order =
      g_strcmp0 (hu_record_get_string (x, HU_MEMBER_CREATED), hu_record_get_string (y, HU_MEMBER_CREATED));
  return order ? order : strcmp (hu_record_get_id (x), hu_record_get_id (y));
}

/* What a stance is toward. (transfer full) (nullable) */
static char *
dup_target (Context *context, HuRecord *stance)
{
  HuValue *toward = hu_record_get (stance, HU_MEMBER_TOWARD);
  const char *topic = hu_value_get_member_string (toward, "topic");
  const char *speaker = hu_value_get_member_string (toward, "speaker");
  HuRecord *claim = lookup (context, HU_KIND_CLAIM, hu_value_get_member_string (toward, "claim"));

  if (topic)
    return g_strdup (get_label (context, HU_KIND_TOPIC, topic));
  if (speaker)
    return g_strdup (get_speaker_name (context, speaker));
  if (claim && hu_record_get_string (claim, HU_MEMBER_GIST))
    return g_strdup (hu_record_get_string (claim, HU_MEMBER_GIST));
  return claim ? dup_quote (context, claim) : NULL;
}

/* "Supports: Harbour fee". (transfer full) (nullable) */
static char *
describe_stance (Context *context, HuRecord *stance)
{
  const char *value = hu_record_get_string (stance, HU_MEMBER_VALUE);
  g_autofree char *target = dup_target (context, stance);
  const char *label = value ? get_label (context, HU_KIND_VALUE, value) : _ ("Stance not set");

  if (target && hu_record_get (stance, HU_MEMBER_CONDITION))
    return g_strdup_printf (_ ("%s if: %s"), label, target);
  return target ? g_strdup_printf (_ ("%s: %s"), label, target) : g_strdup (label);
}

/* What is said aloud: the parts that are there, one after the other. */
static void
say (GString *spoken, const char *part)
{
  if (!part || !*part)
    return;
  if (spoken->len)
    g_string_append (spoken, C_ ("spoken", ", "));
  g_string_append (spoken, part);
}

/* Each kind. */

static char *
dup_claim_detail (Context *context, HuRecord *claim)
{
  g_autofree char *names = NULL;

  if (hu_record_get_boolean (claim, HU_MEMBER_NEGATED))
    return g_strdup (_ ("said not to say it"));
  if ((names = join_names (context, claim, HU_MEMBER_ON_BEHALF_OF)))
    return g_strdup_printf (_ ("for %s"), names);
  if ((names = join_names (context, claim, HU_MEMBER_VIA)))
    return g_strdup_printf (_ ("via %s"), names);
  return NULL;
}

static void
summarize_claim (Context *context, HuRecord *claim, GString *spoken)
{
  HuTagSummary *summary = context->summary;
  const char *type = hu_record_get_string (claim, HU_MEMBER_TYPE);
  const char *voice = hu_record_get_string (claim, HU_MEMBER_VOICE);
  g_autoptr (GPtrArray) stances = hu_layer_get_stances_of_claim (context->layer, hu_record_get_id (claim));

  summary->quote = dup_quote (context, claim);
  if ((summary->name = join_names (context, claim, HU_MEMBER_SPEAKERS)))
    {
      summary->speaker = lookup (context, HU_KIND_SPEAKER, hu_record_get_nth (claim, HU_MEMBER_SPEAKERS, 0));
      if (!summary->speaker)
        summary->letters = g_strdup ("?");
    }
  else if (voice)
    set_voice (context, voice);
  else
    set_nobody (context, _ ("Who says this?"));
  summary->detail = dup_claim_detail (context, claim);
  summary->pill = type ? g_strdup (get_label (context, HU_KIND_TYPE, type)) : NULL;

  say (spoken, summary->quote);
  say (spoken, summary->name);
  say (spoken, summary->detail);
  say (spoken, summary->pill);
  g_ptr_array_sort_with_data (stances, compare_stances, claim);
  for (guint i = 0; i < stances->len; i++)
    {
      g_autofree char *described = describe_stance (context, g_ptr_array_index (stances, i));

      add_stance (summary, g_ptr_array_index (stances, i));
      say (spoken, described);
    }
}

static void
summarize_stance (Context *context, HuRecord *stance, GString *spoken)
{
  HuTagSummary *summary = context->summary;
  HuRecord *claim = lookup (context, HU_KIND_CLAIM, hu_record_get_string (stance, HU_MEMBER_CLAIM));
  const char *holder = hu_record_get_string (stance, HU_MEMBER_SPEAKER);
  const char *voice = hu_record_get_string (stance, HU_MEMBER_VOICE);
  g_autofree char *described = describe_stance (context, stance);
  gboolean ascribed = claim ? !hu_stance_is_declared (stance, claim)
                            : g_strcmp0 (hu_record_get_string (stance, HU_MEMBER_BASIS), "ascribed") == 0;

  summary->quote = dup_quote (context, claim ? claim : stance);
  if (holder)
    {
      summary->name = g_strdup (get_speaker_name (context, holder));
      summary->speaker = lookup (context, HU_KIND_SPEAKER, holder);
      if (!summary->speaker)
        summary->letters = g_strdup ("?");
    }
  else if (voice)
    set_voice (context, voice);
  else
    set_nobody (context, _ ("Whose stance?"));
  summary->detail = ascribed ? g_strdup (_ ("ascribed")) : NULL;
  summary->pill = dup_target (context, stance);
  add_stance (summary, stance);

  say (spoken, summary->quote);
  say (spoken, summary->name);
  say (spoken, described);
  say (spoken, summary->detail);
}

/* The affiliation when the article appeared: of those that held then, the first; without a date of the
 * article, the first that has no end. */
static HuValue *
find_affiliation (Context *context, HuRecord *speaker)
{
  const char *published = hu_record_get_string (hu_layer_get_document (context->layer), HU_MEMBER_PUBLISHED);
  HuValue *affiliations = hu_record_get (speaker, HU_MEMBER_AFFILIATIONS);
  const gsize n = hu_value_get_size (affiliations);

  for (gsize i = 0; i < n; i++)
    {
      HuValue *one = hu_value_get_item (affiliations, i);
      const char *to = hu_value_get_member_string (one, "to");

      if (published ? hu_edtf_may_hold (hu_value_get_member_string (one, "from"), to, published) : !to)
        return one;
    }
  return published ? NULL : hu_value_get_item (affiliations, 0);
}

/* "Premier, Coastal bloc" */
static char *
dup_affiliation (Context *context, HuRecord *speaker)
{
  HuValue *held = find_affiliation (context, speaker);
  const char *role = hu_value_get_member_string (held, "role");
  const char *id = hu_value_get_member_string (held, "speaker");

  if (role && id)
    return g_strdup_printf (_ ("%s, %s"), role, get_speaker_name (context, id));
  return g_strdup (role ? role : id ? get_speaker_name (context, id) : NULL);
}

/* How often the text speaks of a speaker: what is there of claims, mentions and stances. */
static GPtrArray *
dup_counts (const HuUses *uses)
{
  GPtrArray *counts = g_ptr_array_new_with_free_func (g_free);

  if (uses && uses->claims)
    g_ptr_array_add (counts,
                     g_strdup_printf (ngettext ("%u claim", "%u claims", uses->claims), uses->claims));
  if (uses && uses->mentions)
    g_ptr_array_add (counts, g_strdup_printf (ngettext ("%u mention", "%u mentions", uses->mentions),
                                              uses->mentions));
  if (uses && uses->stances)
    g_ptr_array_add (counts,
                     g_strdup_printf (ngettext ("%u stance", "%u stances", uses->stances), uses->stances));
  return counts;
}

static void
count_value (GArray *values, const char *value)
{
  const HuTagSummaryValue one = { value, 1 };

  for (guint i = 0; i < values->len; i++)
    {
      HuTagSummaryValue *known = &g_array_index (values, HuTagSummaryValue, i);

      if (g_strcmp0 (known->value, value) == 0)
        {
          known->count++;
          return;
        }
    }
  g_array_append_val (values, one);
}

/* The place of a value in the codebook; behind all where it isn't there. */
static gsize
place_of_value (HuCodebook *codebook, const char *value)
{
  gsize n;
  const HuCode *codes = hu_codebook_get_codes (codebook, HU_CODES_VALUES, &n);

  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (codes[i].id, value) == 0)
      return i;
  return n;
}

static int
compare_values (gconstpointer a, gconstpointer b, gpointer codebook)
{
  const HuTagSummaryValue *x = a, *y = b;
  const gsize first = place_of_value (codebook, x->value), second = place_of_value (codebook, y->value);

  return first != second ? (first < second ? -1 : 1) : g_strcmp0 (x->value, y->value);
}

/* (transfer full) (nullable) */
static GArray *
count_values (Context *context, HuRecord *speaker)
{
  g_autoptr (GPtrArray) users =
      hu_layer_get_referrers (context->layer, HU_KIND_SPEAKER, hu_record_get_id (speaker));
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (HuTagSummaryValue));

  for (guint i = 0; i < users->len; i++)
    {
      HuRecord *user = g_ptr_array_index (users, i);

      if (hu_record_get_kind (user) == HU_KIND_STANCE &&
          g_strcmp0 (hu_record_get_string (user, HU_MEMBER_SPEAKER), hu_record_get_id (speaker)) == 0)
        count_value (values, hu_record_get_string (user, HU_MEMBER_VALUE));
    }
  g_array_sort_with_data (values, compare_values, context->codebook);
  return values->len ? g_steal_pointer (&values) : NULL;
}

/* The stances in words, "Supports: 2", and in symbols, "▲ 2". */
static void
add_values (Context *context, GString *symbols, GString *spoken)
{
  for (guint i = 0; i < context->summary->values->len; i++)
    {
      const HuTagSummaryValue *value = &g_array_index (context->summary->values, HuTagSummaryValue, i);
      const HuCode *code =
          value->value ? hu_codebook_find (context->codebook, HU_CODES_VALUES, value->value) : NULL;
      const char *label =
          value->value ? get_label (context, HU_KIND_VALUE, value->value) : _ ("Stance not set");
      g_autofree char *words = NULL;

      /* Translators: a stance and how often somebody takes it. */
      words = g_strdup_printf (_ ("%s: %u"), label, value->count);
      say (spoken, words);
      g_string_append_printf (symbols, "%s%s\302\240%u", symbols->len ? " " : "",
                              code && code->symbol ? code->symbol : "?", value->count);
    }
}

static void
summarize_speaker (Context *context, HuRecord *speaker, const HuUses *uses, GString *spoken)
{
  HuTagSummary *summary = context->summary;
  g_autoptr (GPtrArray) counts = dup_counts (uses);
  g_autoptr (GString) subtitle = g_string_new (NULL);
  g_autofree char *affiliation = dup_affiliation (context, speaker);

  summary->name = g_strdup (hu_speaker_get_name (speaker));
  summary->speaker = speaker;
  summary->pill = g_strdup (hu_label_for_speaker_kind (context->codebook, hu_speaker_get_kind (speaker)));
  say (spoken, summary->name);
  say (spoken, summary->pill);
  say (spoken, affiliation);
  for (guint i = 0; i < counts->len; i++)
    {
      if (i > 0)
        g_string_append (subtitle, " · ");
      g_string_append (subtitle, g_ptr_array_index (counts, i));
      say (spoken, g_ptr_array_index (counts, i));
    }
  summary->values = count_values (context, speaker);
  if (summary->values)
    {
      g_autoptr (GString) symbols = g_string_new (NULL);

      add_values (context, symbols, spoken);
      g_string_append_printf (subtitle, "%s%s", subtitle->len ? " " : "", symbols->str);
    }
  if (affiliation && subtitle->len)
    g_string_prepend_c (subtitle, '\n');
  if (affiliation)
    g_string_prepend (subtitle, affiliation);
  summary->subtitle = subtitle->len ? g_strdup (subtitle->str) : NULL;
}

static void
summarize_mention (Context *context, HuRecord *mention, GString *spoken)
{
  HuTagSummary *summary = context->summary;

  summary->quote = dup_quote (context, mention);
  if ((summary->name = join_names (context, mention, HU_MEMBER_SPEAKERS)))
    summary->speaker = lookup (context, HU_KIND_SPEAKER, hu_record_get_nth (mention, HU_MEMBER_SPEAKERS, 0));
  else
    set_nobody (context, _ ("Who is meant?"));
  say (spoken, summary->quote);
  say (spoken, summary->name);
}

static void
summarize_memo (Context *context, HuRecord *memo, GString *spoken)
{
  HuTagSummary *summary = context->summary;
  const char *text = hu_record_get_string (memo, HU_MEMBER_TEXT);

  summary->quote = text ? g_strdup (text) : dup_quote (context, memo);
  summary->detail = text ? dup_quote (context, memo) : NULL;
  summary->pill = g_strdup (_ ("Memo"));
  say (spoken, summary->pill);
  say (spoken, summary->quote);
  say (spoken, summary->detail);
}

/* What is to be checked and isn't said by a question in place of a name already. */
static const char *
find_warning (HuTagSummary *summary, HuRecord *record)
{
  guint reasons = hu_record_get_check (record);

  if (summary->to_check)
    reasons &= ~(guint) (HU_CHECK_CLAIM_SOURCE | HU_CHECK_MENTION_SPEAKER | HU_CHECK_STANCE_HOLDER);
  return hu_check_reasons_explain (reasons);
}

HuTagSummary *
hu_tag_summary_new (HuDocument *document, HuRecord *record, const HuUses *uses)
{
  HuTagSummary *self;
  g_autoptr (GString) spoken = g_string_new (NULL);
  Context context;

  g_return_val_if_fail (HU_IS_DOCUMENT (document) && record != NULL, NULL);
  self = g_new0 (HuTagSummary, 1);
  context =
      (Context){ document, hu_document_get_layer (document), hu_document_get_codebook (document), self };
  switch ((int) hu_record_get_kind (record))
    {
    case HU_KIND_CLAIM:
      summarize_claim (&context, record, spoken);
      break;
    case HU_KIND_STANCE:
      summarize_stance (&context, record, spoken);
      break;
    case HU_KIND_SPEAKER:
      summarize_speaker (&context, record, uses, spoken);
      break;
    case HU_KIND_MENTION:
      summarize_mention (&context, record, spoken);
      break;
    case HU_KIND_MEMO:
      summarize_memo (&context, record, spoken);
      break;
    default:
      g_warn_if_reached ();
    }
  self->warning = find_warning (self, record);
  say (spoken, self->warning);
  self->spoken = g_string_free (g_steal_pointer (&spoken), FALSE);
  return self;
}

void
hu_tag_summary_free (HuTagSummary *self)
{
  g_return_if_fail (self != NULL);
  g_free (self->quote);
  g_free (self->name);
  g_free (self->detail);
  g_free (self->pill);
  g_free (self->subtitle);
  g_free (self->letters);
  g_clear_pointer (&self->values, g_array_unref);
  g_free (self->spoken);
  g_free (self);
}
