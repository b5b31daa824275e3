/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brat standoff: from records to lines. What was read of brat is written back (see hu-brat-read.c) as far as
 * what it refers to is still there; our own records are written so that they read the same.
 *
 *   a mention     a text-bound of its speaker's kind ("Person"), of type Mention where it isn't resolved;
 * notes of type Speaker, UnnamedSpeaker where the words aren't the name; attribute Form a claim       a
 * text-bound Claim; with a cue an event "Cue:T2 Source:T1 Content:T3", without one but with mentions
 * "Claim:T3 Source:T1"; speakers without a mention are notes of type Speaker; attributes Voice (open: not
 * judged), Type, Negated, Quotation, Modality, Confidence; a note of type Gist; relations Supports, Attacks…,
 * Within a memo        a text-bound Memo, its text a note their notes   notes of type AnnotatorNotes
 */
#include "config.h"

#include "hu-brat.h"

#include "hu-register.h"
#include "hu-slug.h"

#include <string.h>

typedef struct
{
  HuExportDocument *document;
  HuOffsets *units;
  GString *lines[7];   /* of T, E, R, *, A, N, # */
  guint next[128];     /* by letter: the number that is free */
  GHashTable *alive;   /* ids that are written: text-bounds to their offsets, the others to "" */
  GHashTable *ids;     /* records to the id of their text-bound */
  GHashTable *cues;    /* claims to that of their cue */
  GHashTable *events;  /* claims to the id of their event */
  GHashTable *groups;  /* ids of events to their claims */
  GHashTable *sourced; /* claims whose event has a source */
} Writer;

/* Ids. */

static HuValue *
get_brat (HuRecord *record)
{
  HuValue *unknown = hu_record_get_unknown (record);

  return unknown ? hu_value_get_member (unknown, HU_BRAT_MEMBER) : NULL;
}

static gboolean
is_id (const char *id, char letter)
{
  return id && id[0] == letter && id[1] && strspn (id + 1, "0123456789") == strlen (id + 1);
}

static void
reserve (Writer *self, const char *id)
{
  guint64 number;

  if (id && id[0] > 0 && g_ascii_string_to_unsigned (id + 1, 10, 0, G_MAXINT32, &number, NULL))
    self->next[(int) id[0]] = MAX (self->next[(int) id[0]], (guint) number + 1);
}

static void
reserve_all (Writer *self, HuValue *list)
{
  for (gsize i = 0; i < hu_value_get_size (list); i++)
    reserve (self, hu_value_get_member_string (hu_value_get_item (list, i), "id"));
}

static void
reserve_record (Writer *self, HuRecord *record)
{
  HuValue *brat = get_brat (record);
  HuValue *relations = hu_record_get (record, HU_MEMBER_RELATIONS);

  if (!brat)
    return;
  reserve (self, hu_value_get_member_string (brat, "id"));
  reserve (self, hu_value_get_member_string (hu_value_get_member (brat, "cue"), "id"));
  reserve (self, hu_value_get_member_string (hu_value_get_member (brat, "event"), "id"));
  reserve_all (self, hu_value_get_member (brat, "events"));
  reserve_all (self, hu_value_get_member (brat, "relations"));
  for (gsize i = 0; i < hu_value_get_size (relations); i++)
    reserve (self, hu_value_get_member_string (hu_value_get_member (hu_value_get_item (relations, i),
                                                                    HU_BRAT_MEMBER),
                                               "id"));
}

static char *
make_id (Writer *self, char letter)
{
  return g_strdup_printf ("%c%u", letter, self->next[(int) letter]++);
}

static gboolean
is_alive (Writer *self, const char *id)
{
  return id && g_hash_table_contains (self->alive, id);
}

static void
enliven (Writer *self, const char *id, const char *offsets)
{
  g_hash_table_replace (self->alive, g_strdup (id), g_strdup (offsets));
}

static const char *
get_id (GHashTable *table, HuRecord *record)
{
  return record ? g_hash_table_lookup (table, record) : NULL;
}

static void
foreach_record (Writer *self, void (*func) (Writer *self, HuRecord *record))
{
  static const HuKind kinds[] = { HU_KIND_MENTION, HU_KIND_CLAIM, HU_KIND_MEMO };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *records = self->document->snapshot->records[kinds[i]];

      for (guint j = 0; j < records->len; j++)
        func (self, g_ptr_array_index (records, j));
    }
}

/* Lines. */

static GString *
get_lines (Writer *self, char letter)
{
  static const char letters[] = "TER*AN#";

  return self->lines[strchr (letters, letter) - letters];
}

static void
write_attribute (Writer *self, const char *name, const char *of, const char *value)
{
  g_autofree char *id = make_id (self, 'A');

  g_string_append_printf (get_lines (self, 'A'), "%s\t%s %s%s%s\n", id, name, of, value ? " " : "",
                          value ? value : "");
}

static void
write_note (Writer *self, const char *type, const char *of, const char *text)
{
  g_autofree char *id = make_id (self, '#');
  g_autofree char *line = hu_brat_one_line (text);

  g_string_append_printf (get_lines (self, '#'), "%s\t%s %s\t%s\n", id, type, of, line);
}

/* Text-bounds. */

static gboolean
has_same_places (HuValue *a, HuValue *b)
{
  gsize n, n_b;
  const HuSpan *x = hu_value_get_spans (a, &n), *y = hu_value_get_spans (b, &n_b);

  if (n != n_b)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (x[i].lost || x[i].start != y[i].start || x[i].end != y[i].end)
      return FALSE;
  return TRUE;
}

/* As the file had it, while the passage is the one that it had then. @kept: (nullable). */
static char *
dup_offsets (Writer *self, HuValue *passage, HuValue *kept, char **words)
{
  const char *offsets = hu_value_get_member_string (kept, "offsets");
  const char *quote = hu_value_get_member_string (kept, "quote");
  char *own = hu_brat_format_offsets (passage, self->document->text, self->document->quotes_cut, words);
  g_autoptr (HuValue) there = NULL;

  if (!own || !offsets)
    return own;
  there = hu_brat_parse_offsets (offsets, self->units, self->document->text);
  if (!there || !has_same_places (there, passage))
    return own;
  if (quote && !self->document->quotes_cut)
    {
      g_free (*words);
      *words = g_strdup (quote);
    }
  g_free (own);
  return g_strdup (offsets);
}

/* Writes a text-bound, unless it was written under its old id already. (transfer full) (nullable): its id */
static char *
write_text_bound (Writer *self, HuValue *passage, HuValue *kept, const char *type)
{
  const char *id = hu_value_get_member_string (kept, "id");
  g_autofree char *words = NULL;
  g_autofree char *offsets = passage ? dup_offsets (self, passage, kept, &words) : NULL;
  g_autofree char *own = NULL;

  if (!offsets)
    return NULL;
  if (is_id (id, 'T') && g_strcmp0 (g_hash_table_lookup (self->alive, id), offsets) == 0)
    return g_strdup (id);
  own = is_id (id, 'T') && !is_alive (self, id) ? g_strdup (id) : make_id (self, 'T');
  enliven (self, own, offsets);
  g_string_append_printf (get_lines (self, 'T'), "%s\t%s %s\t%s\n", own, type, offsets, words);
  return g_steal_pointer (&own);
}

/* "Person" of "person", where it is a kind that is read as one. */
static const char *
get_mention_type (Writer *self, HuRecord *mention)
{
  static const char *const types[] = { "Person", "Group",  "Organisation", "Party",   "Government",
                                       "State",  "Medium", "Public",       "Artefact" };
  HuRecord *speaker = hu_export_document_lookup (self->document, HU_KIND_SPEAKER,
                                                 hu_record_get_nth (mention, HU_MEMBER_SPEAKERS, 0));
  const char *kind = speaker ? hu_record_get_string (speaker, HU_MEMBER_KIND) : NULL;

  if (!speaker)
    return "Mention";
  for (guint i = 0; kind && i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strcasecmp (types[i], kind) == 0)
      return types[i];
  return "Speaker";
}

static void
write_passages (Writer *self, HuRecord *record)
{
  HuKind kind = hu_record_get_kind (record);
  HuValue *brat = get_brat (record);
  const char *type = hu_value_get_member_string (brat, "type");
  char *id;

  if (!type)
    type = kind == HU_KIND_MENTION ? get_mention_type (self, record)
           : kind == HU_KIND_CLAIM ? "Claim"
                                   : "Memo";
  if (!hu_value_get_member (brat, "content"))
    {
      id = write_text_bound (self, hu_record_get (record, HU_MEMBER_PASSAGE), brat, type);
      if (id)
        g_hash_table_insert (self->ids, record, id);
    }
  if (kind == HU_KIND_CLAIM && hu_record_get (record, HU_MEMBER_CUE))
    {
      HuValue *cue = hu_value_get_member (brat, "cue");
      const char *cue_type = hu_value_get_member_string (cue, "type");

      id = write_text_bound (self, hu_record_get (record, HU_MEMBER_CUE), cue, cue_type ? cue_type : "Cue");
      if (id)
        g_hash_table_insert (self->cues, record, id);
    }
}

/* Events. */

static gboolean
is_role (const char *role, const char *name)
{
  gsize length = strlen (name);

  return role && g_ascii_strncasecmp (role, name, length) == 0 &&
         strspn (role + length, "0123456789") == strlen (role + length);
}

/* Whether a mention of the claim is written. */
static gboolean
has_source (Writer *self, HuRecord *claim)
{
  for (gsize i = 0; i < hu_record_get_size (claim, HU_MEMBER_MENTIONS); i++)
    if (get_id (self->ids, hu_export_document_lookup (self->document, HU_KIND_MENTION,
                                                      hu_record_get_nth (claim, HU_MEMBER_MENTIONS, i))))
      return TRUE;
  return FALSE;
}

/* Claims of one event are one group; which events there will be. */
static void
group_claims (Writer *self)
{
  GPtrArray *claims = self->document->snapshot->records[HU_KIND_CLAIM];

  for (guint i = 0; i < claims->len; i++)
    {
      HuRecord *claim = g_ptr_array_index (claims, i);
      HuValue *event = hu_value_get_member (get_brat (claim), "event");
      const char *kept = hu_value_get_member_string (event, "id");
      const char *trigger = hu_value_get_member_string (event, "trigger");
      gboolean whole = is_id (kept, 'E') && is_alive (self, trigger);
      char *id;
      GPtrArray *group;

      if (!whole &&
          (!get_id (self->ids, claim) || (!get_id (self->cues, claim) && !has_source (self, claim))))
        continue;
      id = whole ? g_strdup (kept) : make_id (self, 'E');
      group = g_hash_table_lookup (self->groups, id);
      if (!group)
        {
          group = g_ptr_array_new ();
          g_hash_table_insert (self->groups, g_strdup (id), group);
          enliven (self, id, "");
        }
      g_ptr_array_add (group, claim);
      g_hash_table_insert (self->events, claim, id);
    }
}

/* Kept events are there while their trigger is. */
static void
enliven_kept (Writer *self, HuRecord *record)
{
  HuValue *events = hu_value_get_member (get_brat (record), "events");

  for (gsize i = 0; i < hu_value_get_size (events); i++)
    {
      HuValue *event = hu_value_get_item (events, i);
      const char *id = hu_value_get_member_string (event, "id");

      if (is_id (id, 'E') && is_alive (self, hu_value_get_member_string (event, "trigger")))
        enliven (self, id, "");
    }
}

typedef struct
{
  GString *line;
  GHashTable *seen; /* ids that are arguments */
  guint n_sources;
  guint n_contents;
} Event;

static void
append_argument (Event *self, const char *role, const char *of)
{
  if (!g_hash_table_add (self->seen, g_strdup (of)))
    return;
  self->n_sources += is_role (role, "source");
  self->n_contents += is_role (role, "content");
  g_string_append_printf (self->line, " %s:%s", role, of);
}

static void
append_numbered (Event *self, const char *role, guint n, const char *of)
{
  g_autofree char *numbered = n ? g_strdup_printf ("%s%u", role, n + 1) : g_strdup (role);

  append_argument (self, numbered, of);
}

/* Whether a text-bound is a mention that none of the claims has any more, or a claim that isn't of the event.
 */
static gboolean
is_outdated (Writer *self, GPtrArray *claims, const char *role, const char *of)
{
  gboolean source = is_role (role, "source") && of[0] == 'T';
  gboolean content = is_role (role, "content") && of[0] == 'T';
  gboolean cue = is_role (role, "cue");

  for (guint i = 0; i < claims->len; i++)
    {
      HuRecord *claim = g_ptr_array_index (claims, i);

      if (content && g_strcmp0 (get_id (self->ids, claim), of) == 0)
        return FALSE;
      if (cue && g_strcmp0 (get_id (self->cues, claim), of) == 0)
        return FALSE;
      for (gsize j = 0; source && j < hu_record_get_size (claim, HU_MEMBER_MENTIONS); j++)
        if (g_strcmp0 (get_id (self->ids,
                               hu_export_document_lookup (self->document, HU_KIND_MENTION,
                                                          hu_record_get_nth (claim, HU_MEMBER_MENTIONS, j))),
                       of) == 0)
          return FALSE;
    }
  return source || content;
}

static void
append_kept_arguments (Writer *self, Event *event, GPtrArray *claims, HuValue *arguments)
{
  for (gsize i = 0; i < hu_value_get_size (arguments); i++)
    {
      HuValue *argument = hu_value_get_item (arguments, i);
      const char *role = hu_value_get_member_string (argument, "role");
      const char *of = hu_value_get_member_string (argument, "of");

      if (role && is_alive (self, of) && !is_outdated (self, claims, role, of))
        append_argument (event, role, of);
    }
}

static void
append_sources (Writer *self, Event *event, HuRecord *claim)
{
  for (gsize i = 0; i < hu_record_get_size (claim, HU_MEMBER_MENTIONS); i++)
    {
      const char *id =
          get_id (self->ids, hu_export_document_lookup (self->document, HU_KIND_MENTION,
                                                        hu_record_get_nth (claim, HU_MEMBER_MENTIONS, i)));

      if (id)
        append_numbered (event, "Source", event->n_sources, id);
    }
}

static void
begin_event (Writer *self, Event *event, const char *id, const char *type, const char *trigger)
{
  event->line = g_string_new (NULL);
  event->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_string_append_printf (event->line, "%s\t%s:%s", id, type, trigger);
}

static void
end_event (Writer *self, Event *event, gboolean tab)
{
  g_string_append_len (get_lines (self, 'E'), event->line->str, (gssize) event->line->len);
  g_string_append (get_lines (self, 'E'), tab ? "\t\n" : "\n");
  g_string_free (event->line, TRUE);
  g_hash_table_unref (event->seen);
}

static void
write_attribution (Writer *self, HuRecord *claim)
{
  const char *id = hu_record_get_kind (claim) == HU_KIND_CLAIM ? get_id (self->events, claim) : NULL;
  GPtrArray *claims = id ? g_hash_table_lookup (self->groups, id) : NULL;
  HuValue *kept = hu_value_get_member (get_brat (claim), "event");
  HuValue *brat = get_brat (claim);
  const char *cue = get_id (self->cues, claim), *own = get_id (self->ids, claim);
  const char *type = hu_value_get_member_string (brat, "type");
  gboolean whole = g_strcmp0 (hu_value_get_member_string (kept, "id"), id) == 0;
  gboolean own_content;
  Event event = { NULL };

  if (!claims || g_ptr_array_index (claims, 0) != claim)
    return;
  own_content = !whole && !cue;
  if (whole)
    begin_event (self, &event, id, hu_value_get_member_string (kept, "type"),
                 hu_value_get_member_string (kept, "trigger"));
  else
    begin_event (self, &event, id, cue ? "Cue" : type ? type : "Claim", cue ? cue : own);
  if (whole)
    own_content = g_strcmp0 (hu_value_get_member_string (kept, "trigger"), own) == 0;
  if (own_content)
    g_hash_table_add (event.seen, g_strdup (own));
  if (whole)
    append_kept_arguments (self, &event, claims, hu_value_get_member (kept, "arguments"));
  for (guint i = 0; i < claims->len; i++)
    append_sources (self, &event, g_ptr_array_index (claims, i));
  for (guint i = 0; i < claims->len; i++)
    if (get_id (self->ids, g_ptr_array_index (claims, i)))
      append_numbered (&event, "Content", event.n_contents,
                       get_id (self->ids, g_ptr_array_index (claims, i)));
  for (guint i = 0; event.n_sources && i < claims->len; i++)
    g_hash_table_add (self->sourced, g_ptr_array_index (claims, i));
  end_event (self, &event, whole && hu_value_get_boolean (hu_value_get_member (kept, "tab")));
}

static void
write_kept_events (Writer *self, HuRecord *record)
{
  HuValue *events = hu_value_get_member (get_brat (record), "events");
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  for (gsize i = 0; i < hu_value_get_size (events); i++)
    {
      HuValue *kept = hu_value_get_item (events, i);
      const char *id = hu_value_get_member_string (kept, "id"),
                 *type = hu_value_get_member_string (kept, "type");
      HuValue *arguments = hu_value_get_member (kept, "arguments");
      Event event = { NULL };

      if (!is_alive (self, id) || !type)
        continue;
      begin_event (self, &event, id, type, hu_value_get_member_string (kept, "trigger"));
      for (gsize j = 0; j < hu_value_get_size (arguments); j++)
        {
          HuValue *argument = hu_value_get_item (arguments, j);
          const char *role = hu_value_get_member_string (argument, "role");

          if (role && is_alive (self, hu_value_get_member_string (argument, "of")))
            append_argument (&event, role, hu_value_get_member_string (argument, "of"));
        }
      end_event (self, &event, hu_value_get_boolean (hu_value_get_member (kept, "tab")));
    }
}

/* Relations. */

/* What stands for a claim in a relation: its text-bound, or its event where it has none. */
static const char *
get_claim_id (Writer *self, HuRecord *claim)
{
  const char *id = get_id (self->ids, claim);

  return id ? id : get_id (self->events, claim);
}

/* @kept, while it still names the claim; else what does now. */
static const char *
choose_id (Writer *self, HuValue *argument, HuRecord *claim)
{
  const char *of = hu_value_get_member_string (argument, "of");
  gboolean names = of && (g_strcmp0 (of, get_id (self->ids, claim)) == 0 ||
                          g_strcmp0 (of, get_id (self->events, claim)) == 0);

  return names ? of : get_claim_id (self, claim);
}

static void
write_relation (Writer *self, HuRecord *claim, const char *type, const char *target, HuValue *kept)
{
  HuRecord *other = hu_export_document_lookup (self->document, HU_KIND_CLAIM, target);
  HuValue *arguments = hu_value_get_member (kept, "arguments");
  HuValue *from = hu_value_get_nth (arguments, 0), *to = hu_value_get_nth (arguments, 1);
  const char *roles[] = { hu_value_get_member_string (from, "role"),
                          hu_value_get_member_string (to, "role") };
  const char *id = hu_value_get_member_string (kept, "id");
  g_autofree char *own = NULL;

  if (!other || !get_claim_id (self, claim) || !get_claim_id (self, other))
    return;
  own = is_id (id, 'R') && !is_alive (self, id) ? g_strdup (id) : make_id (self, 'R');
  enliven (self, own, "");
  g_string_append_printf (get_lines (self, 'R'), "%s\t%s %s:%s %s:%s%s\n", own, type,
                          roles[0] ? roles[0] : "Arg1", choose_id (self, from, claim),
                          roles[1] ? roles[1] : "Arg2", choose_id (self, to, other),
                          !kept || hu_value_get_boolean (hu_value_get_member (kept, "tab")) ? "\t" : "");
}

static void
write_relations (Writer *self, HuRecord *record)
{
  HuValue *relations = hu_record_get (record, HU_MEMBER_RELATIONS);
  const char *within = hu_record_get_string (record, HU_MEMBER_WITHIN);

  for (gsize i = 0; i < hu_value_get_size (relations); i++)
    {
      HuValue *relation = hu_value_get_item (relations, i);
      HuValue *kept = hu_value_get_member (relation, HU_BRAT_MEMBER);
      const char *kind = hu_value_get_member_string (relation, "kind");
      const char *type = hu_value_get_member_string (kept, "type");
      g_autofree char *own = kind && *kind ? g_strdup (kind) : NULL;

      if (!own || !hu_value_get_member_string (relation, "claim"))
        continue;
      own[0] = g_ascii_toupper (own[0]);
      write_relation (self, record, type ? type : own, hu_value_get_member_string (relation, "claim"), kept);
    }
  if (within && !hu_value_get_boolean (hu_value_get_member (get_brat (record), "nested")))
    write_relation (self, record, "Within", within, NULL);
}

/* What is kept of other lines. */

static gboolean
all_alive (Writer *self, HuValue *arguments)
{
  for (gsize i = 0; i < hu_value_get_size (arguments); i++)
    if (!is_alive (self, hu_value_get_member_string (hu_value_get_item (arguments, i), "of")))
      return FALSE;
  return hu_value_get_size (arguments) > 0;
}

static void
write_kept_line (Writer *self, HuValue *kept, char letter)
{
  GString *lines = get_lines (self, letter);
  HuValue *arguments = hu_value_get_member (kept, "arguments");
  const char *id = hu_value_get_member_string (kept, "id"), *type = hu_value_get_member_string (kept, "type");
  const char *resource = hu_value_get_member_string (kept, "resource");
  const char *text = hu_value_get_member_string (kept, "text");
  g_autofree char *own = NULL;

  if (!type || !all_alive (self, arguments))
    return;
  own = letter == '*'                                              ? g_strdup ("*")
        : letter == 'R' && is_id (id, 'R') && !is_alive (self, id) ? g_strdup (id)
                                                                   : make_id (self, letter);
  if (letter == 'R')
    enliven (self, own, "");
  g_string_append_printf (lines, "%s\t%s", own, type);
  for (gsize i = 0; i < hu_value_get_size (arguments); i++)
    {
      const char *role = hu_value_get_member_string (hu_value_get_item (arguments, i), "role");

      g_string_append_printf (lines, " %s%s%s", role ? role : "", role ? ":" : "",
                              hu_value_get_member_string (hu_value_get_item (arguments, i), "of"));
    }
  if (letter == 'A' && text)
    g_string_append_printf (lines, " %s", text);
  if (letter == 'N')
    g_string_append_printf (lines, " %s", resource ? resource : "");
  if (letter == 'N' || letter == '#')
    g_string_append_printf (lines, "\t%s", text ? text : "");
  if (hu_value_get_boolean (hu_value_get_member (kept, "tab")))
    g_string_append_c (lines, '\t');
  g_string_append_c (lines, '\n');
}

static void
write_kept (Writer *self, HuRecord *record, const char *name, char letter)
{
  HuValue *list = hu_value_get_member (get_brat (record), name);

  for (gsize i = 0; i < hu_value_get_size (list); i++)
    write_kept_line (self, hu_value_get_item (list, i), letter);
}

static void
write_kept_relations (Writer *self, HuRecord *record)
{
  write_kept (self, record, "relations", 'R');
}

/* Remarks: relations are there by now. */

static void
write_speaker (Writer *self, const char *of, const char *speaker_id)
{
  HuRecord *speaker = hu_export_document_lookup (self->document, HU_KIND_SPEAKER, speaker_id);
  g_autofree char *name = hu_export_document_dup_label (self->document, HU_KIND_SPEAKER, speaker_id);

  write_note (self, speaker && !hu_speaker_is_named (speaker) ? "UnnamedSpeaker" : "Speaker", of, name);
}

/* Whether the reader finds the speakers without being told. */
static gboolean
speakers_follow (Writer *self, HuRecord *mention)
{
  const char *id = hu_record_get_nth (mention, HU_MEMBER_SPEAKERS, 0);
  HuValue *kept = hu_value_get_member (get_brat (mention), "speakers");
  HuRecord *speaker = hu_export_document_lookup (self->document, HU_KIND_SPEAKER, id);
  g_autofree char *words = NULL;
  g_autofree char *line = NULL;
  const char *name = speaker ? hu_speaker_get_name (speaker) : NULL;

  if (hu_record_get_size (mention, HU_MEMBER_SPEAKERS) != 1 || !speaker || !hu_speaker_is_named (speaker))
    return hu_record_get_size (mention, HU_MEMBER_SPEAKERS) == 0;
  if (hu_value_get_size (kept) == 1 && g_strcmp0 (hu_value_get_item_string (kept, 0), name) == 0)
    return TRUE;
  g_free (hu_brat_format_offsets (hu_record_get (mention, HU_MEMBER_PASSAGE), self->document->text, FALSE,
                                  &words));
  line = words ? hu_brat_one_line (words) : NULL;
  return g_strcmp0 (line, name) == 0;
}

static gboolean
is_said_by_mention (Writer *self, HuRecord *claim, const char *speaker)
{
  for (gsize i = 0; i < hu_record_get_size (claim, HU_MEMBER_MENTIONS); i++)
    {
      HuRecord *mention = hu_export_document_lookup (self->document, HU_KIND_MENTION,
                                                     hu_record_get_nth (claim, HU_MEMBER_MENTIONS, i));

      if (get_id (self->ids, mention) && hu_record_has_string (mention, HU_MEMBER_SPEAKERS, speaker))
        return TRUE;
    }
  return FALSE;
}

static void
write_voice (Writer *self, HuRecord *claim, const char *id)
{
  const char *voice = hu_record_get_string (claim, HU_MEMBER_VOICE);
  gboolean spoken = hu_record_get_size (claim, HU_MEMBER_SPEAKERS) > 0;
  gboolean none = get_id (self->events, claim) && !g_hash_table_contains (self->sourced, claim);

  if (voice && !(none && g_str_equal (voice, "none")))
    write_attribute (self, "Voice", id, voice);
  else if (!voice && !spoken && none)
    write_attribute (self, "Voice", id, "open");
}

static void
write_claim_remarks (Writer *self, HuRecord *claim, const char *id)
{
  static const HuMember members[] = { HU_MEMBER_QUOTATION, HU_MEMBER_MODALITY, HU_MEMBER_CONFIDENCE };
  static const char *const names[] = { "Quotation", "Modality", "Confidence" };
  const char *type = hu_record_get_string (claim, HU_MEMBER_TYPE);
  const char *kept_type = hu_value_get_member_string (get_brat (claim), "type");
  g_autofree char *implied = kept_type ? hu_slug (kept_type) : NULL;

  for (gsize i = 0; i < hu_record_get_size (claim, HU_MEMBER_SPEAKERS); i++)
    if (!is_said_by_mention (self, claim, hu_record_get_nth (claim, HU_MEMBER_SPEAKERS, i)))
      write_speaker (self, id, hu_record_get_nth (claim, HU_MEMBER_SPEAKERS, i));
  write_voice (self, claim, id);
  if (type && g_strcmp0 (type, implied) != 0)
    write_attribute (self, "Type", id, type);
  if (hu_record_get_boolean (claim, HU_MEMBER_NEGATED))
    write_attribute (self, "Negated", id, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (hu_record_get_string (claim, members[i]))
      write_attribute (self, names[i], id, hu_record_get_string (claim, members[i]));
  if (hu_record_get_string (claim, HU_MEMBER_GIST))
    write_note (self, "Gist", id, hu_record_get_string (claim, HU_MEMBER_GIST));
}

static void
write_remarks (Writer *self, HuRecord *record)
{
  const char *id = get_id (self->ids, record);
  HuKind kind = hu_record_get_kind (record);
  const char *text = hu_record_get_string (record, HU_MEMBER_TEXT);
  const char *form = hu_record_get_string (record, HU_MEMBER_FORM);
  const char *note = hu_record_get_string (record, HU_MEMBER_NOTE);
  const char *type = hu_value_get_member_string (get_brat (record), "type");

  if (id && kind == HU_KIND_MENTION && form)
    write_attribute (self, "Form", id, form);
  if (id && kind == HU_KIND_MENTION && !speakers_follow (self, record))
    for (gsize i = 0; i < hu_record_get_size (record, HU_MEMBER_SPEAKERS); i++)
      write_speaker (self, id, hu_record_get_nth (record, HU_MEMBER_SPEAKERS, i));
  if (id && kind == HU_KIND_CLAIM)
    write_claim_remarks (self, record, id);
  if (id && kind == HU_KIND_MEMO && text && g_strcmp0 (text, type ? type : "Memo") != 0)
    write_note (self, "AnnotatorNotes", id, text);
  if (id && note)
    write_note (self, "AnnotatorNotes", id, note);
  write_kept (self, record, "attributes", 'A');
  write_kept (self, record, "normalizations", 'N');
  write_kept (self, record, "notes", '#');
  write_kept (self, record, "equivalences", '*');
}

GString *
hu_brat_write (HuExportDocument *document)
{
  Writer self = { document };
  GString *all = g_string_new (NULL);

  g_return_val_if_fail (document != NULL, NULL);
  self.units = hu_offsets_new (document->text, HU_UNIT_CODE_POINTS, HU_NEWLINE_AS_IS);
  for (guint i = 0; i < G_N_ELEMENTS (self.lines); i++)
    self.lines[i] = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (self.next); i++)
    self.next[i] = 1;
  self.alive = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.ids = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self.cues = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self.events = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self.groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self.sourced = g_hash_table_new (NULL, NULL);
  foreach_record (&self, reserve_record);
  foreach_record (&self, write_passages);
  group_claims (&self);
  foreach_record (&self, enliven_kept);
  foreach_record (&self, write_attribution);
  foreach_record (&self, write_kept_events);
  foreach_record (&self, write_relations);
  foreach_record (&self, write_kept_relations);
  foreach_record (&self, write_remarks);
  for (guint i = 0; i < G_N_ELEMENTS (self.lines); i++)
    {
      g_string_append_len (all, self.lines[i]->str, (gssize) self.lines[i]->len);
      g_string_free (self.lines[i], TRUE);
    }
  hu_offsets_free (self.units);
  g_hash_table_unref (self.alive);
  g_hash_table_unref (self.ids);
  g_hash_table_unref (self.cues);
  g_hash_table_unref (self.events);
  g_hash_table_unref (self.groups);
  g_hash_table_unref (self.sourced);
  return all;
}
