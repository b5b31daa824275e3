/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preferences: how the program and the article look, and who codes. */
#include "config.h"

#include "hu-preferences.h"

#include <glib/gi18n.h>

#include "hu-article-sample.h"
#include "hu-settings.h"
#include "hu-sidecar.h"

struct _HuPreferences
{
  AdwPreferencesWindow parent_instance;

  AdwComboRow *style;
  GtkSwitch *use_font;
  GtkWidget *font;
  GtkAdjustment *size_adjustment;
  GtkAdjustment *width_adjustment;
  GtkAdjustment *leading_adjustment;
  GtkEditable *coder_name;
  GtkEditable *coder_id;
  GtkLabel *coder_id_hint;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (HuPreferences, hu_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static gboolean
style_to_selected (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *nick = g_variant_get_string (variant, NULL);

  g_value_set_uint (value, g_str_equal (nick, "light") ? 1 : g_str_equal (nick, "dark") ? 2 : 0);
  return TRUE;
}

static GVariant *
selected_to_style (const GValue *value, const GVariantType *type, gpointer user_data)
{
  static const char *const nicks[] = { "follow", "light", "dark" };

  return g_variant_new_string (nicks[MIN (g_value_get_uint (value), 2)]);
}

static gboolean
scale_to_percent (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_double (value, g_variant_get_double (variant) * 100);
  return TRUE;
}

static GVariant *
percent_to_scale (const GValue *value, const GVariantType *type, gpointer user_data)
{
  return g_variant_new_double (g_value_get_double (value) / 100);
}

static gboolean
width_to_value (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_double (value, g_variant_get_uint32 (variant));
  return TRUE;
}

static GVariant *
value_to_width (const GValue *value, const GVariantType *type, gpointer user_data)
{
  return g_variant_new_uint32 ((guint32) g_value_get_double (value));
}

/* What is asked for, and what is used while it is empty or wrong. */
static void
update_coder_hint (HuPreferences *self)
{
  const char *id = gtk_editable_get_text (self->coder_id);
  gboolean valid = *id == '\0' || hu_coder_id_is_valid (id);
  g_autofree char *used = hu_settings_dup_coder_id (self->settings);
  g_autofree char *hint =
      valid ? g_strdup_printf (_ ("Lower-case letters a–z, digits and hyphens. In use: %s"), used)
            : g_strdup (_ ("Only lower-case letters a–z, digits and hyphens, at most 32 of them"));

  gtk_label_set_text (self->coder_id_hint, hint);
  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->coder_id), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->coder_id), "error");
}

static void
on_coder_id_changed (HuPreferences *self)
{
  const char *id = gtk_editable_get_text (self->coder_id);

  if (!self->settings)
    return;
  if (*id == '\0' || hu_coder_id_is_valid (id))
    g_settings_set_string (self->settings, "coder-id", id);
  update_coder_hint (self);
}

static void
bind_settings (HuPreferences *self)
{
  g_autofree char *id = g_settings_get_string (self->settings, "coder-id");

  g_settings_bind_with_mapping (self->settings, "style", self->style, "selected", G_SETTINGS_BIND_DEFAULT,
                                style_to_selected, selected_to_style, NULL, NULL);
  g_settings_bind (self->settings, "use-custom-font", self->use_font, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "text-font", self->font, "font", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (self->settings, "text-scale", self->size_adjustment, "value",
                                G_SETTINGS_BIND_DEFAULT, scale_to_percent, percent_to_scale, NULL, NULL);
  g_settings_bind_with_mapping (self->settings, "text-width", self->width_adjustment, "value",
                                G_SETTINGS_BIND_DEFAULT, width_to_value, value_to_width, NULL, NULL);
  g_settings_bind_with_mapping (self->settings, "text-leading", self->leading_adjustment, "value",
                                G_SETTINGS_BIND_DEFAULT, scale_to_percent, percent_to_scale, NULL, NULL);
  g_settings_bind (self->settings, "coder-name", self->coder_name, "text", G_SETTINGS_BIND_DEFAULT);
  gtk_editable_set_text (self->coder_id, id);
  g_signal_connect_object (self->settings, "changed::coder-name", G_CALLBACK (update_coder_hint), self,
                           G_CONNECT_SWAPPED);
  update_coder_hint (self);
}

static void
hu_preferences_dispose (GObject *object)
{
  HuPreferences *self = HU_PREFERENCES (object);

  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), HU_TYPE_PREFERENCES);
  G_OBJECT_CLASS (hu_preferences_parent_class)->dispose (object);
}

static void
hu_preferences_class_init (HuPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (HU_TYPE_ARTICLE_SAMPLE);
  G_OBJECT_CLASS (klass)->dispose = hu_preferences_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, HuPreferences, style);
  gtk_widget_class_bind_template_child (widget_class, HuPreferences, use_font);
  gtk_widget_class_bind_template_child (widget_class, HuPreferences, font);
  gtk_widget_class_bind_template_child (widget_class, HuPreferences, size_adjustment);
  gtk_widget_class_bind_template_child (widget_class, HuPreferences, width_adjustment);
  gtk_widget_class_bind_template_child (widget_class, HuPreferences, leading_adjustment);
  gtk_widget_class_bind_template_child (widget_class, HuPreferences, coder_name);
  gtk_widget_class_bind_template_child (widget_class, HuPreferences, coder_id);
  gtk_widget_class_bind_template_child (widget_class, HuPreferences, coder_id_hint);
  gtk_widget_class_bind_template_callback (widget_class, on_coder_id_changed);
}

static void
hu_preferences_init (HuPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = hu_settings_new ();
  bind_settings (self);
}

HuPreferences *
hu_preferences_new (GtkWindow *parent)
{
  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  return g_object_new (HU_TYPE_PREFERENCES, "transient-for", parent, "modal", parent != NULL, NULL);
}
