import type { Refused } from '~/domain/delivery/delivery.server'

/** The texts of README.txt in the reader's language: key and facts to text. */
export type ReadmeTexts = (key: string | string[], facts?: Record<string, unknown>) => string

/** A file that the reader may see and that is not in the kit. */
export interface OmittedFile {
  title: string
  reason: Refused
}

export interface ReadmeFacts {
  title: string
  count: number
  omitted: OmittedFile[]
  /** How many more are not in the kit, of which the reader learns no more. */
  withheld: number
}

/** README.txt: what the kit holds, which of its documents says what, and what is missing and why. */
export function readmeText(t: ReadmeTexts, { title, count, omitted, withheld }: ReadmeFacts): string {
  const parts = [
    `${title}\n${'='.repeat([...title].length)}`,
    t('readme.files', { count }),
    ['credits', 'licences', 'manifest'].map((name) => `- ${t(`readme.${name}`)}`).join('\n'),
  ]
  if (omitted.length) {
    const lines = omitted.map(
      ({ title: name, reason }) => `- ${name}: ${t([`readme.reason.${reason}`, 'readme.reason.other'])}`,
    )
    parts.push([t('readme.left_out', { count: omitted.length }), ...lines].join('\n'))
  }
  if (withheld) parts.push(t('readme.withheld', { count: withheld }))
  return `${parts.join('\n\n')}\n`
}
