/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brat standoff: events that say who says what become claims with speakers, within each other. */
#include "config.h"

#include "hu-brat-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Claims around one that are looked at. */
#define MAX_NESTING 16

/* Roles. */

static void
set_role (HuBratReading *self, const char *id, HuBratRole role)
{
  HuBratRole before = GPOINTER_TO_UINT (g_hash_table_lookup (self->roles, id));

  g_hash_table_insert (self->roles, (gpointer) id, GUINT_TO_POINTER (MAX (before, role)));
}

static HuBratArgument *
find_role (HuBratItem *event, const char *name)
{
  for (guint i = 0; i < event->arguments->len; i++)
    {
      HuBratArgument *argument = g_ptr_array_index (event->arguments, i);

      if (hu_brat_is_role (argument->role, name))
        return argument;
    }
  return NULL;
}

/* Of an event: whether its trigger is what is said. */
static gboolean
is_own_content (HuBratItem *event)
{
  return hu_brat_is_claim_type (event->type) && !find_role (event, "content");
}

gboolean
hu_brat_is_attribution (HuBratItem *item)
{
  return item->kind == HU_BRAT_EVENT && (is_own_content (item) || find_role (item, "content"));
}

/* The text-bound that is the cue of an attribution, or NULL. */
static const char *
get_cue (HuBratItem *event)
{
  HuBratArgument *cue = find_role (event, "cue");

  return cue ? cue->of : is_own_content (event) ? NULL : event->trigger;
}

void
hu_brat_find_roles (HuBratReading *self)
{
  for (guint i = 0; i < self->file->items->len; i++)
    {
      HuBratItem *item = g_ptr_array_index (self->file->items, i);

      if (item->kind == HU_BRAT_RELATION && hu_brat_get_relation_kind (item->type))
        for (guint j = 0; j < 2; j++)
          set_role (self, ((HuBratArgument *) g_ptr_array_index (item->arguments, j))->of,
                    HU_BRAT_ROLE_CONTENT);
      if (!hu_brat_is_attribution (item))
        continue;
      if (get_cue (item))
        set_role (self, get_cue (item), HU_BRAT_ROLE_CUE);
      if (is_own_content (item))
        set_role (self, item->trigger, HU_BRAT_ROLE_CONTENT);
      for (guint j = 0; j < item->arguments->len; j++)
        {
          HuBratArgument *argument = g_ptr_array_index (item->arguments, j);

          if (hu_brat_is_role (argument->role, "content"))
            set_role (self, argument->of, HU_BRAT_ROLE_CONTENT);
          else if (hu_brat_is_role (argument->role, "source"))
            set_role (self, argument->of, HU_BRAT_ROLE_SOURCE);
        }
    }
}

/* Attributions. */

static void
add_source (HuBratReading *self, HuBratDraft *claim, const char *id)
{
  HuBratDraft *source = hu_brat_find_owner (self, id, HU_KIND_MENTION);
  HuValue *speakers = source ? source->builder.members[HU_MEMBER_SPEAKERS] : NULL;

  if (!source)
    return;
  hu_brat_draft_add_string (claim, HU_MEMBER_MENTIONS, source->builder.id);
  for (gsize i = 0; i < hu_value_get_size (speakers); i++)
    hu_brat_draft_add_string (claim, HU_MEMBER_SPEAKERS, hu_value_get_item_string (speakers, i));
}

static void
attribute (HuBratReading *self, HuBratDraft *claim, HuBratItem *event)
{
  const char *cue_id = get_cue (event);
  HuBratItem *cue = cue_id ? hu_brat_file_find (self->file, cue_id) : NULL;

  for (guint i = 0; i < event->arguments->len; i++)
    {
      HuBratArgument *argument = g_ptr_array_index (event->arguments, i);

      if (hu_brat_is_role (argument->role, "source"))
        add_source (self, claim, argument->of);
    }
  if (!claim->builder.members[HU_MEMBER_SPEAKERS] && !find_role (event, "source"))
    hu_record_builder_set_string (&claim->builder, HU_MEMBER_VOICE, "none");
  if (!g_hash_table_contains (self->owners, event->id))
    g_hash_table_insert (self->owners, event->id, claim);
  if (claim->event)
    {
      g_ptr_array_add (claim->kept[HU_BRAT_KEPT_EVENTS], hu_brat_event_value (event));
      return;
    }
  claim->event = event;
  if (!cue || !cue->passage)
    return;
  hu_record_builder_take (&claim->builder, HU_MEMBER_CUE, hu_value_ref (cue->passage));
  claim->cue = cue;
  if (!g_hash_table_contains (self->owners, cue->id))
    g_hash_table_insert (self->owners, cue->id, claim);
}

static gboolean
is_own_role (const char *role)
{
  return hu_brat_is_role (role, "source") || hu_brat_is_role (role, "cue") ||
         hu_brat_is_role (role, "content");
}

/* The extent of who says what and how; others that take part may stand anywhere. FALSE where nothing of it
 * has a place. */
static gboolean
get_event_extent (HuBratReading *self, HuBratItem *event, guint *start, guint *end)
{
  *start = G_MAXUINT;
  *end = 0;
  for (guint i = 0; i <= event->arguments->len; i++)
    {
      HuBratArgument *argument = i ? g_ptr_array_index (event->arguments, i - 1) : NULL;
      HuBratItem *item = hu_brat_file_find (self->file, argument ? argument->of : event->trigger);
      gsize n = 0;
      const HuSpan *spans =
          item && (!argument || is_own_role (argument->role)) ? hu_value_get_spans (item->passage, &n) : NULL;

      if (!spans)
        continue;
      *start = MIN (*start, spans[0].start);
      for (gsize j = 0; j < n; j++)
        *end = MAX (*end, spans[j].end);
    }
  return *start < *end;
}

/* The claim whose content is another event: it is said from the first to the last word of that. */
static HuBratDraft *
draft_nested (HuBratReading *self, HuBratItem *event, const char *content)
{
  HuBratItem *inner = hu_brat_file_find (self->file, content);
  g_autofree char *foreign = g_strdup_printf ("%s/%s", event->id, content);
  g_autoptr (HuValue) passage = NULL;
  HuBratDraft *draft;
  guint start, end;

  if (!inner || inner->kind != HU_BRAT_EVENT || inner == event ||
      !get_event_extent (self, inner, &start, &end))
    return NULL;
  passage = hu_value_new_range (start, end);
  draft = hu_brat_draft_new (self, HU_KIND_CLAIM, foreign, passage);
  draft->content = content;
  return draft;
}

void
hu_brat_read_attributions (HuBratReading *self)
{
  for (guint i = 0; i < self->file->items->len; i++)
    {
      HuBratItem *event = g_ptr_array_index (self->file->items, i);
      guint n = 0;

      if (!hu_brat_is_attribution (event))
        continue;
      for (guint j = 0; j <= event->arguments->len; j++)
        {
          HuBratArgument *argument = j ? g_ptr_array_index (event->arguments, j - 1) : NULL;
          const char *of = argument ? argument->of : event->trigger;
          HuBratDraft *claim;

          if (argument ? !hu_brat_is_role (argument->role, "content") : !is_own_content (event))
            continue;
          claim = of[0] == HU_BRAT_EVENT ? draft_nested (self, event, of)
                                         : hu_brat_find_owner (self, of, HU_KIND_CLAIM);
          if (claim)
            attribute (self, claim, event);
          n += claim != NULL;
        }
      if (n == 0)
        hu_import_report_add (self->report, HU_REMARK_WARNING, event->line,
                              _ ("%s: what is said isn’t in the text; it is left out"), event->id);
    }
}

static void
set_within (HuBratDraft *inner, HuBratDraft *outer)
{
  if (inner == outer || inner->builder.members[HU_MEMBER_WITHIN])
    return;
  hu_record_builder_set_string (&inner->builder, HU_MEMBER_WITHIN, outer->builder.id);
  inner->nested = TRUE;
}

static void
get_extent (HuBratDraft *self, guint *start, guint *end)
{
  gsize n;
  const HuSpan *spans = hu_value_get_spans (self->builder.members[HU_MEMBER_PASSAGE], &n);

  *start = spans[0].start;
  *end = 0;
  for (gsize i = 0; i < n; i++)
    *end = MAX (*end, spans[i].end);
}

static int
compare_drafts (gconstpointer a, gconstpointer b)
{
  guint start_a, end_a, start_b, end_b;

  get_extent (*(HuBratDraft **) a, &start_a, &end_a);
  get_extent (*(HuBratDraft **) b, &start_b, &end_b);
  return start_a != start_b ? (start_a < start_b ? -1 : 1) : end_a > end_b ? -1 : end_a < end_b;
}

/* Whether the whole of @inner's attribution lies in what @outer says. */
static gboolean
is_nested (HuBratReading *self, HuBratDraft *inner, HuBratDraft *outer)
{
  guint start, end, inner_start, inner_end, outer_start, outer_end;

  get_extent (outer, &outer_start, &outer_end);
  get_extent (inner, &inner_start, &inner_end);
  return inner->event != outer->event && get_event_extent (self, inner->event, &start, &end) &&
         outer_start <= start && end <= outer_end && inner_end - inner_start < outer_end - outer_start;
}

/* Whether attributions lie in one another is told by their passages; those of our own exports say it
 * themselves. */
static gboolean
tells_by_passage (HuBratDraft *self)
{
  return self->builder.kind == HU_KIND_CLAIM && self->event && !hu_brat_is_claim_type (self->event->type) &&
         g_ascii_strcasecmp (self->event->type, "cue") != 0;
}

/* The claims of the event that is @outer's content. */
static void
set_contents_within (HuBratReading *self, HuBratDraft *outer)
{
  HuBratItem *inner = hu_brat_file_find (self->file, outer->content);
  HuBratDraft *first = hu_brat_find_owner (self, outer->content, HU_KIND_CLAIM);

  if (first)
    set_within (first, outer);
  for (guint i = 0; inner && i < inner->arguments->len; i++)
    {
      HuBratArgument *argument = g_ptr_array_index (inner->arguments, i);
      HuBratDraft *claim = hu_brat_is_role (argument->role, "content")
                               ? hu_brat_find_owner (self, argument->of, HU_KIND_CLAIM)
                               : NULL;

      if (claim && claim->event == inner)
        set_within (claim, outer);
    }
}

void
hu_brat_read_nesting (HuBratReading *self)
{
  g_autoptr (GPtrArray) claims = g_ptr_array_new ();
  g_autoptr (GPtrArray) around = g_ptr_array_new ();

  for (guint i = 0; i < self->drafts->len; i++)
    {
      HuBratDraft *draft = g_ptr_array_index (self->drafts, i);

      if (draft->content)
        set_contents_within (self, draft);
      else if (tells_by_passage (draft))
        g_ptr_array_add (claims, draft);
    }
  g_ptr_array_sort (claims, compare_drafts);
  for (guint i = 0; i < claims->len; i++)
    {
      HuBratDraft *claim = g_ptr_array_index (claims, i);
      guint start, end, outer_start, outer_end;

      get_extent (claim, &start, &end);
      while (around->len > 0)
        {
          get_extent (g_ptr_array_index (around, around->len - 1), &outer_start, &outer_end);
          if (outer_end > start)
            break;
          g_ptr_array_set_size (around, (int) around->len - 1);
        }
      for (guint j = around->len, n = 0; j-- > 0 && n < MAX_NESTING; n++)
        if (is_nested (self, claim, g_ptr_array_index (around, j)))
          {
            set_within (claim, g_ptr_array_index (around, j));
            break;
          }
      g_ptr_array_add (around, claim);
    }
}
