/** Returns a share, 0 to 1, in percent with two significant digits: `3.2%`, `0.014%`, `12%`; never 0 for what is more. */
export function formatShare(share: number, locale: string): string {
  const shown = share > 0 ? Math.max(share, 0.00001) : 0
  const options = { style: 'percent', maximumSignificantDigits: share >= 0.995 && share < 1 ? 3 : 2 } as const
  return new Intl.NumberFormat(`${locale === 'en' ? 'en-GB' : locale}-u-nu-latn`, options).format(shown)
}
