/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: library, article and sidebar side by side. */
#include "config.h"

#include <glib/gi18n.h>

#include "hu-settings.h"
#include "hu-window-private.h"

enum
{
  PROP_STORE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HuWindow, hu_window, ADW_TYPE_APPLICATION_WINDOW)

/* Panes */

static void
set_toggle_state (HuWindow *self, const char *name, gboolean state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action)
    g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (state));
}

/* The buttons of a window stand at its outermost header bars, and a pane's button where the pane isn't. */
static void
update_header (HuWindow *self)
{
  gboolean library = adw_flap_get_reveal_flap (self->library_flap);
  gboolean sidebar = adw_flap_get_reveal_flap (self->sidebar_flap);
  gboolean library_beside = library && !adw_flap_get_folded (self->library_flap);
  gboolean sidebar_beside = sidebar && !adw_flap_get_folded (self->sidebar_flap);
  gboolean wide = !hu_pane_get_narrow (self->centre);

  adw_header_bar_set_show_start_title_buttons (self->header, !library_beside);
  adw_header_bar_set_show_end_title_buttons (self->header, !sidebar_beside);
  gtk_widget_set_visible (self->library_button, hu_window_get_project (self) != NULL);
  gtk_widget_set_visible (self->sidebar_button, hu_window_get_document (self) && !sidebar_beside);
  if (self->find_bar)
    hu_find_bar_set_narrow (self->find_bar, !wide);
  gtk_widget_set_visible (self->undo_button, wide);
  gtk_widget_set_visible (self->redo_button, wide);
  gtk_widget_set_visible (self->find_button, wide);
  gtk_widget_set_visible (self->export_button, wide);
  set_toggle_state (self, "toggle-library", library);
  set_toggle_state (self, "toggle-sidebar", sidebar);
}

static void
on_pane_changed (HuWindow *self, GParamSpec *pspec, GObject *flap)
{
  if (!self->settings || !self->header)
    return;
  if (g_str_equal (pspec->name, "folded"))
    {
      gboolean folded = adw_flap_get_folded (ADW_FLAP (flap));
      gboolean wanted = ADW_FLAP (flap) == self->library_flap
                            ? self->want_library && hu_window_get_project (self)
                            : self->want_sidebar && hu_window_get_document (self);

      adw_flap_set_reveal_flap (ADW_FLAP (flap), wanted && !folded);
    }
  update_header (self);
}

static gboolean
is_deleted_shown (HuWindow *self)
{
  return gtk_stack_get_visible_child (self->sidebar_stack) == self->deleted_place;
}

void
hu_window_focus_sidebar (HuWindow *self)
{
  if (is_deleted_shown (self))
    hu_deleted_pane_focus_list (self->deleted);
  else
    hu_sidebar_focus_list (self->sidebar);
}

/* A pane that lies over the article takes the focus, and gives it back. */
static void
move_focus (HuWindow *self, AdwFlap *flap, gboolean shown)
{
  if (!adw_flap_get_folded (flap) || adw_flap_get_reveal_flap (flap) != shown)
    return;
  if (!shown)
    hu_window_focus_article (self);
  else if (flap == self->library_flap)
    gtk_widget_grab_focus (GTK_WIDGET (self->library));
  else
    hu_window_focus_sidebar (self);
}

void
hu_window_set_library_shown (HuWindow *self, gboolean shown)
{
  if (!adw_flap_get_folded (self->library_flap))
    self->want_library = shown;
  adw_flap_set_reveal_flap (self->library_flap, shown && hu_window_get_project (self));
  move_focus (self, self->library_flap, shown);
}

void
hu_window_set_sidebar_shown (HuWindow *self, gboolean shown)
{
  if (!adw_flap_get_folded (self->sidebar_flap))
    self->want_sidebar = shown;
  adw_flap_set_reveal_flap (self->sidebar_flap, shown && hu_window_get_document (self));
  move_focus (self, self->sidebar_flap, shown);
}

void
hu_window_set_deleted_shown (HuWindow *self, gboolean shown)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->sidebar_stack)) != NULL;

  if (shown)
    hu_window_set_sidebar_shown (self, TRUE);
  if (shown == is_deleted_shown (self))
    return;
  gtk_stack_set_visible_child (self->sidebar_stack, shown ? self->deleted_place : GTK_WIDGET (self->sidebar));
  if (shown || had_focus)
    hu_window_focus_sidebar (self);
}

/* What is shown */

void
hu_window_update_stack (HuWindow *self)
{
  const char *page = "welcome";

  if (hu_window_get_document (self))
    page = "article";
  else if (self->opening || self->open_first)
    page = "loading";
  else if (hu_window_get_project (self))
    page = "folder";
  gtk_spinner_set_spinning (self->spinner, g_str_equal (page, "loading"));
  gtk_stack_set_visible_child_name (self->stack, page);
}

static const char *
get_saved_state (HuWindow *self, HuDocument *document)
{
  HuProblem problem = hu_store_get_problem (self->store, document, NULL);

  if (hu_document_get_read_only_reason (document))
    return _ ("read only");
  if (problem == HU_PROBLEM_LAYER_UNREADABLE)
    return _ ("kept in a recovery file");
  if (problem == HU_PROBLEM_SAVE_FAILED)
    return _ ("not saved");
  return hu_document_get_unsaved (document) ? _ ("saving…") : _ ("all changes saved");
}

void
hu_window_update (HuWindow *self)
{
  HuDocument *document = hu_window_get_document (self);

  if (document)
    {
      g_autofree char *base = g_path_get_basename (hu_document_get_path (document));
      g_autofree char *name = g_filename_display_name (base);
      g_autofree char *subtitle = g_strdup_printf ("%s · %s", name, get_saved_state (self, document));

      adw_window_title_set_title (self->title, hu_document_get_title (document));
      adw_window_title_set_subtitle (self->title, subtitle);
      gtk_window_set_title (GTK_WINDOW (self), hu_document_get_title (document));
    }
  else
    {
      adw_window_title_set_title (self->title, "Hustings");
      adw_window_title_set_subtitle (self->title, "");
      gtk_window_set_title (GTK_WINDOW (self), "Hustings");
    }
  hu_window_update_actions (self);
  hu_window_update_messages (self);
}

HuDocument *
hu_window_get_document (HuWindow *self)
{
  return self->editor ? hu_editor_get_document (self->editor) : NULL;
}

void
hu_window_set_document (HuWindow *self, HuDocument *document)
{
  if (document == hu_window_get_document (self))
    return;
  hu_window_keep_place (self);
  hu_window_set_deleted_shown (self, FALSE);
  hu_editor_set_document (self->editor, document);
  g_signal_group_set_target (self->document_signals, document);
  hu_library_set_current (self->library, document ? hu_document_get_path (document) : NULL);
  hu_window_update_stack (self);
  if (!adw_flap_get_folded (self->sidebar_flap))
    adw_flap_set_reveal_flap (self->sidebar_flap, self->want_sidebar && document);
  else if (!document)
    adw_flap_set_reveal_flap (self->sidebar_flap, FALSE);
  update_header (self);
  hu_window_reset_messages (self);
  hu_window_update (self);
  hu_window_restore_place (self);
}

HuProject *
hu_window_get_project (HuWindow *self)
{
  return self->library ? hu_library_get_project (self->library) : NULL;
}

void
hu_window_set_project (HuWindow *self, HuProject *project)
{
  hu_library_set_project (self->library, project);
  hu_window_update_stack (self);
  if (!adw_flap_get_folded (self->library_flap))
    adw_flap_set_reveal_flap (self->library_flap, self->want_library && project);
  else if (!project)
    adw_flap_set_reveal_flap (self->library_flap, FALSE);
  update_header (self);
  hu_window_update_actions (self);
}

static void
on_library_open (HuWindow *self, const char *path, gboolean enter)
{
  hu_window_open_path (self, path, NULL, enter);
  if (enter && adw_flap_get_folded (self->library_flap))
    adw_flap_set_reveal_flap (self->library_flap, FALSE);
}

/* Toasts */

typedef struct
{
  HuWindow *window;
  HuDocument *document;
  HuEdit *edit;
} HuRevert;

static void
revert_free (gpointer data, GClosure *closure)
{
  HuRevert *revert = data;

  g_object_unref (revert->document);
  hu_edit_unref (revert->edit);
  g_free (revert);
}

static void
on_revert_clicked (AdwToast *toast, HuRevert *revert)
{
  g_autoptr (GError) error = NULL;

  if (!hu_document_revert (revert->document, revert->edit, &error))
    hu_window_toast (revert->window, error->message, NULL);
}

void
hu_window_toast (HuWindow *self, const char *text, HuEdit *edit)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  if (edit && hu_window_get_document (self))
    {
      HuRevert *revert = g_new (HuRevert, 1);

      *revert = (HuRevert){ self, g_object_ref (hu_window_get_document (self)), hu_edit_ref (edit) };
      adw_toast_set_button_label (toast, _ ("_Undo"));
      g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_revert_clicked), revert, revert_free, 0);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* What others did to the open article; the newest alone, for they may do much. */
static void
on_notice (HuWindow *self, HuDocument *document)
{
  g_autofree char *notice = NULL;
  g_autofree char *escaped = NULL;
  AdwToast *toast;

  if (document != hu_window_get_document (self))
    return;
  notice = hu_store_take_notice (self->store, document);
  if (!notice)
    return;
  if (self->notice_toast)
    adw_toast_dismiss (self->notice_toast);
  escaped = g_markup_escape_text (notice, -1);
  toast = adw_toast_new (escaped);
  g_set_weak_pointer (&self->notice_toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* The editor's signals */

static void
on_message (HuWindow *self, const char *text, HuEdit *edit)
{
  hu_window_toast (self, text, edit);
}

/* Where the sidebar is folded, the card comes over the article while a field of it is asked for. */
static void
on_focus_field (HuWindow *self)
{
  if (!adw_flap_get_folded (self->sidebar_flap))
    self->want_sidebar = TRUE;
  hu_window_set_deleted_shown (self, FALSE);
  adw_flap_set_reveal_flap (self->sidebar_flap, hu_window_get_document (self) != NULL);
}

static void
on_focus_article (HuWindow *self)
{
  if (adw_flap_get_folded (self->sidebar_flap))
    adw_flap_set_reveal_flap (self->sidebar_flap, FALSE);
}

static void
set_up_editor (HuWindow *self)
{
  self->editor = hu_editor_new ();
  g_signal_connect_object (self->editor, "hand-changed", G_CALLBACK (hu_window_update_facts), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "message", G_CALLBACK (on_message), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "focus-field", G_CALLBACK (on_focus_field), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "focus-article", G_CALLBACK (on_focus_article), self,
                           G_CONNECT_SWAPPED);
  hu_sidebar_set_editor (self->sidebar, self->editor);
  hu_deleted_pane_set_up (self->deleted, self->store, self->editor);

  self->document_signals = g_signal_group_new (HU_TYPE_DOCUMENT);
  for (const char *const *name = (const char *const[]){ "title", "can-undo", "can-redo", "unsaved",
                                                        "read-only-reason", "text", NULL };
       *name; name++)
    {
      g_autofree char *signal = g_strconcat ("notify::", *name, NULL);

      g_signal_group_connect_object (self->document_signals, signal, G_CALLBACK (hu_window_update), self,
                                     G_CONNECT_SWAPPED);
    }
  g_signal_group_connect_object (self->document_signals, "changed", G_CALLBACK (hu_window_update), self,
                                 G_CONNECT_SWAPPED);
}

static void
on_problem_changed (HuWindow *self, HuDocument *document)
{
  if (document == hu_window_get_document (self))
    hu_window_update (self);
}

static gboolean
hu_window_close_request (GtkWindow *window)
{
  HuWindow *self = HU_WINDOW (window);

  hu_window_save_session (self);
  hu_store_flush (self->store);
  if (hu_window_ask_before_closing (self))
    return TRUE;
  return GTK_WINDOW_CLASS (hu_window_parent_class)->close_request (window);
}

/* A split button gives its arrow a tooltip, but no name. */
static void
name_arrow (GtkWidget *split_button)
{
  GtkWidget *arrow = gtk_widget_get_last_child (split_button);

  for (; arrow; arrow = gtk_widget_get_first_child (arrow))
    if (GTK_IS_MENU_BUTTON (arrow) || GTK_IS_TOGGLE_BUTTON (arrow))
      gtk_accessible_update_property (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Recent articles and folders"), -1);
}

/* GTK leaves the focus in a submenu that is no longer there: keys would go nowhere. */
static void
on_menu_closed (HuWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (!focus || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER))
    hu_window_focus_article (self);
}

static void
hu_window_constructed (GObject *object)
{
  HuWindow *self = HU_WINDOW (object);

  G_OBJECT_CLASS (hu_window_parent_class)->constructed (object);
  self->settings = hu_settings_new ();
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->let_go = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  name_arrow (self->open_button);
  g_signal_connect_object (gtk_menu_button_get_popover (self->menu_button), "closed",
                           G_CALLBACK (on_menu_closed), self, G_CONNECT_SWAPPED);
  set_up_editor (self);
  g_signal_connect_object (self->store, "notice", G_CALLBACK (on_notice), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "problem-changed", G_CALLBACK (on_problem_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->centre, "notify::narrow", G_CALLBACK (update_header), self);
  hu_window_set_up_article (self);
  hu_window_add_actions (self);
  hu_window_add_drop_target (self);
  hu_window_set_up_messages (self);
  hu_window_load_session (self);
  hu_window_update_recent (self);
  hu_window_update_stack (self);
  update_header (self);
  hu_window_update (self);
}

static void
hu_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STORE:
      g_value_set_object (value, HU_WINDOW (object)->store);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STORE:
      HU_WINDOW (object)->store = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_window_dispose (GObject *object)
{
  HuWindow *self = HU_WINDOW (object);

  g_clear_weak_pointer (&self->notice_toast);
  if (self->opening)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_handle_id (&self->loading_delay, g_source_remove);
  if (self->document_signals)
    g_signal_group_set_target (self->document_signals, NULL);
  g_clear_object (&self->document_signals);
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (object), HU_TYPE_WINDOW);
  g_clear_object (&self->editor);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (hu_window_parent_class)->dispose (object);
}

static void
hu_window_finalize (GObject *object)
{
  HuWindow *self = HU_WINDOW (object);

  g_free (self->opening_path);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->let_go);
  G_OBJECT_CLASS (hu_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HuWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, library_flap);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, sidebar_flap);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, library);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, sidebar_stack);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, deleted_place);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, deleted);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, centre);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, header);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, title);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, library_button);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, find_button);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, recent_folders);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, recent_articles);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, article_box);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, open_message);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, sidecar_message);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, save_message);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, read_only_message);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, document_message);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, changed_message);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, review_button);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, codebook_message);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, findings_message);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, encoding_message);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, excluded_message);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, start_anew_button);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, foreign_message);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, facts_review);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, write_again_button);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, close_article_button);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, merge_copy_button);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, encoding_button);
  gtk_widget_class_bind_template_child (widget_class, HuWindow, excluded_reason);
  gtk_widget_class_bind_template_callback (widget_class, on_pane_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_library_open);
}

static void
hu_window_class_init (HuWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (HU_TYPE_CONFLICT_REVIEW);
  g_type_ensure (HU_TYPE_PANE);
  g_type_ensure (HU_TYPE_LIBRARY);
  g_type_ensure (HU_TYPE_SIDEBAR);
  g_type_ensure (HU_TYPE_DELETED_PANE);
  g_type_ensure (HU_TYPE_MESSAGE_BAR);
  object_class->constructed = hu_window_constructed;
  object_class->get_property = hu_window_get_property;
  object_class->set_property = hu_window_set_property;
  object_class->dispose = hu_window_dispose;
  object_class->finalize = hu_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = hu_window_close_request;

  properties[PROP_STORE] =
      g_param_spec_object ("store", NULL, NULL, HU_TYPE_STORE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-window.ui");
  bind_children (widget_class);
}

static void
hu_window_init (HuWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

HuWindow *
hu_window_new (HuApplication *application, HuStore *store)
{
  g_return_val_if_fail (HU_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (HU_IS_STORE (store), NULL);
  return g_object_new (HU_TYPE_WINDOW, "application", application, "store", store, NULL);
}

const char *
hu_window_get_path (HuWindow *self)
{
  HuDocument *document;

  g_return_val_if_fail (HU_IS_WINDOW (self), NULL);
  document = hu_window_get_document (self);
  if (self->opening_path)
    return self->opening_path;
  return document ? hu_document_get_path (document) : NULL;
}

const char *
hu_window_get_folder (HuWindow *self)
{
  HuProject *project;

  g_return_val_if_fail (HU_IS_WINDOW (self), NULL);
  project = hu_window_get_project (self);
  return project ? hu_project_get_folder (project) : NULL;
}
