/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed into a list's filter, and which records it lets through. */
#include "config.h"
#include "hu-tag-filter.h"

#include "hu-check.h"
#include "hu-labels.h"
#include "hu-register.h"
#include "hu-slug.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where a word is looked for. */
typedef enum
{
  FIELD_ANY,
  FIELD_SPEAKER,
  FIELD_TOPIC,
  FIELD_TYPE,
  FIELD_STANCE,
  FIELD_NOTE,
  FIELD_QUOTE,
  FIELD_CHECK, /* not a word: `to:check` */
} Field;

/* They are understood in the language of the program as well as in English. Translators: one word, the colon
 * last. */
static const struct
{
  const char *prefix;
  Field field;
} prefixes[] = {
  { NC_ ("filter", "speaker:"), FIELD_SPEAKER }, { NC_ ("filter", "topic:"), FIELD_TOPIC },
  { NC_ ("filter", "type:"), FIELD_TYPE },       { NC_ ("filter", "stance:"), FIELD_STANCE },
  { NC_ ("filter", "note:"), FIELD_NOTE },       { NC_ ("filter", "quote:"), FIELD_QUOTE },
};

typedef struct
{
  Field field;
  char *word; /* folded */
} Term;

/* More words than this are not looked for: a pasted page is no filter. */
#define MAX_TERMS 32

struct _HuTagFilter
{
  gatomicrefcount refs;
  guint n;
  Term terms[MAX_TERMS];
};

/* The query. */

static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == 0x201c || c == 0x201d || c == 0x201e || c == 0xab || c == 0xbb;
}

/* Takes the next word off *@p, quotation marks left out; FALSE at the end. */
static gboolean
next_word (const char **p, GString *word)
{
  gboolean quoted = FALSE;

  g_string_truncate (word, 0);
  while (g_unichar_isspace (g_utf8_get_char (*p)))
    *p = g_utf8_next_char (*p);
  if (!**p)
    return FALSE;
  for (; **p; *p = g_utf8_next_char (*p))
    {
      gunichar c = g_utf8_get_char (*p);

      if (is_quote (c))
        quoted = !quoted;
      else if (!quoted && g_unichar_isspace (c))
        break;
      else
        g_string_append_unichar (word, c);
    }
  return TRUE;
}

/* The length of @prefix, or of what it is called in the language of the program, at the start of @folded; 0
 * where neither is there. */
static gsize
skip_prefix (const char *folded, const char *prefix)
{
  g_autofree char *translated = NULL;

  if (g_str_has_prefix (folded, prefix))
    return strlen (prefix);
  translated = hu_name_fold (g_dpgettext2 (GETTEXT_PACKAGE, "filter", prefix));
  return g_str_has_prefix (folded, translated) ? strlen (translated) : 0;
}

static void
add_term (HuTagFilter *self, const char *word)
{
  Field field = FIELD_ANY;
  g_autofree char *folded = hu_name_fold (word);
  const char *rest = folded;

  if (skip_prefix (folded, NC_ ("filter", "to:check")) == strlen (folded))
    field = FIELD_CHECK;
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes) && field == FIELD_ANY; i++)
    {
      gsize n = skip_prefix (folded, prefixes[i].prefix);

      if (n > 0)
        {
          field = prefixes[i].field;
          rest = folded + n;
        }
    }
  /* A prefix without a word yet lets everything through: it is being typed. */
  if (*rest && self->n < MAX_TERMS)
    self->terms[self->n++] = (Term){ field, g_strdup (rest) };
}

HuTagFilter *
hu_tag_filter_new (const char *query)
{
  g_autoptr (HuTagFilter) self = g_new0 (HuTagFilter, 1);
  g_autoptr (GString) word = g_string_new (NULL);

  g_atomic_ref_count_init (&self->refs);
  while (query && next_word (&query, word))
    add_term (self, word->str);
  return self->n ? g_steal_pointer (&self) : NULL;
}

HuTagFilter *
hu_tag_filter_ref (HuTagFilter *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
hu_tag_filter_unref (HuTagFilter *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < self->n; i++)
    g_free (self->terms[i].word);
  g_free (self);
}

/* Matching: the pieces of a record are looked through one after the other, until every word was found. */

typedef struct
{
  HuTagFilter *filter;
  const HuTagSource *source;
  guint32 missing; /* bits of the terms that weren't found yet */
  GString *folded; /* the piece that is looked at */
} Match;

/* The case folding of @piece with white space as one space; quick where it is ASCII. */
static void
fold (GString *out, const char *piece, gsize length)
{
  gboolean space = FALSE;

  g_string_truncate (out, 0);
  for (gsize i = 0; i < length && piece[i]; i++)
    {
      if ((guchar) piece[i] >= 0x80)
        {
          g_autofree char *copy = g_strndup (piece, length);
          g_autofree char *folded = hu_name_fold (copy);

          g_string_assign (out, folded);
          return;
        }
      if (g_ascii_isspace (piece[i]))
        {
          space = out->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (out, ' ');
      space = FALSE;
      g_string_append_c (out, g_ascii_tolower (piece[i]));
    }
}

static void
look_in (Match *match, Field field, const char *piece, gssize length)
{
  gboolean wanted = FALSE;

  if (!piece)
    return;
  for (guint i = 0; i < match->filter->n; i++)
    {
      Field of = match->filter->terms[i].field;

      wanted |= (match->missing & (1u << i)) && (of == FIELD_ANY || of == field);
    }
  if (!wanted)
    return;
  fold (match->folded, piece, length < 0 ? strlen (piece) : (gsize) length);
  for (guint i = 0; i < match->filter->n; i++)
    {
      const Term *term = &match->filter->terms[i];

      if ((match->missing & (1u << i)) && (term->field == FIELD_ANY || term->field == field) &&
          strstr (match->folded->str, term->word))
        match->missing &= ~(1u << i);
    }
}

static HuRecord *
lookup (Match *match, HuKind kind, const char *id)
{
  return id ? match->source->lookup (match->source->user_data, kind, id) : NULL;
}

static void
look_in_speaker (Match *match, HuRecord *speaker)
{
  HuValue *aliases = hu_record_get (speaker, HU_MEMBER_ALIASES);

  look_in (match, FIELD_SPEAKER, hu_speaker_get_name (speaker), -1);
  for (gsize i = 0; i < hu_value_get_size (aliases); i++)
    look_in (match, FIELD_SPEAKER, hu_value_get_item_string (aliases, i), -1);
}

static void
look_in_speaker_id (Match *match, const char *id)
{
  HuRecord *speaker = lookup (match, HU_KIND_SPEAKER, id);

  if (speaker)
    look_in_speaker (match, speaker);
  else
    look_in (match, FIELD_SPEAKER, id, -1);
}

static void
look_in_speakers (Match *match, HuRecord *record, HuMember member)
{
  HuValue *ids = hu_record_get (record, member);

  for (gsize i = 0; i < hu_value_get_size (ids) && match->missing; i++)
    look_in_speaker_id (match, hu_value_get_item_string (ids, i));
}

static void
look_in_label (Match *match, Field field, HuKind kind, const char *id)
{
  if (id)
    look_in (match, field, hu_label_get (match->source->codebook, kind, id, lookup (match, kind, id)), -1);
}

static void
look_in_voice (Match *match, HuRecord *record)
{
  const char *voice = hu_record_get_string (record, HU_MEMBER_VOICE);

  if (voice)
    look_in (match, FIELD_SPEAKER, hu_label_for_voice (voice), -1);
}

static void
look_in_passage (Match *match, HuRecord *record, HuMember member)
{
  gsize n, length;
  const HuSpan *spans = hu_value_get_spans (hu_record_get (record, member), &n);
  const char *utf8 = hu_text_get_utf8 (match->source->text, &length);

  for (gsize i = 0; i < n && match->missing; i++)
    {
      gsize start = hu_text_offset_to_byte (match->source->text, spans[i].start);
      gsize end = hu_text_offset_to_byte (match->source->text, spans[i].end);

      if (spans[i].lost)
        look_in (match, FIELD_QUOTE, hu_value_get_member_string (spans[i].rest, "quote"), -1);
      else if (start <= end && end <= length)
        look_in (match, FIELD_QUOTE, utf8 + start, (gssize) (end - start));
    }
}

static void
look_in_stance_value (HuRecord *stance, gpointer user_data)
{
  look_in_label (user_data, FIELD_STANCE, HU_KIND_VALUE, hu_record_get_string (stance, HU_MEMBER_VALUE));
}

static void
match_claim (Match *match, HuRecord *claim)
{
  HuValue *topics = hu_record_get (claim, HU_MEMBER_TOPICS);

  look_in_speakers (match, claim, HU_MEMBER_SPEAKERS);
  look_in_speakers (match, claim, HU_MEMBER_ON_BEHALF_OF);
  look_in_speakers (match, claim, HU_MEMBER_VIA);
  look_in_voice (match, claim);
  look_in_label (match, FIELD_TYPE, HU_KIND_TYPE, hu_record_get_string (claim, HU_MEMBER_TYPE));
  for (gsize i = 0; i < hu_value_get_size (topics); i++)
    look_in_label (match, FIELD_TOPIC, HU_KIND_TOPIC, hu_value_get_item_string (topics, i));
  look_in (match, FIELD_NOTE, hu_record_get_string (claim, HU_MEMBER_GIST), -1);
  if (match->missing)
    match->source->foreach_stance (match->source->user_data, hu_record_get_id (claim), look_in_stance_value,
                                   match);
  look_in_passage (match, claim, HU_MEMBER_PASSAGE);
}

static void
match_target (Match *match, HuRecord *stance)
{
  HuValue *toward = hu_record_get (stance, HU_MEMBER_TOWARD);
  HuRecord *claim = lookup (match, HU_KIND_CLAIM, hu_value_get_member_string (toward, "claim"));

  look_in_label (match, FIELD_TOPIC, HU_KIND_TOPIC, hu_value_get_member_string (toward, "topic"));
  if (hu_value_get_member_string (toward, "speaker"))
    look_in_speaker_id (match, hu_value_get_member_string (toward, "speaker"));
  if (claim)
    {
      look_in (match, FIELD_NOTE, hu_record_get_string (claim, HU_MEMBER_GIST), -1);
      look_in_passage (match, claim, HU_MEMBER_PASSAGE);
    }
}

static void
match_stance (Match *match, HuRecord *stance)
{
  HuRecord *claim = lookup (match, HU_KIND_CLAIM, hu_record_get_string (stance, HU_MEMBER_CLAIM));

  if (hu_record_get_string (stance, HU_MEMBER_SPEAKER))
    look_in_speaker_id (match, hu_record_get_string (stance, HU_MEMBER_SPEAKER));
  look_in_voice (match, stance);
  look_in_stance_value (stance, match);
  match_target (match, stance);
  look_in_passage (match, stance, HU_MEMBER_PASSAGE);
  look_in_passage (match, stance, HU_MEMBER_CONDITION);
  if (claim)
    look_in_passage (match, claim, HU_MEMBER_PASSAGE);
}

static void
match_speaker (Match *match, HuRecord *speaker)
{
  HuValue *affiliations = hu_record_get (speaker, HU_MEMBER_AFFILIATIONS);

  look_in_speaker (match, speaker);
  look_in (match, FIELD_TYPE,
           hu_label_for_speaker_kind (match->source->codebook, hu_speaker_get_kind (speaker)), -1);
  look_in (match, FIELD_NOTE, hu_record_get_string (speaker, HU_MEMBER_COUNTRY), -1);
  for (gsize i = 0; i < hu_value_get_size (affiliations) && match->missing; i++)
    {
      HuValue *affiliation = hu_value_get_item (affiliations, i);
      HuRecord *other = lookup (match, HU_KIND_SPEAKER, hu_value_get_member_string (affiliation, "speaker"));

      look_in (match, FIELD_NOTE, hu_value_get_member_string (affiliation, "role"), -1);
      if (other)
        look_in (match, FIELD_SPEAKER, hu_speaker_get_name (other), -1);
    }
}

static void
match_check (Match *match, HuRecord *record)
{
  if (hu_record_get_check (record) == HU_CHECK_NOTHING)
    return;
  for (guint i = 0; i < match->filter->n; i++)
    if (match->filter->terms[i].field == FIELD_CHECK)
      match->missing &= ~(1u << i);
}

gboolean
hu_tag_filter_matches (HuTagFilter *self, const HuTagSource *source, HuRecord *record)
{
  g_autoptr (GString) folded = g_string_new (NULL);
  Match match = { self, source, 0, folded };

  g_return_val_if_fail (self != NULL && source != NULL && record != NULL, FALSE);
  match.missing = self->n == 32 ? G_MAXUINT32 : (1u << self->n) - 1;
  match_check (&match, record);
  look_in (&match, FIELD_NOTE, hu_record_get_string (record, HU_MEMBER_NOTE), -1);
  switch (hu_record_get_kind (record))
    {
    case HU_KIND_CLAIM:
      match_claim (&match, record);
      break;
    case HU_KIND_STANCE:
      match_stance (&match, record);
      break;
    case HU_KIND_SPEAKER:
      match_speaker (&match, record);
      break;
    case HU_KIND_MENTION:
      look_in_speakers (&match, record, HU_MEMBER_SPEAKERS);
      look_in_passage (&match, record, HU_MEMBER_PASSAGE);
      break;
    case HU_KIND_MEMO:
      look_in (&match, FIELD_NOTE, hu_record_get_string (record, HU_MEMBER_TEXT), -1);
      look_in_passage (&match, record, HU_MEMBER_PASSAGE);
      break;
    default:
      break;
    }
  return match.missing == 0;
}

/* A layer as source. */

static HuRecord *
layer_lookup (gpointer user_data, HuKind kind, const char *id)
{
  return hu_layer_lookup (user_data, kind, id);
}

static void
layer_foreach_stance (gpointer user_data, const char *claim, HuRecordFunc func, gpointer func_data)
{
  g_autoptr (GPtrArray) stances = hu_layer_get_stances_of_claim (user_data, claim);

  for (guint i = 0; i < stances->len; i++)
    func (g_ptr_array_index (stances, i), func_data);
}

void
hu_tag_source_init_layer (HuTagSource *source, HuText *text, HuCodebook *codebook, HuLayer *layer)
{
  g_return_if_fail (source != NULL && text != NULL && codebook != NULL && layer != NULL);
  *source = (HuTagSource){ text, codebook, layer_lookup, layer_foreach_stance, layer };
}

/* A snapshot as source. */

struct _HuSnapshotIndex
{
  HuSnapshot *snapshot;
  GHashTable *records[HU_N_KINDS]; /* id → HuRecord; NULL for kinds that nothing looks up */
  GHashTable *stances;             /* claim id → GPtrArray of HuRecord */
};

static GHashTable *
index_kind (GPtrArray *records)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (table, (gpointer) hu_record_get_id (g_ptr_array_index (records, i)),
                         g_ptr_array_index (records, i));
  return table;
}

HuSnapshotIndex *
hu_snapshot_index_new (HuSnapshot *snapshot)
{
  HuSnapshotIndex *self = g_new0 (HuSnapshotIndex, 1);
  GPtrArray *stances;

  self->snapshot = hu_snapshot_ref (snapshot);
  for (guint kind = HU_KIND_TYPE; kind <= HU_KIND_CLAIM; kind++)
    if (kind != HU_KIND_MENTION)
      self->records[kind] = index_kind (snapshot->records[kind]);

  self->stances = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  stances = snapshot->records[HU_KIND_STANCE];
  for (guint i = 0; i < stances->len; i++)
    {
      const char *claim = hu_record_get_string (g_ptr_array_index (stances, i), HU_MEMBER_CLAIM);
      GPtrArray *of_claim = claim ? g_hash_table_lookup (self->stances, claim) : NULL;

      if (claim && !of_claim)
        g_hash_table_insert (self->stances, (gpointer) claim, of_claim = g_ptr_array_new ());
      if (claim)
        g_ptr_array_add (of_claim, g_ptr_array_index (stances, i));
    }
  return self;
}

void
hu_snapshot_index_free (HuSnapshotIndex *self)
{
  g_return_if_fail (self != NULL);
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    g_clear_pointer (&self->records[kind], g_hash_table_unref);
  g_hash_table_unref (self->stances);
  hu_snapshot_unref (self->snapshot);
  g_free (self);
}

static HuRecord *
snapshot_lookup (gpointer user_data, HuKind kind, const char *id)
{
  HuSnapshotIndex *self = user_data;

  return self->records[kind] ? g_hash_table_lookup (self->records[kind], id) : NULL;
}

static void
snapshot_foreach_stance (gpointer user_data, const char *claim, HuRecordFunc func, gpointer func_data)
{
  HuSnapshotIndex *self = user_data;
  GPtrArray *stances = g_hash_table_lookup (self->stances, claim);

  for (guint i = 0; stances && i < stances->len; i++)
    func (g_ptr_array_index (stances, i), func_data);
}

void
hu_tag_source_init_snapshot (HuTagSource *source, HuText *text, HuCodebook *codebook, HuSnapshotIndex *index)
{
  g_return_if_fail (source != NULL && text != NULL && codebook != NULL && index != NULL);
  *source = (HuTagSource){ text, codebook, snapshot_lookup, snapshot_foreach_stance, index };
}
