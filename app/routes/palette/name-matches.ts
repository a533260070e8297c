const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Whether a name has every word that was typed, whatever its accents and capitals. */
export function nameMatches(name: string, typed: string): boolean {
  const within = plain(name)
  return plain(typed)
    .split(/\s+/)
    .every((word) => within.includes(word))
}
