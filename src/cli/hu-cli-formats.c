/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "formats": what can be read and written, and what each format can't carry. */
#include "config.h"

#include "hu-cli-command.h"

#include "hu-formats.h"

#include <glib/gi18n-lib.h>

static void
write_format (HuJsonWriter *json, const HuFormat *format)
{
  const char *omits = hu_format_get_omits (format);

  hu_json_writer_begin_object (json);
  hu_json_writer_member_string (json, "name", format->name);
  hu_json_writer_member_string (json, "label", hu_format_get_label (format));
  hu_json_writer_key (json, "extensions");
  hu_json_writer_begin_inline_list (json);
  for (guint i = 0; i < HU_FORMAT_MAX_EXTENSIONS && format->extensions[i]; i++)
    hu_json_writer_string (json, format->extensions[i], -1);
  hu_json_writer_end_list (json);
  hu_json_writer_key (json, "import");
  hu_json_writer_boolean (json, hu_format_can_import (format));
  hu_json_writer_key (json, "export");
  hu_json_writer_boolean (json, hu_format_can_export (format));
  if (omits)
    hu_json_writer_member_string (json, "omits", omits);
  hu_json_writer_end_object (json);
}

static void
print_format (HuCli *cli, const HuFormat *format)
{
  const char *omits = hu_format_get_omits (format);
  gboolean import = hu_format_can_import (format), export = hu_format_can_export (format);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) extensions = NULL;
  g_autofree char *endings = NULL;

  for (guint i = 0; i < HU_FORMAT_MAX_EXTENSIONS && format->extensions[i]; i++)
    g_strv_builder_add (builder, format->extensions[i]);
  extensions = g_strv_builder_end (builder);
  endings = g_strjoinv (", .", extensions);
  hu_cli_print (cli, "%-14s %-13s %s (.%s)\n", format->name,
                import && export ? _ ("import export")
                : import         ? _ ("import")
                                 : _ ("       export"),
                hu_format_get_label (format), endings);
  if (omits && export)
    hu_cli_print (cli, "%-28s %s\n", "", omits);
}

static int
run (HuCli *cli)
{
  HuJsonWriter *json = hu_cli_get_json (cli);
  const HuFormat *format;

  if (json)
    hu_json_writer_begin_list (json);
  for (guint i = 0; (format = hu_formats_get_nth (i)); i++)
    if (json)
      write_format (json, format);
    else
      print_format (cli, format);
  if (json)
    hu_json_writer_end_list (json);
  return HU_CLI_OK;
}

static const HuCliOption options[] = {
  HU_CLI_OPTION_JSON{ NULL },
};

static const HuCliExample examples[] = {
  { "hustings-cli formats", N_ ("Tells what can be read and written.") },
  { NULL },
};

static const HuCliExit exits[] = {
  { HU_CLI_OK, N_ ("The list was written.") },
  { HU_CLI_USAGE, N_ ("The command line is wrong.") },
  { 0, NULL },
};

const HuCliCommand hu_cli_formats_command = {
  .name = "formats",
  .operands = "",
  .words = HU_CLI_WORDS_ANY,
  .summary = N_ ("List the formats, and what each can’t carry"),
  .description =
      N_ ("One line a format: its name on a command line, whether it can be imported and exported, what it "
          "is, and the endings of its files."),
  .options = options,
  .examples = examples,
  .exits = exits,
  .run = run,
};
