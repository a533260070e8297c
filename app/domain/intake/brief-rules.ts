import { z } from 'zod'
import {
  type ArrivingFile,
  brokenRules,
  Extensions,
  type HoldReason,
  type IngestRules,
} from '~/domain/folders/ingest-rules'
import { LONGEST_PATTERN } from '~/domain/folders/name-pattern'
import { KINDS } from '~/platform/files/kinds'

/** What the files of a brief must be like: the rules that folders have, which the guest's page checks before bytes are sent. */
export type BriefRules = Omit<IngestRules, 'isScanned'>

/** The rules as a form states them; what is empty asks for nothing. */
export const RulesPart = z
  .strictObject({
    kinds: z.array(z.enum(KINDS)).max(KINDS.length).default([]),
    extensions: Extensions.default([]),
    leastSide: z.coerce.number().int().min(1).max(100_000).optional(),
    profile: z.string().trim().max(100).optional(),
    namePattern: z.string().trim().max(LONGEST_PATTERN).optional(),
  })
  .default({ kinds: [], extensions: [] })
  .transform(
    ({ kinds, extensions, leastSide, profile, namePattern }): BriefRules => ({
      ...{ kinds, extensions },
      ...{ leastSide: leastSide ?? null, profile: profile || null, namePattern: namePattern || null },
    }),
  )

/** Returns the rules of a brief that a file breaks, with what its slot asks beyond them. Releases are documents and break none. */
export const brokenBriefRules = (
  rules: BriefRules,
  file: ArrivingFile,
  slot?: { leastSide: number | null },
): HoldReason[] => brokenRules({ ...rules, leastSide: slot?.leastSide ?? rules.leastSide, isScanned: false }, file)
