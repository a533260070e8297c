/** Arguments of Ghostscript that run a PostScript program without a page; `-dSAFER` as the product has it unless it is off. */
export const postScriptArgs = (input: string, { safer = true, more = [] as string[] } = {}): string[] => [
  ...['-q', safer ? '-dSAFER' : '-dNOSAFER', '-dBATCH', '-dNOPAUSE', '-sDEVICE=nullpage', ...more, input],
]
