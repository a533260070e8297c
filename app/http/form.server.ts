import { DomainError } from '~/platform/errors'

/** The longest form there is orders 5,000 files and says a few words besides. */
const MOST_FIELDS = 6000
const DEEPEST = 32

/**
 * The form of a request. The parser behind it builds whatever the names ask for: 100,000 fields of one name took it a
 * minute, `a[4294967294]` asks for a list of that length, and two reserved names carry commands of their own.
 * So only names that a form of ours could have reach it, and no text with a NUL, which PostgreSQL cannot hold.
 * Throws `form.unrecognized_keys` for others.
 */
export async function readForm(request: Request): Promise<FormData> {
  // What cannot be read as a form, whatever its type says, is the sender's fault and no failure of ours.
  const form = await request.formData().catch(() => {
    throw new DomainError('form.unrecognized_keys')
  })
  const isText = (value: FormDataEntryValue) => typeof value === 'string' && !value.includes('\0')
  if (!isPlausible([...form.keys()]) || ![...form.values()].every(isText))
    throw new DomainError('form.unrecognized_keys')
  return form
}

function isPlausible(names: string[]): boolean {
  if (names.length > MOST_FIELDS) return false
  const lists = new Map<string, number>()
  for (const name of names) {
    if (name.startsWith('__') || (name.match(/[.[]/g)?.length ?? 0) > DEEPEST) return false
    for (const { 0: place, 1: digits, index } of name.matchAll(/\[(\d*)\]/g)) {
      const list = name.slice(0, index)
      const length = place === '[]' ? 1 : Number(digits) + 1
      lists.set(list, Math.max(lists.get(list) ?? 0, length))
    }
  }
  return [...lists.values()].reduce((sum, length) => sum + length, 0) <= MOST_FIELDS
}
