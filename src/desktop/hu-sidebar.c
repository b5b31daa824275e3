/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar: claims, speakers and stances in lists, the card of the tag in hand, the foot line. */
#include "config.h"

#include "hu-sidebar.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "hu-card.h"
#include "hu-foot-line.h"
#include "hu-tag-page.h"

#define N_PAGES (HU_EDITOR_PAGE_STANCES + 1)

struct _HuSidebar
{
  GtkWidget parent_instance;

  HuEditor *editor;

  GtkWidget *content;
  GtkWidget *header;
  GtkToggleButton *buttons[N_PAGES];
  GtkLabel *labels[N_PAGES];
  GtkLabel *counts[N_PAGES];
  GtkStack *stack;
  HuTagPage *pages[N_PAGES];
  GtkStack *card_stack;
  GtkScrolledWindow *card_scroller;
  HuCard *card;
  HuFootLine *foot_line;
};

G_DEFINE_FINAL_TYPE (HuSidebar, hu_sidebar, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_EDITOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
hu_sidebar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, HU_SIDEBAR (object)->editor);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_sidebar_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_EDITOR:
      hu_sidebar_set_editor (HU_SIDEBAR (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* Size: what is wished for is the header with its pages' names whole, whatever the language and the window's
 * buttons. What the lists and the card hold has no say, so that the article beside them doesn't move while
 * tags are edited. */

static GtkSizeRequestMode
hu_sidebar_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
hu_sidebar_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  HuSidebar *self = HU_SIDEBAR (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->content, orientation, -1, minimum, NULL, NULL, NULL);
      /* Not its natural width, which has room for the window's buttons on both sides. */
      gtk_widget_measure (self->header, orientation, -1, natural, NULL, NULL, NULL);
      for (guint i = 0; i < N_PAGES; i++)
        {
          int shortest, whole;

          gtk_widget_measure (GTK_WIDGET (self->labels[i]), orientation, -1, &shortest, &whole, NULL, NULL);
          *natural += whole - shortest;
        }
      *natural = MAX (*natural, *minimum);
    }
  else
    gtk_widget_measure (self->content, orientation, -1, minimum, natural, NULL, NULL);
}

static void
hu_sidebar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (HU_SIDEBAR (widget)->content, width, height, baseline, NULL);
}

/* Pages. */

static void
update_counts (HuSidebar *self)
{
  static const HuKind kinds[N_PAGES] = { HU_KIND_CLAIM, HU_KIND_SPEAKER, HU_KIND_STANCE };
  const char *names[N_PAGES] = { _ ("Claims"), _ ("Speakers"), _ ("Stances") };
  HuLayer *layer = self->editor ? hu_editor_get_layer (self->editor) : NULL;

  for (guint i = 0; i < N_PAGES; i++)
    {
      g_autofree char *count =
          layer ? g_strdup_printf ("%u", hu_layer_get_size (layer, kinds[i])) : g_strdup ("");
      g_autofree char *spoken = layer ? g_strdup_printf (_ ("%s, %s"), names[i], count) : g_strdup (names[i]);

      gtk_label_set_label (self->counts[i], count);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      spoken, -1);
    }
}

static HuEditorPage
get_page (HuSidebar *self)
{
  return self->editor ? hu_editor_get_page (self->editor) : HU_EDITOR_PAGE_CLAIMS;
}

static void
page_changed (HuSidebar *self)
{
  HuEditorPage page = get_page (self);

  gtk_toggle_button_set_active (self->buttons[page], TRUE);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->pages[page]));
}

static void
page_toggled (HuSidebar *self)
{
  for (guint i = 0; self->editor && i < N_PAGES; i++)
    if (gtk_toggle_button_get_active (self->buttons[i]))
      hu_editor_set_page (self->editor, (HuEditorPage) i);
}

static void
show_page_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HuSidebar *self = HU_SIDEBAR (widget);

  if (!self->editor)
    return;
  hu_editor_set_page (self->editor, g_str_equal (action, "sidebar.show-claims")     ? HU_EDITOR_PAGE_CLAIMS
                                    : g_str_equal (action, "sidebar.show-speakers") ? HU_EDITOR_PAGE_SPEAKERS
                                                                                    : HU_EDITOR_PAGE_STANCES);
}

static void
filter_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HuSidebar *self = HU_SIDEBAR (widget);

  hu_tag_page_focus_filter (self->pages[get_page (self)]);
}

/* The card. */

static void
hand_changed (HuSidebar *self)
{
  gboolean any = self->editor && hu_editor_get_hand_record (self->editor);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->card_scroller);

  gtk_stack_set_visible_child_name (self->card_stack, any ? "card" : "nothing");
  /* Another tag's card is read from its top. */
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_lower (adjustment));
}

static void
document_changed (HuSidebar *self)
{
  update_counts (self);
  hand_changed (self);
}

/* The widget. */

static void
hu_sidebar_dispose (GObject *object)
{
  HuSidebar *self = HU_SIDEBAR (object);
  GtkWidget *child;

  hu_sidebar_set_editor (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HU_TYPE_SIDEBAR);
  /* The template unparents only the children that it binds. */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (hu_sidebar_parent_class)->dispose (object);
}

/* The template's children that there is one of for each page. */
static void
bind_pages (GtkWidgetClass *widget_class)
{
  static const char *const names[N_PAGES] = { "claims", "speakers", "stances" };

  for (guint i = 0; i < N_PAGES; i++)
    {
      g_autofree char *button = g_strconcat (names[i], "_button", NULL);
      g_autofree char *label = g_strconcat (names[i], "_label", NULL);
      g_autofree char *count = g_strconcat (names[i], "_count", NULL);
      g_autofree char *page = g_strconcat (names[i], "_page", NULL);
      goffset offset = (goffset) (i * sizeof (gpointer));

      gtk_widget_class_bind_template_child_full (widget_class, button, FALSE,
                                                 G_STRUCT_OFFSET (HuSidebar, buttons) + offset);
      gtk_widget_class_bind_template_child_full (widget_class, label, FALSE,
                                                 G_STRUCT_OFFSET (HuSidebar, labels) + offset);
      gtk_widget_class_bind_template_child_full (widget_class, count, FALSE,
                                                 G_STRUCT_OFFSET (HuSidebar, counts) + offset);
      gtk_widget_class_bind_template_child_full (widget_class, page, FALSE,
                                                 G_STRUCT_OFFSET (HuSidebar, pages) + offset);
    }
}

static void
hu_sidebar_class_init (HuSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hu_sidebar_get_property;
  object_class->set_property = hu_sidebar_set_property;
  object_class->dispose = hu_sidebar_dispose;
  widget_class->get_request_mode = hu_sidebar_get_request_mode;
  widget_class->measure = hu_sidebar_measure;
  widget_class->size_allocate = hu_sidebar_size_allocate;

  properties[PROP_EDITOR] =
      g_param_spec_object ("editor", NULL, NULL, HU_TYPE_EDITOR,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (HU_TYPE_CARD);
  g_type_ensure (HU_TYPE_FOOT_LINE);
  g_type_ensure (HU_TYPE_TAG_PAGE);
  gtk_widget_class_set_css_name (widget_class, "hu-sidebar");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-sidebar.ui");
  bind_pages (widget_class);
  gtk_widget_class_bind_template_child (widget_class, HuSidebar, content);
  gtk_widget_class_bind_template_child (widget_class, HuSidebar, header);
  gtk_widget_class_bind_template_child (widget_class, HuSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, HuSidebar, card_stack);
  gtk_widget_class_bind_template_child (widget_class, HuSidebar, card_scroller);
  gtk_widget_class_bind_template_child (widget_class, HuSidebar, card);
  gtk_widget_class_bind_template_child (widget_class, HuSidebar, foot_line);
  gtk_widget_class_bind_template_callback (widget_class, page_toggled);
  gtk_widget_class_install_action (widget_class, "sidebar.show-claims", NULL, show_page_action);
  gtk_widget_class_install_action (widget_class, "sidebar.show-speakers", NULL, show_page_action);
  gtk_widget_class_install_action (widget_class, "sidebar.show-stances", NULL, show_page_action);
  gtk_widget_class_install_action (widget_class, "sidebar.filter", NULL, filter_action);
}

static void
hu_sidebar_init (HuSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hu_sidebar_new (void)
{
  return g_object_new (HU_TYPE_SIDEBAR, NULL);
}

HuEditor *
hu_sidebar_get_editor (HuSidebar *self)
{
  g_return_val_if_fail (HU_IS_SIDEBAR (self), NULL);
  return self->editor;
}

void
hu_sidebar_set_editor (HuSidebar *self, HuEditor *editor)
{
  g_return_if_fail (HU_IS_SIDEBAR (self));
  if (editor == self->editor)
    return;
  if (self->editor)
    g_signal_handlers_disconnect_by_data (self->editor, self);
  g_set_object (&self->editor, editor);
  if (editor)
    {
      g_signal_connect_swapped (editor, "notify::document", G_CALLBACK (document_changed), self);
      g_signal_connect_swapped (editor, "notify::page", G_CALLBACK (page_changed), self);
      g_signal_connect_swapped (editor, "changed", G_CALLBACK (update_counts), self);
      g_signal_connect_swapped (editor, "hand-changed", G_CALLBACK (hand_changed), self);
    }
  for (guint i = 0; i < N_PAGES; i++)
    hu_tag_page_set_editor (self->pages[i], editor);
  hu_card_set_editor (self->card, editor);
  hu_foot_line_set_editor (self->foot_line, editor);
  page_changed (self);
  document_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

void
hu_sidebar_focus_list (HuSidebar *self)
{
  g_return_if_fail (HU_IS_SIDEBAR (self));
  hu_tag_page_focus_list (self->pages[get_page (self)]);
}
