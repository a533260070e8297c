import { z } from 'zod'

/** Typefaces included in the product and self-hosted; `system` loads no font file. */
export const FONTS = ['inter', 'source-sans-3', 'fraunces', 'system'] as const
export type Font = (typeof FONTS)[number]

/** CSS family lists. The Latin faces contain no Arabic letters, so browsers fall back to Noto for them. */
export const FONT_STACKS: Record<Font, string> = {
  inter: '"Inter Variable","Inter Fallback","Noto Sans Arabic Variable",system-ui,sans-serif',
  'source-sans-3': '"Source Sans 3 Variable","Source Sans 3 Fallback","Noto Sans Arabic Variable",system-ui,sans-serif',
  fraunces: '"Fraunces Variable","Fraunces Fallback","Noto Sans Arabic Variable",Georgia,serif',
  system: 'system-ui,"Noto Sans Arabic Variable",sans-serif',
}

export const THEME_MODES = ['light', 'dark', 'follow'] as const
export const RADII = ['none', 'soft', 'round'] as const
export type Radius = (typeof RADII)[number]
export const LAYOUTS = ['justified', 'uniform'] as const

const hex = z
  .string()
  .trim()
  .regex(/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i, 'theme.colour')
  .transform((value) => {
    const digits = value.slice(1).toLowerCase()
    return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits}`
  })

const percent = z.number().min(0).max(100)

/** Theme settings of a portal; `compileTheme` derives everything else. */
export const PortalTheme = z.object({
  brandColour: hex.default('#3a5bd9'),
  /** Page background and text, for the mode that the background belongs to; the other mode keeps the defaults. */
  background: hex.optional(),
  text: hex.optional(),
  mode: z.enum(THEME_MODES).default('follow'),
  displayFont: z.enum(FONTS).default('inter'),
  textFont: z.enum(FONTS).default('inter'),
  radius: z.enum(RADII).default('soft'),
  layout: z.enum(LAYOUTS).default('justified'),
  /** Opacity of the dark overlay on the hero picture, in percent. */
  scrim: z.number().min(0).max(80).default(40),
  /** The point of the hero picture that stays visible when it is cropped, in percent from its left top corner. */
  heroFocus: z.object({ x: percent, y: percent }).default({ x: 50, y: 50 }),
})
export type PortalTheme = z.output<typeof PortalTheme>
export type PortalThemeInput = z.input<typeof PortalTheme>
