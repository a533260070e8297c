import { z } from 'zod'
import { Extensions } from '~/domain/folders/ingest-rules'
import { LONGEST_PATTERN } from '~/domain/folders/name-pattern'
import { KINDS } from '~/platform/files/kinds'
import type { BriefRules } from './broken-brief-rules'

export { type BriefRules, brokenBriefRules } from './broken-brief-rules'

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
