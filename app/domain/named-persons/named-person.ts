import { z } from 'zod'
import { readIdentifier } from './identifier'

/** In what capacities metadata names somebody; their names are in the `named-persons` locale file. */
export const CAPACITIES = ['photographer', 'filmmaker', 'illustrator', 'author', 'model', 'shown'] as const
export type Capacity = (typeof CAPACITIES)[number]

/** Somebody of the register; e-mail and notes are for staff only. */
export interface NamedPerson {
  id: number
  name: string
  otherNames: string[]
  capacities: Capacity[]
  creditLine: string | null
  identifier: string | null
  email: string | null
  notes: string | null
  mergedInto: number | null
  archivedAt: Date | null
}

const [MOST_NAME, MOST_NAMES] = [200, 20]

/** Semicolons are between names, and a number behind `#` is an id, wherever names are typed. */
const isName = (name: string): boolean => !/[;\n\r]|#\d+$/.test(name)

const Name = z
  .string()
  .trim()
  .min(1, 'form.required')
  .max(MOST_NAME)
  .transform((name) => name.normalize('NFC').replace(/\s+/g, ' '))
  .refine(isName, 'named_person.name')

const OtherNames = z
  .string()
  .max(MOST_NAMES * MOST_NAME)
  .default('')
  .transform((text) => [
    ...new Set(
      text
        .split(/[;\n\r]+/)
        .map((name) => name.normalize('NFC').trim().replace(/\s+/g, ' '))
        .filter(Boolean),
    ),
  ])
  .refine((names) => names.length <= MOST_NAMES && names.every((name) => name.length <= MOST_NAME), 'form.too_long')
  .refine((names) => names.every(isName), 'named_person.name')

/** What is said of somebody; other names one a line, or separated by semicolons. */
export const NamedPersonInput = z.strictObject({
  name: Name,
  otherNames: OtherNames,
  capacities: z.array(z.enum(CAPACITIES)).max(CAPACITIES.length).default([]),
  creditLine: z.string().trim().max(300).optional(),
  identifier: z
    .string()
    .trim()
    .max(500)
    .optional()
    .transform((text, context) => {
      if (!text) return undefined
      const address = readIdentifier(text)
      if (address === undefined) context.addIssue({ code: 'custom', message: 'named_person.identifier' })
      return address
    }),
  email: z.string().trim().toLowerCase().max(254).email().optional(),
  notes: z.string().trim().max(4000).optional(),
})
export type NamedPersonInput = z.output<typeof NamedPersonInput>

/** Somebody of whom no more than the name is known yet. */
export const nameOnly = (name: string): NamedPersonInput => NamedPersonInput.parse({ name })
