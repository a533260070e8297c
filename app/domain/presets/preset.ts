import { z } from 'zod'
import { EMBEDS, type TextRule } from '~/platform/embedding/text-rule'
import { boxOfRatio, NAMED_CROP_NAMES, NAMED_CROPS } from '~/platform/images/edit-geometry'
import {
  COLOUR_SPACES,
  FITS,
  hasQuality,
  hasTransparency,
  isFilmFormat,
  isWrittenFormat,
  LONGEST_PRESET_SIDE,
  PRESET_FORMATS,
  PRESET_KINDS,
  type PresetSettings,
  settingsIssues,
} from '~/platform/images/preset-settings'
import { LOCALES, type Localized } from '~/platform/language'
import { localizedSchema } from '~/platform/localized-schema'

/** What the terms of a portal or share must allow for the downloads of a preset. */
export const PRESET_TIERS = ['web', 'original'] as const
export type PresetTier = (typeof PRESET_TIERS)[number]

/** Which texts are in what a preset makes: those that the portal or share says, or the same everywhere. */
export const PRESET_EMBEDS = ['inherit', ...EMBEDS] as const

/** A preset for downloads. Its key is part of addresses, names of files and the audit log, and never changes. */
export interface DownloadPreset {
  key: string
  names: Localized
  kinds: string[]
  settings: PresetSettings
  tier: PresetTier
  /** The texts in what it makes; absent where they are as the portal or share says, and the credit alone for staff. */
  texts?: TextRule
  changedAt: Date
  retiredAt: Date | null
}

/** Names of what is made on arrival, and of sizes without a preset: no preset may be called so. */
export const RESERVED_KEYS: ReadonlySet<string> = new Set([
  ...[
    'thumb',
    'small',
    'preview',
    'web',
    'view',
    'strip',
    'contents',
    'clean',
    'original',
    'custom',
    'clip',
    'package',
    'new',
  ],
])

const Side = z.number().int().min(1).max(LONGEST_PRESET_SIDE).optional()

const settingFields = {
  format: z.enum(PRESET_FORMATS),
  width: Side,
  height: Side,
  fit: z.enum(FITS),
  colourSpace: z.enum(COLOUR_SPACES),
  quality: z.number().int().min(1).max(100).optional(),
  transparent: z.boolean().default(false),
  background: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, 'theme.colour')
    .default('#ffffff'),
  dpi: z.number().int().min(1).max(2400).optional(),
}

/** What every form of a preset has; `checkPreset` says what contradicts itself in it. */
export const presetFields = {
  names: localizedSchema(80),
  kinds: z.array(z.enum(PRESET_KINDS)).min(1).max(PRESET_KINDS.length),
  ...settingFields,
  tier: z.enum(PRESET_TIERS),
  embeds: z.enum(PRESET_EMBEDS).default('inherit'),
  /** For all approved texts; none for the language of the recipient. */
  embedLanguage: z.enum(LOCALES).optional(),
}

/** What a form without pixels has in place of a box and of colours. */
const WRITTEN: Omit<PresetSettings, 'format'> = {
  ...{ width: null, height: null, fit: 'inside', colourSpace: 'srgb', quality: null, background: '#ffffff', dpi: null },
}

type SettingFields = z.output<z.ZodObject<typeof settingFields>>

/** Returns the settings of a form's fields; what the format cannot have is dropped. */
export function settingsOf(input: SettingFields): PresetSettings {
  const { format, width, height, fit, colourSpace, quality, transparent, background, dpi } = input
  if (isWrittenFormat(format)) return { ...WRITTEN, format }
  const isFilm = isFilmFormat(format)
  return {
    ...{ format, fit, colourSpace, width: width ?? null, height: height ?? null },
    quality: hasQuality(format) ? (quality ?? 85) : null,
    background: transparent && !isFilm ? 'keep' : background,
    dpi: isFilm ? null : (dpi ?? null),
  }
}

const FIELD_OF: Partial<Record<string, string>> = { background: 'transparent' }

/** Adds an issue beside each field that contradicts another. */
function checkSettings(input: SettingFields & { kinds: string[] }, context: z.RefinementCtx): void {
  for (const { field, code } of settingsIssues(settingsOf(input), input.kinds))
    context.addIssue({ code: 'custom', path: [FIELD_OF[field] ?? field], message: code })
}

/** The same, and one when there is no name in any language. */
export function checkPreset(
  input: SettingFields & { kinds: string[]; names: Localized },
  context: z.RefinementCtx,
): void {
  checkSettings(input, context)
  if (!Object.values(input.names).some(Boolean))
    context.addIssue({ code: 'custom', path: ['names', 'en'], message: 'form.required' })
}

/** What is changed of a preset. */
export const PresetFields = z.strictObject(presetFields).superRefine(checkPreset)

/** The fields of a new preset's form. */
export const NewPreset = z
  .strictObject({
    key: z
      .string()
      .trim()
      .toLowerCase()
      .min(1)
      .max(40)
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'form.slug')
      .refine((key) => !RESERVED_KEYS.has(key), 'form.slug_reserved'),
    ...presetFields,
  })
  .superRefine(checkPreset)

/** What a sample is made by: the settings alone, whatever the other fields of a form hold. */
export const SampleFields = z
  .strictObject({
    ...{ intent: z.string().max(40).optional(), key: z.string().max(100).optional() },
    ...{ ...presetFields, tier: z.string().max(40).optional() },
  })
  .superRefine(checkSettings)

/**
 * A size that a member of staff asks for. The format is one of pictures, the box is bounded as that of a preset. With a named crop
 * it is the largest of that shape within the box.
 */
export const CustomSize = z
  .strictObject({
    format: z.enum(['png', 'jpeg', 'webp', 'avif', 'tiff']),
    width: z.coerce.number().int().min(1).max(LONGEST_PRESET_SIDE).optional(),
    height: z.coerce.number().int().min(1).max(LONGEST_PRESET_SIDE).optional(),
    fit: z.enum(FITS).default('inside'),
    crop: z.enum(NAMED_CROP_NAMES).optional(),
  })
  .transform(({ crop, ...size }) =>
    crop && (size.width || size.height)
      ? { ...size, ...boxOfRatio(NAMED_CROPS[crop], size.width, size.height), fit: 'cover' as const }
      : size,
  )
  .transform(
    ({ format, width, height, fit }): PresetSettings => ({
      ...{ format, fit, width: width ?? null, height: height ?? null, colourSpace: 'srgb', dpi: null },
      quality: hasQuality(format) ? 90 : null,
      background: hasTransparency(format) ? 'keep' : '#ffffff',
    }),
  )
  .refine((settings) => settingsIssues(settings, []).length === 0)
