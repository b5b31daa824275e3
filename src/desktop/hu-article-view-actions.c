/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The article view's actions ("article.…") and its menu. */
#include "config.h"

#include <glib/gi18n.h>

#include "hu-article-view-private.h"
#include "hu-description.h"
#include "hu-labels.h"
#include "hu-paste-popover.h"

/* The part of a menu that lists tags at a place ends after so many. */
#define MAX_LISTED 100
/* Speakers or topics that the menu offers to show alone. */
#define MAX_ONLYS 30

/* Commands of the editor that take nothing else. */

static void
sentence_before (HuEditor *editor)
{
  hu_editor_move_sentence (editor, TRUE);
}

static void
sentence_after (HuEditor *editor)
{
  hu_editor_move_sentence (editor, FALSE);
}

static void
next_tag (HuEditor *editor)
{
  hu_editor_next_tag (editor, FALSE);
}

static void
previous_tag (HuEditor *editor)
{
  hu_editor_next_tag (editor, TRUE);
}

static void
start_back (HuEditor *editor)
{
  hu_editor_move_edge (editor, TRUE, TRUE);
}

static void
start_on (HuEditor *editor)
{
  hu_editor_move_edge (editor, TRUE, FALSE);
}

static void
end_back (HuEditor *editor)
{
  hu_editor_move_edge (editor, FALSE, TRUE);
}

static void
end_on (HuEditor *editor)
{
  hu_editor_move_edge (editor, FALSE, FALSE);
}

static void
toggle_claims (HuEditor *editor)
{
  hu_editor_toggle_kind (editor, HU_KIND_CLAIM);
}

static void
toggle_mentions (HuEditor *editor)
{
  hu_editor_toggle_kind (editor, HU_KIND_MENTION);
}

static void
toggle_stances (HuEditor *editor)
{
  hu_editor_toggle_kind (editor, HU_KIND_STANCE);
}

static void
tag_known_speaker (HuEditor *editor)
{
  hu_editor_tag_known_speaker (editor);
}

static const struct
{
  const char *name;
  void (*run) (HuEditor *editor);
} commands[] = {
  { "article.claim", hu_editor_tag_claim },
  { "article.claim-like-last", hu_editor_tag_claim_like_last },
  { "article.speaker", hu_editor_tag_speaker },
  { "article.stance", hu_editor_tag_stance },
  { "article.memo", hu_editor_tag_memo },
  { "article.known-speaker", tag_known_speaker },
  { "article.repeat", hu_editor_repeat },
  { "article.cue", hu_editor_set_cue },
  { "article.cycle-part", hu_editor_cycle_part },
  { "article.next", next_tag },
  { "article.previous", previous_tag },
  { "article.next-to-check", hu_editor_next_to_check },
  { "article.check", hu_editor_check_paragraph },
  { "article.delete", hu_editor_delete },
  { "article.widen", hu_editor_widen },
  { "article.narrow", hu_editor_narrow },
  { "article.sentence-before", sentence_before },
  { "article.sentence-after", sentence_after },
  { "article.start-back", start_back },
  { "article.start-on", start_on },
  { "article.end-back", end_back },
  { "article.end-on", end_on },
  { "article.pin", hu_editor_pin_selection },
  { "article.toggle-claims", toggle_claims },
  { "article.toggle-mentions", toggle_mentions },
  { "article.toggle-stances", toggle_stances },
  { "article.only-this-speaker", hu_editor_only_this_speaker },
  { "article.only-this-topic", hu_editor_only_this_topic },
  { "article.show-all", hu_editor_show_all },
  { "article.leave-out", hu_editor_leave_out },
  { "article.take-out", hu_editor_take_out },
  { "article.split", hu_editor_split },
  { "article.join", hu_editor_join },
  { "article.convert", hu_editor_convert },
  { "article.copy-fields", hu_editor_copy_fields },
  { "article.paste-fields", hu_editor_choose_fields },
  { "article.escape", hu_editor_escape },
};

/* In the order of the K key; the label of each is in the menu. */
static const struct
{
  const char *action;
  HuPartKind kind;
  const char *label;
} parts[] = {
  { "article.part-headline", HU_PART_HEADLINE, NC_ ("part of the article", "Headline") },
  { "article.part-dek", HU_PART_DEK, NC_ ("part of the article", "Dek") },
  { "article.part-byline", HU_PART_BYLINE, NC_ ("part of the article", "Byline") },
  { "article.part-date", HU_PART_DATE, NC_ ("part of the article", "Date") },
  { "article.part-caption", HU_PART_CAPTION, NC_ ("part of the article", "Caption") },
  { "article.part-heading", HU_PART_HEADING, NC_ ("part of the article", "Heading") },
  { "article.part-bio", HU_PART_BIO, NC_ ("part of the article", "About the Author") },
  { "article.part-boilerplate", HU_PART_BOILERPLATE, NC_ ("part of the article", "Boilerplate") },
  { "article.part-body", HU_PART_BODY, NC_ ("part of the article", "Body") },
};

static void
run_command (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HuArticleView *self = HU_ARTICLE_VIEW (widget);

  if (!self->editor || !hu_editor_get_document (self->editor))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      commands[i].run (self->editor);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].action, name))
      hu_editor_set_part (self->editor, hu_part_kind_get_name (parts[i].kind));
}

static void
pick (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HuArticleView *self = HU_ARTICLE_VIEW (widget);
  const char *id;
  int kind;

  g_variant_get (parameter, "(i&s)", &kind, &id);
  if (self->editor && kind >= 0 && kind < HU_N_KINDS)
    hu_editor_pick (self->editor, (HuKind) kind, id, FALSE);
}

static void
only (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HuArticleView *self = HU_ARTICLE_VIEW (widget);
  const char *id = g_variant_get_string (parameter, NULL);

  if (self->editor && g_str_equal (name, "article.only-speaker"))
    hu_editor_set_only_speaker (self->editor, id);
  else if (self->editor)
    hu_editor_set_only_topic (self->editor, id);
}

/* The menu. */

static GMenuItem *
create_pick_item (HuDocument *document, HuRecord *record)
{
  g_autofree char *text = hu_describe_tag_shortly (document, record);
  GMenuItem *item;

  /* An underscore would make the next letter a mnemonic. */
  g_autoptr (GString) label = g_string_new (text);
  g_string_replace (label, "_", "__", 0);
  item = g_menu_item_new (label->str, NULL);
  g_menu_item_set_action_and_target (item, "article.pick", "(is)", (int) hu_record_get_kind (record),
                                     hu_record_get_id (record));
  return item;
}

static GMenuModel *
create_picks (HuDocument *document, GPtrArray *records)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < MIN (records->len, MAX_LISTED); i++)
    {
      g_autoptr (GMenuItem) item = create_pick_item (document, g_ptr_array_index (records, i));

      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
create_tagging (HuArticleView *self)
{
  g_autoptr (HuValue) passage = hu_editor_dup_passage (self->editor);
  g_autoptr (GArray) interruptions = hu_editor_find_interruptions (self->editor);
  GMenu *menu = g_menu_new ();
  HuKind kind;
  const gboolean has_hand = hu_editor_get_hand (self->editor, &kind, NULL);

  if (passage)
    {
      g_menu_append (menu, _ ("Tag as _Claim"), "article.claim");
      g_menu_append (menu, _ ("Tag as _Speaker"), "article.speaker");
      g_menu_append (menu, _ ("Tag as S_tance"), "article.stance");
      g_menu_append (menu, _ ("Add _Memo"), "article.memo");
      if (has_hand && kind == HU_KIND_CLAIM)
        g_menu_append (menu, _ ("Set as the Claim’s C_ue"), "article.cue");
    }
  if (interruptions->len > 0)
    g_menu_append (menu, _ ("Select _Without What Interrupts"), "article.leave-out");
  return G_MENU_MODEL (menu);
}

/* Whether − would have something to take out of the passage in hand. */
static gboolean
can_take_out (HuEditor *editor)
{
  gsize n;

  hu_record_get_spans (hu_editor_get_hand_record (editor), &n);
  return n > 1 || (n > 0 && hu_editor_has_selection (editor));
}

/* What can be done with the tag in hand. */
static GMenuModel *
create_changing (HuArticleView *self)
{
  GMenu *menu = g_menu_new ();
  HuKind kind;

  if (!hu_editor_get_hand (self->editor, &kind, NULL) || !HU_KIND_IS_TAG (kind))
    return G_MENU_MODEL (menu);
  if (can_take_out (self->editor))
    g_menu_append (menu, _ ("Take _Out of Its Passage"), "article.take-out");
  if (kind == HU_KIND_CLAIM)
    {
      g_menu_append (menu, _ ("Spl_it Claim Here"), "article.split");
      g_menu_append (menu, _ ("_Join with Next Claim"), "article.join");
      g_menu_append (menu, _ ("Make It a Sta_nce"), "article.convert");
    }
  else if (kind == HU_KIND_STANCE)
    g_menu_append (menu, _ ("Make It a Clai_m"), "article.convert");
  g_menu_append (menu, _ ("Copy _Fields"), "article.copy-fields");
  if (hu_editor_get_pastable (self->editor))
    g_menu_append (menu, _ ("Paste Fiel_ds…"), "article.paste-fields");
  g_menu_append (menu, _ ("_Delete Tag"), "article.delete");
  return G_MENU_MODEL (menu);
}

/* The speakers or topics of the layer, in the order of their ids: one of them can be shown alone. */
static GMenuModel *
create_onlys (HuArticleView *self, HuKind kind)
{
  HuDocument *document = hu_editor_get_document (self->editor);
  HuLayer *layer = article_view_get_layer (self);
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < MIN (hu_layer_get_size (layer, kind), MAX_ONLYS); i++)
    {
      HuRecord *record = hu_layer_get_nth (layer, kind, i);
      const char *id = hu_record_get_id (record);
      g_autoptr (GString) label = g_string_new (
          kind == HU_KIND_SPEAKER ? hu_speaker_get_name (record)
                                  : hu_label_get (hu_document_get_codebook (document), kind, id, record));
      g_autoptr (GMenuItem) item = NULL;

      g_string_replace (label, "_", "__", 0);
      item = g_menu_item_new (label->str, NULL);
      g_menu_item_set_action_and_target (item,
                                         kind == HU_KIND_SPEAKER ? "article.only-speaker"
                                                                 : "article.only-topic",
                                         "s", id);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
append_toggle (GMenu *menu, gboolean dimmed, const char *show, const char *dim, const char *action)
{
  g_menu_append (menu, dimmed ? show : dim, action);
}

/* Which tags are shown plainly. */
static GMenuModel *
create_shown (HuArticleView *self)
{
  const HuEmphasis emphasis = hu_editor_get_emphasis (self->editor);
  g_autoptr (GMenuModel) speakers = create_onlys (self, HU_KIND_SPEAKER);
  g_autoptr (GMenuModel) topics = create_onlys (self, HU_KIND_TOPIC);
  GMenu *menu = g_menu_new ();

  append_toggle (menu, emphasis.faint_kinds & HU_KINDS (HU_KIND_CLAIM), _ ("Show _Claims"), _ ("Dim _Claims"),
                 "article.toggle-claims");
  append_toggle (menu, emphasis.faint_kinds & HU_KINDS (HU_KIND_MENTION), _ ("Show _Mentions"),
                 _ ("Dim _Mentions"), "article.toggle-mentions");
  append_toggle (menu, emphasis.faint_kinds & HU_KINDS (HU_KIND_STANCE), _ ("Show _Stances"),
                 _ ("Dim _Stances"), "article.toggle-stances");
  if (g_menu_model_get_n_items (speakers) > 0)
    g_menu_append_submenu (menu, _ ("Only S_peaker"), speakers);
  if (g_menu_model_get_n_items (topics) > 0)
    g_menu_append_submenu (menu, _ ("Only _Topic"), topics);
  if (hu_emphasis_is_set (&emphasis))
    g_menu_append (menu, _ ("Show _All Tags"), "article.show-all");
  return G_MENU_MODEL (menu);
}

static GMenuModel *
create_parts (void)
{
  GMenu *menu = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_menu_append (menu, g_dpgettext2 (NULL, "part of the article", parts[i].label), parts[i].action);
  return G_MENU_MODEL (menu);
}

static GMenuModel *
create_menu (HuArticleView *self, GPtrArray *records)
{
  g_autoptr (GMenuModel) picks = create_picks (hu_editor_get_document (self->editor), records);
  g_autoptr (GMenuModel) tagging = create_tagging (self);
  g_autoptr (GMenuModel) changing = create_changing (self);
  g_autoptr (GMenuModel) shown = create_shown (self);
  g_autoptr (GMenuModel) part_list = create_parts ();
  g_autoptr (GMenu) rest = g_menu_new ();
  GMenu *menu = g_menu_new ();

  g_menu_append_submenu (rest, _ ("_Part of the Article"), part_list);
  g_menu_append_submenu (rest, _ ("S_how"), shown);
  g_menu_append (rest, _ ("Paragraph Chec_ked or Not"), "article.check");
  g_menu_append (rest, _ ("C_opy"), "clipboard.copy");
  if (g_menu_model_get_n_items (picks) > 0)
    g_menu_append_section (menu, ngettext ("Tag Here", "Tags Here", records->len), picks);
  g_menu_append_section (menu, NULL, tagging);
  g_menu_append_section (menu, NULL, changing);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  return G_MENU_MODEL (menu);
}

void
article_view_open_menu (HuArticleView *self, double x, double y, GPtrArray *records, gboolean picks_only)
{
  g_autoptr (GMenuModel) model = NULL;

  if (!self->editor || !hu_editor_get_document (self->editor))
    return;
  model = picks_only ? create_picks (hu_editor_get_document (self->editor), records)
                     : create_menu (self, records);
  if (!self->menu)
    {
      self->menu = gtk_popover_menu_new_from_model (NULL);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* The place below the caret (widget coordinates). */
static GdkRectangle
get_caret_place (HuArticleView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GdkRectangle caret, place = { 0, 0, 1, 1 };

  gtk_text_view_get_cursor_locations (view, NULL, &caret, NULL);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, caret.x, caret.y + caret.height,
                                         &place.x, &place.y);
  return place;
}

void
article_view_choose_fields (HuArticleView *self)
{
  const GdkRectangle place = get_caret_place (self);

  if (!self->paste_popover)
    {
      self->paste_popover = hu_paste_popover_new (self->editor);
      gtk_widget_set_parent (self->paste_popover, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->paste_popover), &place);
  hu_paste_popover_open (HU_PASTE_POPOVER (self->paste_popover));
}

/* The menu key: at the caret. */
static void
popup (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HuArticleView *self = HU_ARTICLE_VIEW (widget);
  g_autoptr (GPtrArray) records = NULL;
  GdkRectangle place;
  guint offset;

  if (!self->editor || !hu_editor_get_document (self->editor))
    return;
  offset = hu_editor_get_caret (self->editor);
  records = hu_layer_find_touching (article_view_get_layer (self), HU_KINDS_TAGS, offset, offset);
  place = get_caret_place (self);
  article_view_open_menu (self, place.x, place.y, records, FALSE);
}

void
article_view_install_actions (GtkWidgetClass *klass)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    gtk_widget_class_install_action (klass, commands[i].name, NULL, run_command);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_widget_class_install_action (klass, parts[i].action, NULL, run_command);
  gtk_widget_class_install_action (klass, "article.pick", "(is)", pick);
  gtk_widget_class_install_action (klass, "article.only-speaker", "s", only);
  gtk_widget_class_install_action (klass, "article.only-topic", "s", only);
  /* In place of GtkTextView's own. */
  gtk_widget_class_install_action (klass, "menu.popup", NULL, popup);
}
