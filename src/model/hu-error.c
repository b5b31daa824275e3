/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of the core. */
#include "hu-error.h"

G_DEFINE_QUARK (hu - error - quark, hu_error)
