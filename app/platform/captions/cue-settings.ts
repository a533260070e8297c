const PERCENT = String.raw`(?:100(?:\.0+)?|\d{1,2}(?:\.\d{1,6})?)%`

/** Values of each setting (WebVTT, section 4.4). Not `region`: regions are not kept. */
const SETTINGS: Record<string, RegExp> = {
  vertical: /^(?:rl|lr)$/,
  line: new RegExp(String.raw`^(?:-?\d{1,4}|${PERCENT})(?:,(?:start|center|end))?$`),
  position: new RegExp(`^${PERCENT}(?:,(?:line-left|center|line-right))?$`),
  size: new RegExp(`^${PERCENT}$`),
  align: /^(?:start|center|end|left|right)$/,
}

/** No valid list of settings is longer. */
const LONGEST = 200

/** Returns the valid settings of a cue, each once, with a leading space; others are ignored, as browsers do. */
export function cueSettingsOf(text: string): string {
  const kept = new Map<string, string>()
  for (const setting of text.slice(0, LONGEST).split(/[ \t]+/)) {
    const colon = setting.indexOf(':')
    const [name, value] = [setting.slice(0, colon), setting.slice(colon + 1)]
    if (colon > 0 && Object.hasOwn(SETTINGS, name) && SETTINGS[name]?.test(value)) kept.set(name, value)
  }
  return [...kept].map(([name, value]) => ` ${name}:${value}`).join('')
}
