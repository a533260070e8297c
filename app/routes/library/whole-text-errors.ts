/**
 * Returns errors with those of whole texts (`title`: no language has one) at the field of the language that is open, so that they are
 * beside something that can be typed into.
 */
export const wholeTextErrors = (
  errors: Record<string, string[]>,
  names: readonly string[],
  locale: string,
): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(errors).map(([name, messages]) => [names.includes(name) ? `${name}.${locale}` : name, messages]),
  )
