/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brat standoff: from lines to records.
 *
 * What a text-bound becomes:
 *
 *   the Content of an attribution, Claim, MajorClaim, Premise…   a claim
 *   the Source of an attribution; a name (Person, Party…)        a mention and its speaker
 *   the Cue of an attribution                                    the cue of its claims
 *   everything else                                              a memo that says its type
 *
 * An attribution is an event with a Content (Content2…: a claim each), or one of a claim's type, which is
 * then itself the content. Where it has no Source the claim's voice is none. Without a Cue its trigger is the
 * cue. A content that is an event, or in whose passage another attribution lies, has that one's claims within
 * it. Relations of support and attack are those of our claims.
 *
 * All else (other events and relations, attributes, normalizations, notes, equivalences) is kept in the
 * member "brat" of the record that it is about, with the ids of the file, and written back from there:
 *
 *   id, type, offsets, quote       of the text-bound; the last two only where the passage doesn't give them
 *   cue: {id, type, …}             likewise
 *   event: {id, type, trigger, arguments: [{role, of}]}, content: "E2", nested: true, speakers: […]
 *   events, relations, attributes, normalizations, notes, equivalences: lists of what refers to it
 */
#include "config.h"

#include "hu-brat-private.h"

#include "hu-register.h"
#include "hu-slug.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Claims around one that are looked at. */
#define MAX_NESTING 16

/* Kinds of things, by what they are called. */

static gboolean
is_one_of (const char *word, const char *const *words)
{
  for (; *words; words++)
    if (g_ascii_strcasecmp (word, *words) == 0)
      return TRUE;
  return FALSE;
}

gboolean
hu_brat_is_claim_type (const char *type)
{
  static const char *const types[] = { "claim",     "majorclaim",  "premise", "content",
                                       "statement", "proposition", NULL };

  return is_one_of (type, types);
}

/* Whether @role is @name, whatever number stands after it: Content2. */
gboolean
hu_brat_is_role (const char *role, const char *name)
{
  gsize length = strlen (name);

  return g_ascii_strncasecmp (role, name, length) == 0 &&
         strspn (role + length, "0123456789") == strlen (role + length);
}

/* The kind of speaker that a type of names stands for: "" where it says nothing of that; NULL where it is no
 * type of names. */
static const char *
get_speaker_kind (const char *type)
{
  static const struct
  {
    const char *type;
    const char *kind;
  } kinds[] = {
    { "person", "person" },
    { "per", "person" },
    { "organisation", "organisation" },
    { "organization", "organisation" },
    { "org", "organisation" },
    { "group", "group" },
    { "party", "party" },
    { "government", "government" },
    { "state", "state" },
    { "country", "state" },
    { "gpe", "state" },
    { "medium", "medium" },
    { "media", "medium" },
    { "public", "public" },
    { "artefact", "artefact" },
    { "source", "" },
    { "mention", "" },
    { "speaker", "" },
    { "actor", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_ascii_strcasecmp (kinds[i].type, type) == 0)
      return kinds[i].kind;
  return NULL;
}

const char *
hu_brat_get_relation_kind (const char *type)
{
  static const char *const kinds[][2] = {
    { "support", "supports" },   { "supports", "supports" },   { "attack", "attacks" },
    { "attacks", "attacks" },    { "rebut", "rebuts" },        { "rebuts", "rebuts" },
    { "undercut", "undercuts" }, { "undercuts", "undercuts" }, { "equivalent", "equivalent" },
    { "repeat", "repeats" },     { "repeats", "repeats" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_ascii_strcasecmp (kinds[i][0], type) == 0)
      return kinds[i][1];
  return NULL;
}

/* Text-bounds. */

static HuNewline
guess_newline (HuBratReading *self)
{
  static const HuNewline newlines[] = { HU_NEWLINE_AS_IS, HU_NEWLINE_LF, HU_NEWLINE_CRLF };
  HuNewline best = HU_NEWLINE_AS_IS;
  guint most = 0;

  for (guint i = 0; i < G_N_ELEMENTS (newlines); i++)
    {
      g_autoptr (HuOffsets) units = hu_offsets_new (self->text, HU_UNIT_CODE_POINTS, newlines[i]);
      guint n = 0;

      for (guint j = 0; j < self->file->items->len; j++)
        {
          HuBratItem *item = g_ptr_array_index (self->file->items, j);
          g_autoptr (HuValue) passage = NULL;
          g_autofree char *words = NULL;

          if (item->kind != HU_BRAT_TEXT_BOUND)
            continue;
          passage = hu_brat_parse_offsets (item->offsets, units, self->text);
          if (passage)
            g_free (hu_brat_format_offsets (passage, self->text, FALSE, &words));
          n += g_strcmp0 (words, item->text) == 0;
        }
      if (n > most)
        best = newlines[i];
      most = MAX (n, most);
    }
  return best;
}

/* What was cut by an export without the text is no contradiction. */
static gboolean
agrees (const char *words, const char *text)
{
  g_autofree char *x = hu_brat_one_line (words ? words : "");
  g_autofree char *y = hu_brat_one_line (text);

  return g_str_has_prefix (x, y);
}

static void
place_text_bounds (HuBratReading *self, HuNewline newline)
{
  g_autoptr (HuOffsets) units = hu_offsets_new (self->text, HU_UNIT_CODE_POINTS, newline);

  for (guint i = 0; i < self->file->items->len; i++)
    {
      HuBratItem *item = g_ptr_array_index (self->file->items, i);
      g_autofree char *words = NULL;

      if (item->kind != HU_BRAT_TEXT_BOUND)
        continue;
      item->passage = hu_brat_parse_offsets (item->offsets, units, self->text);
      if (item->passage)
        g_free (hu_brat_format_offsets (item->passage, self->text, FALSE, &words));
      if (!words)
        {
          g_clear_pointer (&item->passage, hu_value_unref);
          hu_import_report_add (self->report, HU_REMARK_WARNING, item->line,
                                _ ("%s: its offsets, %.40s, aren’t in the text; it is left out"), item->id,
                                item->offsets);
        }
      else if (!agrees (words, item->text))
        hu_import_report_add (self->report, HU_REMARK_NOTE, item->line,
                              _ ("%s: the text has “%.60s” there, not “%.60s”; the offsets are taken"),
                              item->id, words, item->text);
    }
}

static HuKind
get_kind (HuBratReading *self, HuBratItem *item)
{
  HuBratRole role = GPOINTER_TO_UINT (g_hash_table_lookup (self->roles, item->id));

  if (role == HU_BRAT_ROLE_CONTENT || hu_brat_is_claim_type (item->type))
    return HU_KIND_CLAIM;
  if (role == HU_BRAT_ROLE_SOURCE || get_speaker_kind (item->type))
    return HU_KIND_MENTION;
  return role == HU_BRAT_ROLE_CUE ? HU_N_KINDS : HU_KIND_MEMO;
}

static void
draft_text_bounds (HuBratReading *self)
{
  for (guint i = 0; i < self->file->items->len; i++)
    {
      HuBratItem *item = g_ptr_array_index (self->file->items, i);
      HuKind kind;
      HuBratDraft *draft;

      if (item->kind != HU_BRAT_TEXT_BOUND || !item->passage || (kind = get_kind (self, item)) == HU_N_KINDS)
        continue;
      draft = hu_brat_draft_new (self, kind, item->id, item->passage);
      draft->item = item;
      g_hash_table_insert (self->owners, item->id, draft);
      if (kind == HU_KIND_MEMO)
        hu_record_builder_set_string (&draft->builder, HU_MEMBER_TEXT, item->type);
      if (kind == HU_KIND_CLAIM &&
          !is_one_of (item->type, (const char *const[]){ "claim", "content", NULL }) &&
          hu_brat_is_claim_type (item->type))
        hu_record_builder_set_string (&draft->builder, HU_MEMBER_TYPE,
                                      hu_imported_layer_ensure_code (self->layer, HU_KIND_TYPE, item->type));
    }
}

/* Speakers. */

static char *
dup_words (HuBratReading *self, HuBratItem *item)
{
  g_autofree char *words = NULL;

  g_free (hu_brat_format_offsets (item->passage, self->text, FALSE, &words));
  return hu_brat_one_line (words);
}

/* Mentions that are said to be the same share the longest of their names. */
static void
find_names (HuBratReading *self)
{
  static const char *const types[] = { "alias",      "coref",    "coreference", "equiv",
                                       "equivalent", "identity", "same",        NULL };

  for (guint i = 0; i < self->file->items->len; i++)
    {
      HuBratItem *item = g_ptr_array_index (self->file->items, i);
      g_autofree char *longest = NULL;

      if (item->kind != HU_BRAT_EQUIVALENCE || !is_one_of (item->type, types))
        continue;
      for (guint j = 0; j < item->arguments->len; j++)
        {
          HuBratArgument *argument = g_ptr_array_index (item->arguments, j);
          HuBratDraft *draft = hu_brat_find_owner (self, argument->of, HU_KIND_MENTION);
          g_autofree char *words = draft ? dup_words (self, draft->item) : NULL;

          if (words && (!longest || strlen (words) > strlen (longest)))
            {
              g_free (longest);
              longest = g_steal_pointer (&words);
            }
        }
      for (guint j = 0; longest && j < item->arguments->len; j++)
        g_hash_table_replace (self->names,
                              g_strdup (((HuBratArgument *) g_ptr_array_index (item->arguments, j))->of),
                              g_strdup (longest));
    }
}

static void
add_alias (HuBratReading *self, const char *id, const char *alias)
{
  HuRecord *speaker = hu_imported_layer_find (self->layer, HU_KIND_SPEAKER, id);
  g_autoptr (HuValue) aliases = NULL;
  g_autoptr (HuRecord) changed = NULL;

  if (g_strcmp0 (hu_speaker_get_name (speaker), alias) == 0)
    return;
  aliases = hu_value_list_with_string (hu_record_get (speaker, HU_MEMBER_ALIASES), alias);
  changed = hu_record_with (speaker, HU_MEMBER_ALIASES, aliases);
  hu_imported_layer_replace (self->layer, changed);
}

/* The notes of ours that name speakers. @draft: whose; TRUE where there are some. */
static gboolean
add_noted_speakers (HuBratReading *self, HuBratDraft *draft, const char *kind)
{
  gboolean any = FALSE;

  for (guint i = 0; i < draft->kept[HU_BRAT_KEPT_NOTES]->len;)
    {
      HuValue *note = g_ptr_array_index (draft->kept[HU_BRAT_KEPT_NOTES], i);
      const char *type = hu_value_get_member_string (note, "type");
      const char *name = hu_value_get_member_string (note, "text");
      gboolean unnamed = g_strcmp0 (type, "UnnamedSpeaker") == 0;

      if (!name || (!unnamed && g_strcmp0 (type, "Speaker") != 0))
        {
          i++;
          continue;
        }
      hu_brat_draft_add_string (draft, HU_MEMBER_SPEAKERS,
                                hu_imported_layer_ensure_speaker (self->layer, name, kind, !unnamed));
      g_ptr_array_remove_index (draft->kept[HU_BRAT_KEPT_NOTES], i);
      any = TRUE;
    }
  return any;
}

static void
read_speakers (HuBratReading *self)
{
  for (guint i = 0; i < self->drafts->len; i++)
    {
      HuBratDraft *draft = g_ptr_array_index (self->drafts, i);
      const char *kind, *name, *id;
      g_autofree char *words = NULL;

      if (draft->builder.kind == HU_KIND_CLAIM)
        add_noted_speakers (self, draft, NULL);
      if (draft->builder.kind != HU_KIND_MENTION)
        continue;
      kind = get_speaker_kind (draft->item->type);
      kind = kind && *kind ? kind : NULL;
      if (add_noted_speakers (self, draft, kind) || g_str_equal (draft->item->type, "Mention"))
        continue;
      words = dup_words (self, draft->item);
      name = g_hash_table_lookup (self->names, draft->item->id);
      id = hu_imported_layer_ensure_speaker (self->layer, name ? name : words, kind, TRUE);
      if (name && !g_str_equal (name, words))
        {
          draft->speakers = hu_value_new_strings (&name, 1);
          add_alias (self, id, words);
        }
      hu_brat_draft_add_string (draft, HU_MEMBER_SPEAKERS, id);
    }
}

/* Everything else. */

static void
tell_left_out (HuBratReading *self, HuBratItem *item)
{
  hu_import_report_add (self->report, HU_REMARK_WARNING, item->line,
                        _ ("%s: what it is about was left out, and so is it"), item->id);
}

static void
read_relation (HuBratReading *self, HuBratItem *item)
{
  HuBratArgument *from = g_ptr_array_index (item->arguments, 0), *to = g_ptr_array_index (item->arguments, 1);
  HuBratDraft *claim = hu_brat_find_owner (self, from->of, HU_KIND_CLAIM),
              *other = hu_brat_find_owner (self, to->of, HU_KIND_CLAIM);
  HuBratDraft *owner = hu_brat_find_owner (self, from->of, HU_N_KINDS);
  const char *kind = hu_brat_get_relation_kind (item->type);
  HuValue *before;
  g_autoptr (HuValue) relation = NULL;

  if (!owner)
    {
      tell_left_out (self, item);
      return;
    }
  g_hash_table_insert (self->owners, item->id, owner);
  if (claim && other && g_str_equal (item->type, "Within") && !claim->builder.members[HU_MEMBER_WITHIN])
    {
      hu_record_builder_set_string (&claim->builder, HU_MEMBER_WITHIN, other->builder.id);
      return;
    }
  if (!kind || !claim || !other || item->arguments->len != 2)
    {
      g_ptr_array_add (owner->kept[HU_BRAT_KEPT_RELATIONS], hu_brat_item_value (item));
      return;
    }
  relation = hu_brat_object_new ("kind", hu_brat_string_value (kind), "claim",
                                 hu_brat_string_value (other->builder.id), HU_BRAT_MEMBER,
                                 hu_brat_item_value (item), NULL);
  before = claim->builder.members[HU_MEMBER_RELATIONS];
  hu_record_builder_take (&claim->builder, HU_MEMBER_RELATIONS,
                          before ? hu_value_list_with_item (before, relation)
                                 : hu_value_new_list_take (&(HuValue *){ hu_value_ref (relation) }, 1));
}

/* Attributes of ours; TRUE where @item was one. */
static gboolean
read_own_attribute (HuBratReading *self, HuBratDraft *draft, HuBratItem *item)
{
  static const struct
  {
    const char *name;
    HuKind kind;
    HuMember member;
    const char *values[4];
  } attributes[] = {
    { "Voice", HU_KIND_CLAIM, HU_MEMBER_VOICE, { "author", "outlet", "none", "open" } },
    { "Quotation", HU_KIND_CLAIM, HU_MEMBER_QUOTATION, { "direct", "indirect", "mixed" } },
    { "Modality", HU_KIND_CLAIM, HU_MEMBER_MODALITY, { "asserted", "probable", "possible" } },
    { "Confidence", HU_KIND_CLAIM, HU_MEMBER_CONFIDENCE, { "sure", "unsure" } },
    { "Form", HU_KIND_MENTION, HU_MEMBER_FORM, { "name", "description", "pronoun" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    for (guint j = 0; j < 4 && attributes[i].values[j]; j++)
      if (attributes[i].kind == draft->builder.kind && g_str_equal (item->type, attributes[i].name) &&
          g_strcmp0 (item->text, attributes[i].values[j]) == 0)
        {
          gboolean open = g_str_equal (item->text, "open");

          hu_record_builder_set_string (&draft->builder, attributes[i].member, open ? NULL : item->text);
          return TRUE;
        }
  if (draft->builder.kind != HU_KIND_CLAIM)
    return FALSE;
  if (g_str_equal (item->type, "Type") && item->text)
    hu_record_builder_set_string (&draft->builder, HU_MEMBER_TYPE,
                                  hu_imported_layer_ensure_code (self->layer, HU_KIND_TYPE, item->text));
  else if (g_str_equal (item->type, "Negated") && !item->text)
    hu_record_builder_take (&draft->builder, HU_MEMBER_NEGATED, hu_value_new_boolean (TRUE));
  else
    return FALSE;
  return TRUE;
}

/* Whether @item is the first note of its kind on the very tag. */
static gboolean
read_own_note (HuBratDraft *draft, HuBratItem *item)
{
  gboolean gist = draft->builder.kind == HU_KIND_CLAIM && g_str_equal (item->type, "Gist");
  gboolean memo = draft->builder.kind == HU_KIND_MEMO && g_str_equal (draft->item->type, "Memo");
  HuMember member = gist ? HU_MEMBER_GIST : HU_MEMBER_NOTE;
  gboolean first;

  if (!gist && !g_str_equal (item->type, "AnnotatorNotes"))
    return FALSE;
  first = !draft->builder.members[member];
  if (memo && g_strcmp0 (hu_value_get_string (draft->builder.members[HU_MEMBER_TEXT]), "Memo") == 0)
    {
      member = HU_MEMBER_TEXT;
      first = TRUE;
    }
  if (first && item->text && *item->text)
    hu_record_builder_set_string (&draft->builder, member, item->text);
  return first && item->text && *item->text;
}

/* @last: no more owners will come. */
static void
read_remark (HuBratReading *self, HuBratItem *item, HuBratKept kept, gboolean last)
{
  HuBratArgument *argument = g_ptr_array_index (item->arguments, 0);
  HuBratDraft *draft = hu_brat_find_owner (self, argument->of, HU_N_KINDS);
  gboolean own = draft && draft->item && g_str_equal (draft->item->id, argument->of);

  if (item->used)
    return;
  if (!draft)
    {
      if (last)
        tell_left_out (self, item);
      return;
    }
  item->used = TRUE;
  if (own && item->kind == HU_BRAT_ATTRIBUTE && read_own_attribute (self, draft, item))
    return;
  if (own && item->kind == HU_BRAT_NOTE && read_own_note (draft, item))
    return;
  g_ptr_array_add (draft->kept[kept], hu_brat_item_value (item));
}

static void
read_event (HuBratReading *self, HuBratItem *item)
{
  HuBratDraft *draft = hu_brat_find_owner (self, item->trigger, HU_N_KINDS);

  if (g_hash_table_contains (self->owners, item->id) || hu_brat_is_attribution (item))
    return;
  if (!draft)
    {
      tell_left_out (self, item);
      return;
    }
  g_ptr_array_add (draft->kept[HU_BRAT_KEPT_EVENTS], hu_brat_event_value (item));
  g_hash_table_insert (self->owners, item->id, draft);
}

static void
read_kind (HuBratReading *self, HuBratKind kind, gboolean last)
{
  for (guint i = 0; i < self->file->items->len; i++)
    {
      HuBratItem *item = g_ptr_array_index (self->file->items, i);

      if (item->kind != kind)
        continue;
      if (kind == HU_BRAT_EVENT)
        read_event (self, item);
      else if (kind == HU_BRAT_RELATION)
        read_relation (self, item);
      else
        read_remark (self, item,
                     kind == HU_BRAT_ATTRIBUTE       ? HU_BRAT_KEPT_ATTRIBUTES
                     : kind == HU_BRAT_NORMALIZATION ? HU_BRAT_KEPT_NORMALIZATIONS
                     : kind == HU_BRAT_NOTE          ? HU_BRAT_KEPT_NOTES
                                                     : HU_BRAT_KEPT_EQUIVALENCES,
                     last);
    }
}

void
hu_brat_file_read (HuBratFile *self, HuNewline newline, HuImportedLayer *layer, HuImportReport *report)
{
  HuBratReading reading = { self, layer, report, layer->document->text };

  g_return_if_fail (self != NULL && layer != NULL && report != NULL);
  reading.drafts = g_ptr_array_new_with_free_func (hu_brat_draft_free);
  reading.owners = g_hash_table_new (g_str_hash, g_str_equal);
  reading.roles = g_hash_table_new (g_str_hash, g_str_equal);
  reading.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  place_text_bounds (&reading, newline == HU_NEWLINE_GUESS ? guess_newline (&reading) : newline);
  hu_brat_find_roles (&reading);
  draft_text_bounds (&reading);
  find_names (&reading);
  read_kind (&reading, HU_BRAT_NOTE, FALSE);
  read_speakers (&reading);
  hu_brat_read_attributions (&reading);
  hu_brat_read_nesting (&reading);
  read_kind (&reading, HU_BRAT_EVENT, TRUE);
  read_kind (&reading, HU_BRAT_RELATION, TRUE);
  read_kind (&reading, HU_BRAT_ATTRIBUTE, TRUE);
  read_kind (&reading, HU_BRAT_NORMALIZATION, TRUE);
  read_kind (&reading, HU_BRAT_NOTE, TRUE);
  read_kind (&reading, HU_BRAT_EQUIVALENCE, TRUE);
  for (guint i = 0; i < reading.drafts->len; i++)
    hu_brat_draft_finish (&reading, g_ptr_array_index (reading.drafts, i));
  g_hash_table_unref (reading.owners);
  g_hash_table_unref (reading.roles);
  g_hash_table_unref (reading.names);
  g_ptr_array_unref (reading.drafts);
}
