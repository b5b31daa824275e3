/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fuzz targets share. Each defines LLVMFuzzerTestOneInput(), which must come back whatever it is
 * given. */
#pragma once

#include <glib.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
int LLVMFuzzerInitialize (int *argc, char ***argv);

/* The article that layers are of: the seeds have its hash. */
#define FUZZ_ARTICLE                                                                                         \
  "Envoys seek an accord\n\nPremier Anneke Voss said that a fee “would help” mills.\n"                   \
  "Nobody a\xcc\x8agreed 🇫🇷.\r\nThe ministry wants it.\n"

static inline void
fuzz_fail (const char *file, int line, const char *condition)
{
  g_printerr ("%s:%d: %s does not hold\n", file, line, condition);
  abort ();
}

/* What must hold whatever comes in. */
#define fuzz_assert(condition) ((condition) ? (void) 0 : fuzz_fail (__FILE__, __LINE__, #condition))
