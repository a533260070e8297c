/** Returns the sets of ids that pairs connect, each in the order in which its ids first come. */
export function groupPairs(pairs: readonly (readonly [string, string])[]): string[][] {
  const groupOf = new Map<string, string[]>()
  for (const [one, other] of pairs) {
    const group = groupOf.get(one) ?? [one]
    const second = groupOf.get(other) ?? [other]
    if (group !== second) group.push(...second)
    for (const id of group) groupOf.set(id, group)
  }
  return [...new Set(groupOf.values())]
}
