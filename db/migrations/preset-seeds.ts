/** A preset for downloads that an installation begins with. */
export interface PresetSeed {
  key: string
  names: Record<string, string>
  kinds: string[]
  settings: Record<string, unknown>
  tier: 'web' | 'original'
}

/** Returns the settings of a preset, of which most are the usual ones. */
export const settings = (changed: Record<string, unknown>): Record<string, unknown> => ({
  ...{ format: 'jpeg', width: null, height: null, fit: 'inside', colourSpace: 'srgb' },
  ...{ quality: null, background: '#ffffff', dpi: null, ...changed },
})

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Returns SQL rows of key, names, kinds, settings, tier and place from 1, for `values`. */
export const rowsOf = (seeds: readonly PresetSeed[]): string =>
  seeds
    .map(
      ({ key, names, kinds, settings: recipe, tier }, index) =>
        `(${quoted(key)}, ${quoted(JSON.stringify(names))}::jsonb, array[${kinds.map(quoted).join(', ')}],
      ${quoted(JSON.stringify(recipe))}::jsonb, ${quoted(tier)}, ${index + 1})`,
    )
    .join(',\n')
