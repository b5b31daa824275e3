/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How articles are set: fonts and measures, for the view, the preview in the preferences, and print. */
#include "config.h"

#include "hu-typography.h"

/* The article's text against the interface's. */
#define READING_SCALE 1.12
/* Where desktops that have a font for documents keep it. */
#define INTERFACE_SCHEMA "org.gnome.desktop.interface"

GSettings *
hu_typography_get_interface_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source ? g_settings_schema_source_lookup (source, INTERFACE_SCHEMA, TRUE) : NULL;

  return schema && g_settings_schema_has_key (schema, HU_TYPOGRAPHY_FONT_KEY)
             ? g_settings_new_full (schema, NULL, NULL)
             : NULL;
}

/* (transfer full) */
static char *
dup_document_font (GSettings *interface_settings, GtkSettings *settings)
{
  char *name = NULL;

  if (interface_settings)
    name = g_settings_get_string (interface_settings, HU_TYPOGRAPHY_FONT_KEY);
  if (name && *name)
    return name;
  g_free (name);
  g_object_get (settings, "gtk-font-name", &name, NULL);
  return name ? name : g_strdup ("Sans");
}

PangoFontDescription *
hu_typography_create_font (const char *name,
                           GSettings *interface_settings,
                           GtkSettings *settings,
                           double scale)
{
  g_autofree char *used = NULL;
  PangoFontDescription *font;
  int size;

  g_return_val_if_fail (GTK_IS_SETTINGS (settings), NULL);
  used = name && *name ? g_strdup (name) : dup_document_font (interface_settings, settings);
  font = pango_font_description_from_string (used);
  size = pango_font_description_get_size (font);
  if (size <= 0)
    size = HU_TYPOGRAPHY_POINTS * PANGO_SCALE;
  size = (int) (size * READING_SCALE * scale);
  if (pango_font_description_get_size_is_absolute (font))
    pango_font_description_set_absolute_size (font, size);
  else
    pango_font_description_set_size (font, size);
  return font;
}

int
hu_typography_measure_em (PangoContext *context, const PangoFontDescription *font)
{
  double size;

  g_return_val_if_fail (PANGO_IS_CONTEXT (context) && font != NULL, 1);
  size = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  if (!pango_font_description_get_size_is_absolute (font))
    {
      const double dpi = pango_cairo_context_get_resolution (context);

      size *= (dpi > 0 ? dpi : 96) / 72;
    }
  return MAX (1, (int) (size + 0.5));
}

int
hu_typography_measure_text (PangoContext *context, const PangoFontDescription *font, guint characters)
{
  /* Letters and spaces about as often as prose has them. */
  static const char sample[] =
      "the ministers of the coastal states agreed that a fee would be shared in turn ";
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  g_return_val_if_fail (PANGO_IS_CONTEXT (context) && font != NULL, 0);
  layout = pango_layout_new (context);
  pango_layout_set_text (layout, sample, -1);
  pango_layout_set_font_description (layout, font);
  pango_layout_get_size (layout, &width, NULL);
  return (int) ((double) width / PANGO_SCALE / (sizeof (sample) - 1) * characters + 0.5);
}
