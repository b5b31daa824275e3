/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The library pane: the articles of the open folder. */
#include "config.h"

#include "hu-library.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hu-library-row.h"
#include "hu-slug.h"

struct _HuLibrary
{
  GtkWidget parent_instance;

  AdwWindowTitle *title;
  GtkEditable *search;
  GtkStack *stack;
  GtkListView *list;

  GtkFilter *filter;
  GtkFilterListModel *shown;
  GtkSingleSelection *selection;

  HuProject *project;
  char *current;
  char *needle;       /* folded; NULL: everything is shown */
  guint counter;      /* the source that counts anew */
  gboolean following; /* the selection is being set to what the window shows */
};

enum
{
  PROP_PROJECT = 1,
  PROP_CURRENT,
  N_PROPS
};

enum
{
  OPEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HuLibrary, hu_library, GTK_TYPE_WIDGET)

/* What the header and the empty states say. */

static void
count (HuLibrary *self, guint *all, guint *done)
{
  *all = *done = 0;
  if (!self->project)
    return;
  *all = g_list_model_get_n_items (G_LIST_MODEL (self->project));
  for (guint i = 0; i < *all; i++)
    {
      g_autoptr (HuProjectItem) item = g_list_model_get_item (G_LIST_MODEL (self->project), i);

      *done += strcmp (hu_project_item_get_summary (item)->status, "done") == 0;
    }
}

static void
update_stack (HuLibrary *self)
{
  guint all = self->project ? g_list_model_get_n_items (G_LIST_MODEL (self->project)) : 0;
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  gboolean loading = self->project && hu_project_get_loading (self->project);

  gtk_stack_set_visible_child_name (self->stack, shown || loading ? "list" : all ? "nothing" : "empty");
}

static char *
dup_title (HuLibrary *self)
{
  HuCodebook *codebook = hu_project_get_codebook (self->project);
  const char *title = hu_codebook_get_is_file (codebook) ? hu_codebook_get_title (codebook) : NULL;
  g_autofree char *base = g_path_get_basename (hu_project_get_folder (self->project));

  return title && *title ? g_strdup (title) : g_filename_display_name (base);
}

static gboolean
count_now (gpointer user_data)
{
  HuLibrary *self = user_data;
  g_autoptr (GString) subtitle = g_string_new (NULL);
  g_autofree char *title = NULL;
  guint all, done;

  self->counter = 0;
  if (!self->project)
    return G_SOURCE_REMOVE;
  count (self, &all, &done);
  g_string_append_printf (subtitle, ngettext ("%u article", "%u articles", all), all);
  if (done)
    {
      g_string_append (subtitle, " · ");
      g_string_append_printf (subtitle, ngettext ("%u done", "%u done", done), done);
    }
  title = dup_title (self);
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle->str);
  update_stack (self);
  return G_SOURCE_REMOVE;
}

/* Many summaries come in at once; they are counted once. */
static void
count_soon (HuLibrary *self)
{
  if (!self->counter)
    self->counter = g_timeout_add (50, count_now, self);
}

/* The row of the document that the window shows. */

static guint
find_shown (HuLibrary *self, const char *path)
{
  guint n = path ? g_list_model_get_n_items (G_LIST_MODEL (self->selection)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HuProjectItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (strcmp (hu_project_item_get_path (item), path) == 0)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
follow (HuLibrary *self, gboolean scroll)
{
  guint position = find_shown (self, self->current);

  self->following = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->following = FALSE;
  if (scroll && position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static void
on_items_changed (HuLibrary *self, guint position, guint removed, guint added, GListModel *model)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (HuProjectItem) item = g_list_model_get_item (model, i);

      g_signal_handlers_disconnect_by_func (item, count_soon, self);
      g_signal_connect_object (item, "notify::summary", G_CALLBACK (count_soon), self, G_CONNECT_SWAPPED);
    }
  count_soon (self);
  follow (self, FALSE);
}

static void
on_shown_changed (HuLibrary *self)
{
  update_stack (self);
  if (gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION)
    follow (self, FALSE);
}

static void
emit_open (HuLibrary *self, guint position, gboolean enter)
{
  g_autoptr (HuProjectItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item)
    g_signal_emit (self, signals[OPEN], 0, hu_project_item_get_path (item), enter);
}

static void
on_selected (HuLibrary *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  HuProjectItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (self->following || !item || g_strcmp0 (hu_project_item_get_path (item), self->current) == 0)
    return;
  emit_open (self, position, FALSE);
}

static void
on_activated (HuLibrary *self, guint position)
{
  emit_open (self, position, TRUE);
}

/* Search */

/* What of an item is searched, folded once for each summary. */
typedef struct
{
  HuSummary *summary;
  char *text;
} HuSearchKey;

static void
search_key_free (gpointer data)
{
  HuSearchKey *key = data;

  hu_summary_unref (key->summary);
  g_free (key->text);
  g_free (key);
}

static const char *
get_search_key (HuProjectItem *item)
{
  HuSummary *summary = hu_project_item_get_summary (item);
  HuSearchKey *key = g_object_get_data (G_OBJECT (item), "hu-search-key");

  if (!key || key->summary != summary)
    {
      g_autofree char *words = g_strjoin ("\n", summary->name, summary->headline ? summary->headline : "",
                                          summary->outlet ? summary->outlet : "", NULL);

      key = g_new (HuSearchKey, 1);
      *key = (HuSearchKey){ hu_summary_ref (summary), hu_name_fold (words) };
      g_object_set_data_full (G_OBJECT (item), "hu-search-key", key, search_key_free);
    }
  return key->text;
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  HuLibrary *self = user_data;

  return !self->needle || strstr (get_search_key (item), self->needle);
}

static void
on_search_changed (HuLibrary *self)
{
  g_autofree char *needle = hu_name_fold (gtk_editable_get_text (self->search));

  g_free (self->needle);
  self->needle = *needle ? g_steal_pointer (&needle) : NULL;
  /* The filter changes; while it runs the selection is not the person's. */
  self->following = TRUE;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  self->following = FALSE;
  follow (self, TRUE);
  update_stack (self);
}

static void
on_search_activated (HuLibrary *self)
{
  emit_open (self, 0, TRUE);
}

static void
on_search_stopped (HuLibrary *self)
{
  gtk_editable_set_text (self->search, "");
}

/* Rows */

static void
on_description (HuLibraryRow *row)
{
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (row));
  g_autofree char *description = NULL;

  g_object_get (row, "description", &description, NULL);
  if (cell && description)
    gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *row = hu_library_row_new ();

  g_signal_connect (row, "notify::description", G_CALLBACK (on_description), NULL);
  gtk_list_item_set_child (list_item, row);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  HuLibraryRow *row = HU_LIBRARY_ROW (gtk_list_item_get_child (list_item));

  hu_library_row_set_item (row, gtk_list_item_get_item (list_item));
  on_description (row);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  hu_library_row_set_item (HU_LIBRARY_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static gboolean
hu_library_grab_focus (GtkWidget *widget)
{
  HuLibrary *self = HU_LIBRARY (widget);
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (selected != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", selected);
  return gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD) ||
         gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
hu_library_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  HuLibrary *self = HU_LIBRARY (object);

  switch (prop_id)
    {
    case PROP_PROJECT:
      g_value_set_object (value, self->project);
      break;
    case PROP_CURRENT:
      g_value_set_string (value, self->current);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_library_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  HuLibrary *self = HU_LIBRARY (object);

  switch (prop_id)
    {
    case PROP_PROJECT:
      hu_library_set_project (self, g_value_get_object (value));
      break;
    case PROP_CURRENT:
      hu_library_set_current (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_library_dispose (GObject *object)
{
  HuLibrary *self = HU_LIBRARY (object);
  GtkWidget *child;

  g_clear_handle_id (&self->counter, g_source_remove);
  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->filter)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter), NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), HU_TYPE_LIBRARY);
  /* The template unparents only the children that it binds. */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  g_clear_object (&self->project);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  G_OBJECT_CLASS (hu_library_parent_class)->dispose (object);
}

static void
hu_library_finalize (GObject *object)
{
  HuLibrary *self = HU_LIBRARY (object);

  g_free (self->current);
  g_free (self->needle);
  G_OBJECT_CLASS (hu_library_parent_class)->finalize (object);
}

static void
hu_library_class_init (HuLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hu_library_dispose;
  object_class->finalize = hu_library_finalize;
  object_class->get_property = hu_library_get_property;
  object_class->set_property = hu_library_set_property;
  widget_class->grab_focus = hu_library_grab_focus;

  properties[PROP_PROJECT] =
      g_param_spec_object ("project", NULL, NULL, HU_TYPE_PROJECT,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_CURRENT] =
      g_param_spec_string ("current", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[OPEN] = g_signal_new ("open", HU_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  gtk_widget_class_set_css_name (widget_class, "hu-library");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-library.ui");
  gtk_widget_class_bind_template_child (widget_class, HuLibrary, title);
  gtk_widget_class_bind_template_child (widget_class, HuLibrary, search);
  gtk_widget_class_bind_template_child (widget_class, HuLibrary, stack);
  gtk_widget_class_bind_template_child (widget_class, HuLibrary, list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
hu_library_init (HuLibrary *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);

  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->shown = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (on_selected), self);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (on_shown_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

HuProject *
hu_library_get_project (HuLibrary *self)
{
  g_return_val_if_fail (HU_IS_LIBRARY (self), NULL);
  return self->project;
}

void
hu_library_set_project (HuLibrary *self, HuProject *project)
{
  g_return_if_fail (HU_IS_LIBRARY (self));
  g_return_if_fail (project == NULL || HU_IS_PROJECT (project));
  if (self->project == project)
    return;
  if (self->project)
    {
      g_signal_handlers_disconnect_by_func (self->project, on_items_changed, self);
      g_signal_handlers_disconnect_by_func (self->project, count_soon, self);
    }
  g_set_object (&self->project, project);
  gtk_editable_set_text (self->search, "");
  self->following = TRUE;
  gtk_filter_list_model_set_model (self->shown, project ? G_LIST_MODEL (project) : NULL);
  self->following = FALSE;
  if (project)
    {
      g_signal_connect_object (project, "items-changed", G_CALLBACK (on_items_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (project, "notify::loading", G_CALLBACK (count_soon), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (project, "changed", G_CALLBACK (count_soon), self, G_CONNECT_SWAPPED);
      on_items_changed (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (project)),
                        G_LIST_MODEL (project));
      g_clear_handle_id (&self->counter, g_source_remove);
      count_now (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROJECT]);
}

void
hu_library_set_current (HuLibrary *self, const char *path)
{
  g_return_if_fail (HU_IS_LIBRARY (self));
  if (g_strcmp0 (self->current, path) == 0)
    return;
  g_free (self->current);
  self->current = g_strdup (path);
  follow (self, TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
}

const char *
hu_library_find_neighbour (HuLibrary *self, int step)
{
  g_autoptr (HuProjectItem) item = NULL;
  guint n, position;

  g_return_val_if_fail (HU_IS_LIBRARY (self), NULL);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  position = find_shown (self, self->current);
  if (position == GTK_INVALID_LIST_POSITION)
    position = step > 0 ? 0 : n - 1;
  else
    position += step; /* past the start it wraps to more than n */
  item = position < n ? g_list_model_get_item (G_LIST_MODEL (self->selection), position) : NULL;
  /* The project keeps the item, and with it the string. */
  return item ? hu_project_item_get_path (item) : NULL;
}
