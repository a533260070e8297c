import type { Brief } from './brief'

/** What of a brief contradicts itself, with what is needed to say so. */
export type Contradiction =
  | { code: 'slot_smaller'; slot: string; least: number; brief: number }
  | { code: 'slot_no_pixels'; slot: string }
  | { code: 'no_pixels' }
  | { code: 'no_profile' }
  | { code: 'too_few_files'; wanted: number; most: number }
  | { code: 'reminder_without_deadline' }

type Stated = Pick<Brief, 'mostFiles' | 'remindsDays' | 'rules'> & {
  hasDeadline: boolean
  slots: { title: string; wanted: number; leastSide: number | null }[]
}

const WITH_PIXELS = new Set(['photo', 'raw', 'layered', 'video'])
const WITH_PROFILE = new Set(['photo', 'layered', 'raw', 'pdf'])

/** Returns what of a brief guests could not fulfil, or what would have no effect; it may be saved all the same. */
export function contradictionsOf({ mostFiles, remindsDays, rules, hasDeadline, slots }: Stated): Contradiction[] {
  const { kinds, extensions, leastSide, profile } = rules
  // With extensions any kind may come in.
  const isOnly = (kindsWith: ReadonlySet<string>) =>
    extensions.length > 0 || kinds.length === 0 || kinds.some((kind) => kindsWith.has(kind))
  const found: Contradiction[] = []
  for (const { title, leastSide: least } of slots) {
    if (least && leastSide && least < leastSide)
      found.push({ code: 'slot_smaller', slot: title, least, brief: leastSide })
    if (least && !isOnly(WITH_PIXELS)) found.push({ code: 'slot_no_pixels', slot: title })
  }
  if (leastSide && !isOnly(WITH_PIXELS)) found.push({ code: 'no_pixels' })
  if (profile && !isOnly(WITH_PROFILE)) found.push({ code: 'no_profile' })
  const wanted = slots.reduce((sum, slot) => sum + slot.wanted, 0)
  if (mostFiles && wanted > mostFiles) found.push({ code: 'too_few_files', wanted, most: mostFiles })
  if (remindsDays && !hasDeadline) found.push({ code: 'reminder_without_deadline' })
  return found
}
