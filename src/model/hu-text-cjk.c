/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decoding of the double-byte encodings of East Asia, character for character as Python's codecs do.
 *
 * ICU's converters know what the pairs stand for, but extend the standards (user-defined and vendors' rows)
 * and take ill-formed input differently. So a table of pairs is filled from ICU, a few entries and rows are
 * set right, and the loop over the bytes is ours: an ill-formed byte is one U+FFFD, an unfinished sequence at
 * the end is one too. */
#include "hu-text-private.h"

#include <string.h>
#include <unicode/ucnv.h>

#define REPLACEMENT 0xFFFD
#define N_LEADS     128
#define INVALID     (-1)
#define TOO_FEW     0

typedef struct
{
  HuCjk kind;
  UConverter *converter;
  guint16 (*pairs)[256]; /* by lead byte - 0x80 and trail byte; 0 where nothing */
  guint16 *triples;      /* EUC-JP's third set, by 94 × 94 */
} Decoder;

static const char *const converter_names[] = {
  [HU_CJK_CP932] = "windows-31j",       [HU_CJK_SHIFT_JIS] = "windows-31j",
  [HU_CJK_EUC_JP] = "EUC-JP",           [HU_CJK_GB18030] = "gb18030",
  [HU_CJK_GBK] = "windows-936-2000",    [HU_CJK_BIG5] = "windows-950-2000",
  [HU_CJK_CP950] = "windows-950-2000",  [HU_CJK_CP949] = "windows-949-2000",
  [HU_CJK_EUC_KR] = "windows-949-2000",
};

typedef struct
{
  guint16 pair;
  guint16 c;
} Patch;

/* Where Python follows the standard and ICU Microsoft. */
static const Patch shift_jis_patches[] = { { 0x8160, 0x301C }, { 0x8161, 0x2016 }, { 0x817C, 0x2212 },
                                           { 0x8191, 0x00A2 }, { 0x8192, 0x00A3 }, { 0x81CA, 0x00AC } };
static const Patch euc_jp_patches[] = { { 0xA1C1, 0x301C }, { 0xA1C2, 0x2016 }, { 0xA1DD, 0x2212 },
                                        { 0xA1F1, 0x00A2 }, { 0xA1F2, 0x00A3 }, { 0xA2CC, 0x00AC } };
static const Patch gb18030_patches[] = { { 0xA8BC, 0xE7C7 } };
static const Patch big5_patches[] = { { 0xA145, 0x2022 }, { 0xA14E, 0xFF64 }, { 0xA1C2, 0x203E },
                                      { 0xA1E3, 0x223C }, { 0xA1F2, 0x2641 }, { 0xA1F3, 0x2609 },
                                      { 0xA241, 0xFF0F }, { 0xA242, 0xFF3C }, { 0xA244, 0x00A5 },
                                      { 0xA246, 0x00A2 }, { 0xA247, 0x00A3 }, { 0xA3E1, 0 } };

/* Kana, Cyrillic and circled digits at the end of Big5's symbols: index from C640, first character, how many.
 */
static const struct
{
  guint16 index, c, n;
} big5_symbols[] = { { 63, 0x30FE, 1 },   { 64, 0x309D, 2 },  { 66, 0x3005, 1 },   { 67, 0x3041, 83 },
                     { 150, 0x30A1, 86 }, { 236, 0x0414, 2 }, { 238, 0x0401, 1 },  { 239, 0x0416, 7 },
                     { 246, 0x0423, 19 }, { 265, 0x0451, 1 }, { 266, 0x0436, 26 }, { 292, 0x2460, 10 },
                     { 302, 0x2474, 10 } };

/* What ICU makes of the whole of @bytes; 0 unless it is one character. */
static gunichar
convert (UConverter *converter, const guint8 *bytes, guint n)
{
  UErrorCode error = U_ZERO_ERROR;
  UChar buffer[8], *target = buffer;
  const char *source = (const char *) bytes;
  gunichar c;

  ucnv_resetToUnicode (converter);
  ucnv_toUnicode (converter, &target, buffer + G_N_ELEMENTS (buffer), &source, source + n, NULL, TRUE,
                  &error);
  if (U_FAILURE (error))
    return 0;
  if (target == buffer + 1)
    return U16_IS_SURROGATE (buffer[0]) ? 0 : buffer[0];
  if (target != buffer + 2 || !U16_IS_LEAD (buffer[0]))
    return 0;
  c = U16_GET_SUPPLEMENTARY (buffer[0], buffer[1]);
  return c;
}

static gboolean
is_private (gunichar c)
{
  return c >= 0xE000 && c < 0xF900;
}

/* Whether the encoding proper has this pair, of those that ICU's vendor variant knows. */
static gboolean
has_pair (HuCjk kind, guint lead, guint trail, gunichar c)
{
  switch (kind)
    {
    case HU_CJK_SHIFT_JIS:
      return lead < 0xF0 && lead != 0x87 && lead != 0xED && lead != 0xEE;
    case HU_CJK_EUC_JP:
      return lead >= 0xA1 && lead < 0xF5 && lead != 0xAD && !is_private (c);
    case HU_CJK_GBK:
      return lead > 0x80 && lead < 0xFF && !is_private (c);
    case HU_CJK_EUC_KR:
      return lead > 0xA0 && trail > 0xA0 && !is_private (c) && c != 0x3164;
    case HU_CJK_CP949:
    case HU_CJK_CP950:
      return !is_private (c);
    case HU_CJK_BIG5:
      return !is_private (c) && (lead != 0xF9 || trail < 0xD6);
    case HU_CJK_CP932:
    case HU_CJK_GB18030:
    default:
      return TRUE;
    }
}

static void
apply_patches (Decoder *self)
{
  const Patch *patches = NULL;
  gsize n = 0;

  if (self->kind == HU_CJK_SHIFT_JIS)
    patches = shift_jis_patches, n = G_N_ELEMENTS (shift_jis_patches);
  else if (self->kind == HU_CJK_EUC_JP)
    patches = euc_jp_patches, n = G_N_ELEMENTS (euc_jp_patches);
  else if (self->kind == HU_CJK_GB18030)
    patches = gb18030_patches, n = G_N_ELEMENTS (gb18030_patches);
  else if (self->kind == HU_CJK_BIG5)
    patches = big5_patches, n = G_N_ELEMENTS (big5_patches);
  for (gsize i = 0; i < n; i++)
    self->pairs[(patches[i].pair >> 8) - 0x80][patches[i].pair & 0xFF] = patches[i].c;

  if (self->kind != HU_CJK_BIG5 && self->kind != HU_CJK_CP950)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (big5_symbols); i++)
    for (guint k = 0; k < big5_symbols[i].n; k++)
      {
        guint index = big5_symbols[i].index + k, lead = 0xC6 + index / 157, column = index % 157;

        self->pairs[lead - 0x80][column < 63 ? 0x40 + column : 0x62 + column] =
            (guint16) (big5_symbols[i].c + k);
      }
}

static void
fill_triples (Decoder *self)
{
  self->triples = g_new0 (guint16, 94 * 94);
  for (guint row = 0; row < 77; row++) /* JIS X 0212's; what follows is vendors' */
    for (guint cell = 0; cell < 94; cell++)
      {
        guint8 bytes[3] = { 0x8F, (guint8) (0xA1 + row), (guint8) (0xA1 + cell) };
        gunichar c = convert (self->converter, bytes, 3);

        if (c < 0xFFFF && !is_private (c))
          self->triples[row * 94 + cell] = (guint16) c;
      }
  self->triples[1 * 94 + 0xB7 - 0xA1] = '~';
}

static gboolean
decoder_init (Decoder *self, HuCjk kind)
{
  UErrorCode error = U_ZERO_ERROR;

  memset (self, 0, sizeof *self);
  self->kind = kind;
  self->converter = ucnv_open (converter_names[kind], &error);
  if (U_FAILURE (error))
    return FALSE;
  ucnv_setToUCallBack (self->converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
  self->pairs = g_malloc0 (N_LEADS * sizeof *self->pairs);
  for (guint lead = 0x80; lead < 0x100; lead++)
    for (guint trail = 0x30; trail < 0x100; trail++)
      {
        guint8 bytes[2] = { (guint8) lead, (guint8) trail };
        gunichar c = convert (self->converter, bytes, 2);

        if (c != 0 && c < 0xFFFF && has_pair (kind, lead, trail, c))
          self->pairs[lead - 0x80][trail] = (guint16) c;
      }
  apply_patches (self);
  if (kind == HU_CJK_EUC_JP)
    fill_triples (self);
  return TRUE;
}

static void
decoder_clear (Decoder *self)
{
  g_clear_pointer (&self->converter, ucnv_close);
  g_free (self->pairs);
  g_free (self->triples);
}

static int
decode_pair (Decoder *self, const guint8 *bytes, gsize left, gunichar *c)
{
  if (left < 2)
    return TOO_FEW;
  *c = self->pairs[bytes[0] - 0x80][bytes[1]];
  return *c != 0 ? 2 : INVALID;
}

static int
decode_japanese (Decoder *self, const guint8 *bytes, gsize left, gunichar *c)
{
  guint8 lead = bytes[0];

  if (lead >= 0xA1 && lead <= 0xDF)
    {
      *c = 0xFEC0u + lead;
      return 1;
    }
  if (self->kind == HU_CJK_CP932)
    {
      if (lead == 0x80 || lead == 0xA0 || lead >= 0xFD)
        {
          *c = lead == 0x80 ? 0x80u : lead == 0xA0 ? 0xF8F0u : 0xF8F1u - 0xFD + lead;
          return 1;
        }
    }
  else if (lead < 0x81 || lead == 0xA0 || lead > 0xFC)
    return INVALID;
  return decode_pair (self, bytes, left, c);
}

static int
decode_euc_jp (Decoder *self, const guint8 *bytes, gsize left, gunichar *c)
{
  if (bytes[0] == 0x8E)
    {
      if (left < 2)
        return TOO_FEW;
      *c = 0xFEC0u + bytes[1];
      return bytes[1] >= 0xA1 && bytes[1] <= 0xDF ? 2 : INVALID;
    }
  if (bytes[0] == 0x8F)
    {
      if (left < 3)
        return TOO_FEW;
      if (bytes[1] < 0xA1 || bytes[1] > 0xFE || bytes[2] < 0xA1 || bytes[2] > 0xFE)
        return INVALID;
      *c = self->triples[(bytes[1] - 0xA1) * 94 + bytes[2] - 0xA1];
      return *c != 0 ? 3 : INVALID;
    }
  return decode_pair (self, bytes, left, c);
}

static gboolean
is_gb_digit (guint8 byte)
{
  return byte >= 0x30 && byte <= 0x39;
}

static int
decode_gb18030 (Decoder *self, const guint8 *bytes, gsize left, gunichar *c)
{
  if (left < 2)
    return TOO_FEW;
  if (!is_gb_digit (bytes[1]))
    return decode_pair (self, bytes, left, c);
  if (left < 4)
    return TOO_FEW;
  if (bytes[0] < 0x81 || bytes[0] > 0xFE || bytes[2] < 0x81 || bytes[2] > 0xFE || !is_gb_digit (bytes[3]))
    return INVALID;
  *c = convert (self->converter, bytes, 4);
  return *c != 0 ? 4 : INVALID;
}

/* A Hangul syllable written as filler, initial, vowel, final: eight bytes. */
static int
decode_hangul_parts (const guint8 *bytes, gsize left, gunichar *c)
{
  static const gint8 initials[] = { 0,  1, -1, 2, -1, -1, 3,  4,  5,  -1, -1, -1, -1, -1, -1,
                                    -1, 6, 7,  8, -1, 9,  10, 11, 12, 13, 14, 15, 16, 17, 18 };
  static const gint8 finals[] = { 1,  2,  3,  4,  5,  6,  7,  -1, 8,  9,  10, 11, 12, 13, 14,
                                  15, 16, 17, -1, 18, 19, 20, 21, 22, -1, 23, 24, 25, 26, 27 };
  int initial, vowel, final;

  if (left < 8)
    return TOO_FEW;
  if (bytes[2] != 0xA4 || bytes[4] != 0xA4 || bytes[6] != 0xA4)
    return INVALID;
  initial = bytes[3] >= 0xA1 && bytes[3] <= 0xBE ? initials[bytes[3] - 0xA1] : -1;
  vowel = bytes[5] >= 0xBF && bytes[5] <= 0xD3 ? bytes[5] - 0xBF : -1;
  final = bytes[7] == 0xD4 ? 0 : bytes[7] >= 0xA1 && bytes[7] <= 0xBE ? finals[bytes[7] - 0xA1] : -1;
  if (initial < 0 || vowel < 0 || final < 0)
    return INVALID;
  *c = (gunichar) (0xAC00 + initial * 588 + vowel * 28 + final);
  return 8;
}

/* How many bytes made @c, or INVALID, or TOO_FEW. */
static int
decode_one (Decoder *self, const guint8 *bytes, gsize left, gunichar *c)
{
  switch (self->kind)
    {
    case HU_CJK_CP932:
    case HU_CJK_SHIFT_JIS:
      return decode_japanese (self, bytes, left, c);
    case HU_CJK_EUC_JP:
      return decode_euc_jp (self, bytes, left, c);
    case HU_CJK_GB18030:
      return decode_gb18030 (self, bytes, left, c);
    case HU_CJK_EUC_KR:
      if (left >= 2 && bytes[0] == 0xA4 && bytes[1] == 0xD4)
        return decode_hangul_parts (bytes, left, c);
      return decode_pair (self, bytes, left, c);
    case HU_CJK_GBK:
    case HU_CJK_BIG5:
    case HU_CJK_CP950:
    case HU_CJK_CP949:
    default:
      return decode_pair (self, bytes, left, c);
    }
}

void
hu_decode_cjk (const guint8 *bytes, gsize length, HuCjk kind, GString *out)
{
  Decoder decoder;
  gsize i = 0;

  if (!decoder_init (&decoder, kind))
    {
      hu_decode_utf8 (bytes, length, out);
      return;
    }
  while (i < length)
    {
      gunichar c = REPLACEMENT;
      int n;

      if (bytes[i] < 0x80)
        {
          g_string_append_c (out, (char) bytes[i++]);
          continue;
        }
      n = decode_one (&decoder, bytes + i, length - i, &c);
      g_string_append_unichar (out, n > 0 ? c : REPLACEMENT);
      i = n == TOO_FEW ? length : i + (gsize) MAX (n, 1);
    }
  decoder_clear (&decoder);
}
