/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the library: an article's headline, where and when it appeared, and how far it is coded. */
#include "config.h"

#include "hu-library-row.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "hu-status-icon.h"

#define SEPARATOR " · "

struct _HuLibraryRow
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkLabel *title;
  GtkLabel *meta;

  HuProjectItem *item;
  char *description;
};

enum
{
  PROP_ITEM = 1,
  PROP_DESCRIPTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HuLibraryRow, hu_library_row, GTK_TYPE_WIDGET)

const char *
hu_summary_get_title (HuSummary *summary)
{
  g_return_val_if_fail (summary, NULL);
  return summary->headline ? summary->headline : summary->name;
}

char *
hu_date_dup_display (const char *edtf)
{
  int year = 0, month = 1, day = 1, end = 0;
  const char *format = NULL;
  g_autoptr (GDateTime) date = NULL;

  g_return_val_if_fail (edtf, NULL);
  if (sscanf (edtf, "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 && edtf[end] == '\0' && end == 10)
    /* Translators: a short date as in "4 Mar 2031", for g_date_time_format(). */
    format = _ ("%-e %b %Y");
  else if (sscanf (edtf, "%4d-%2d%n", &year, &month, &end) == 2 && edtf[end] == '\0' && end == 7)
    /* Translators: a month as in "Mar 2031", for g_date_time_format(). */
    format = _ ("%b %Y");
  if (format)
    date = g_date_time_new_utc (year, month, day, 0, 0, 0);
  return date ? g_date_time_format (date, format) : g_strdup (edtf);
}

static char *
status_label (HuSummary *summary)
{
  double fraction = summary->n_characters ? (double) summary->n_checked / summary->n_characters : 0;

  if (strcmp (summary->status, "done") == 0)
    return g_strdup (C_ ("status", "done"));
  if (strcmp (summary->status, "excluded") == 0)
    return g_strdup (C_ ("status", "excluded"));
  if (strcmp (summary->status, "in-progress") == 0)
    return g_strdup_printf (_ ("in progress, %d %% checked"), (int) (fraction * 100 + 0.5));
  return g_strdup (C_ ("status", "new"));
}

char *
hu_summary_dup_meta (HuSummary *summary)
{
  GString *meta = g_string_new (NULL);

  g_return_val_if_fail (summary, NULL);
  if (summary->error)
    g_string_append (meta, summary->error);
  else
    {
      if (summary->outlet)
        g_string_append_printf (meta, "%s%s", meta->len ? SEPARATOR : "", summary->outlet);
      if (summary->published)
        {
          g_autofree char *date = hu_date_dup_display (summary->published);

          g_string_append_printf (meta, "%s%s", meta->len ? SEPARATOR : "", date);
        }
      if (summary->n_claims)
        {
          g_string_append (meta, meta->len ? SEPARATOR : "");
          g_string_append_printf (meta, ngettext ("%u claim", "%u claims", summary->n_claims),
                                  summary->n_claims);
        }
      /* A row always has two lines, so that nothing jumps while the folder is read. */
      if (meta->len == 0)
        g_string_append (meta, summary->headline ? summary->name : "");
    }
  return g_string_free (meta, FALSE);
}

static void
set_description (HuLibraryRow *self, char *description)
{
  if (g_strcmp0 (self->description, description) == 0)
    {
      g_free (description);
      return;
    }
  g_free (self->description);
  self->description = description;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}

static void
update (HuLibraryRow *self)
{
  HuSummary *summary = self->item ? hu_project_item_get_summary (self->item) : NULL;
  g_autofree char *meta = NULL;
  g_autofree char *status = NULL;

  if (!summary)
    return;
  meta = hu_summary_dup_meta (summary);
  status = status_label (summary);
  gtk_label_set_text (self->title, hu_summary_get_title (summary));
  gtk_label_set_text (self->meta, meta);
  g_object_set (self->icon, "status", summary->status, "fraction",
                summary->n_characters ? MIN (1.0, (double) summary->n_checked / summary->n_characters) : 0.0,
                NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), summary->error ? summary->error : summary->name);
  set_description (self, g_strjoin (", ", hu_summary_get_title (summary), status, *meta ? meta : NULL, NULL));
}

static void
hu_library_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  HuLibraryRow *self = HU_LIBRARY_ROW (object);

  switch (prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_library_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ITEM:
      hu_library_row_set_item (HU_LIBRARY_ROW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_library_row_dispose (GObject *object)
{
  HuLibraryRow *self = HU_LIBRARY_ROW (object);
  GtkWidget *child;

  hu_library_row_set_item (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), HU_TYPE_LIBRARY_ROW);
  /* The template unparents only the children that it binds. */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (hu_library_row_parent_class)->dispose (object);
}

static void
hu_library_row_finalize (GObject *object)
{
  g_free (HU_LIBRARY_ROW (object)->description);
  G_OBJECT_CLASS (hu_library_row_parent_class)->finalize (object);
}

static void
hu_library_row_class_init (HuLibraryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (HU_TYPE_STATUS_ICON);
  object_class->dispose = hu_library_row_dispose;
  object_class->finalize = hu_library_row_finalize;
  object_class->get_property = hu_library_row_get_property;
  object_class->set_property = hu_library_row_set_property;

  properties[PROP_ITEM] =
      g_param_spec_object ("item", NULL, NULL, HU_TYPE_PROJECT_ITEM,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_DESCRIPTION] =
      g_param_spec_string ("description", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "hu-library-row");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-library-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HuLibraryRow, icon);
  gtk_widget_class_bind_template_child (widget_class, HuLibraryRow, title);
  gtk_widget_class_bind_template_child (widget_class, HuLibraryRow, meta);
}

static void
hu_library_row_init (HuLibraryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hu_library_row_new (void)
{
  return g_object_new (HU_TYPE_LIBRARY_ROW, NULL);
}

void
hu_library_row_set_item (HuLibraryRow *self, HuProjectItem *item)
{
  g_return_if_fail (HU_IS_LIBRARY_ROW (self));
  g_return_if_fail (item == NULL || HU_IS_PROJECT_ITEM (item));
  if (self->item == item)
    return;
  if (self->item)
    g_signal_handlers_disconnect_by_func (self->item, update, self);
  g_set_object (&self->item, item);
  if (item)
    g_signal_connect_object (item, "notify::summary", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}
