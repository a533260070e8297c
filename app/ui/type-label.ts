/** Returns the type of a file as text, such as “Photo · JPG”: its kind and its extension, once where they are the same. */
export const typeLabel = (kind: string, extension: string): string =>
  [...new Set([kind, extension.toUpperCase()])].join(' · ')
