/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's middle: the article, and what belongs to it. */
#include "config.h"

#include "hu-article-keys.h"
#include "hu-emphasis-bar.h"
#include "hu-overview.h"
#include "hu-selection-bar.h"
#include "hu-tags-here.h"
#include "hu-window-private.h"

static GtkWidget *
set_up_overview (HuWindow *self, GtkWidget *scroller)
{
  GtkWidget *overview = hu_overview_new (self->article, self->editor);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw), overview,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (gtk_widget_queue_draw), overview,
                           G_CONNECT_SWAPPED);
  g_settings_bind (self->settings, "overview", overview, "visible", G_SETTINGS_BIND_GET);
  return overview;
}

void
hu_window_set_up_article (HuWindow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_scrollable_new ();
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->article = hu_article_view_new ();
  adw_clamp_scrollable_set_child (ADW_CLAMP_SCROLLABLE (clamp), GTK_WIDGET (self->article));
  g_object_bind_property (self->article, "column-width", clamp, "maximum-size", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->article, "column-width", clamp, "tightening-threshold",
                          G_BINDING_SYNC_CREATE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_add_css_class (scroller, "article-scroller");
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), hu_selection_bar_new (self->article, self->editor));
  self->find_bar = HU_FIND_BAR (hu_find_bar_new (self->article, self->editor));
  gtk_box_append (self->article_box, GTK_WIDGET (self->find_bar));
  self->go_bar = HU_GO_BAR (hu_go_bar_new (self->editor));
  gtk_box_append (self->article_box, GTK_WIDGET (self->go_bar));
  gtk_box_append (self->article_box, hu_emphasis_bar_new (self->editor));
  gtk_widget_set_hexpand (overlay, TRUE);
  gtk_box_append (GTK_BOX (row), overlay);
  gtk_box_append (GTK_BOX (row), set_up_overview (self, scroller));
  gtk_box_append (self->article_box, row);
  gtk_box_append (self->article_box, hu_tags_here_new (self->editor));

  hu_window_set_up_reading (self, scroller);
  hu_article_view_set_editor (self->article, self->editor);
  hu_article_keys_attach (GTK_WIDGET (self->article), self->editor);
}

gboolean
hu_window_focus_article (HuWindow *self)
{
  if (hu_window_get_document (self))
    return gtk_widget_grab_focus (GTK_WIDGET (self->article));
  return gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

void
hu_window_find (HuWindow *self)
{
  hu_find_bar_open (self->find_bar);
}

void
hu_window_find_again (HuWindow *self, gboolean backward)
{
  hu_find_bar_go (self->find_bar, backward);
}
