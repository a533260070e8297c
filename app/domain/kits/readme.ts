import type { Refused } from '~/domain/delivery/delivery.server'

/** Returns a text of README.txt in the reader's language, from its key and facts. */
export type ReadmeTexts = (key: string | string[], facts?: Record<string, unknown>) => string

/** A file that the viewer may know of and that is not in the kit. */
export interface OmittedFile {
  title: string
  reason: Refused
  /** Number of the version that was withdrawn, for the reason that names it. */
  version?: number
}

export interface ReadmeFacts {
  title: string
  count: number
  omitted: OmittedFile[]
  /** How many more files are left out that the viewer may not see. */
  withheld: number
}

/** Returns README.txt: what the kit contains, what each document is for, and what is left out and why. */
export function readmeText(t: ReadmeTexts, { title, count, omitted, withheld }: ReadmeFacts): string {
  const parts = [
    `${title}\n${'='.repeat([...title].length)}`,
    t('readme.files', { count }),
    ['credits', 'licences', 'manifest'].map((name) => `- ${t(`readme.${name}`)}`).join('\n'),
  ]
  if (omitted.length) {
    const lines = omitted.map(
      ({ title: name, reason, version }) =>
        `- ${name}: ${t([`readme.reason.${reason}`, 'readme.reason.other'], { version })}`,
    )
    parts.push([t('readme.left_out', { count: omitted.length }), ...lines].join('\n'))
  }
  if (withheld) parts.push(t('readme.withheld', { count: withheld }))
  return `${parts.join('\n\n')}\n`
}
