/**
 * Moves focus into a field, and opens a collapsed section around it; following a fragment alone would leave focus on the link.
 * Returns whether there is such a field.
 */
export function goToField(id: string): boolean {
  const target = document.getElementById(id)
  if (!target) return false
  const folded = target.closest('details')
  if (folded) folded.open = true
  target.focus()
  target.scrollIntoView({ block: 'center' })
  return true
}
