import { type ArrivingFile, brokenRules, type HoldReason, type IngestRules } from '~/domain/folders/broken-rules'

/** What the files of a brief must be like: the rules that folders have, which the guest's page checks before bytes are sent. */
export type BriefRules = Omit<IngestRules, 'isScanned'>

/** Returns the rules of a brief that a file breaks, with what its slot asks beyond them. Releases are documents and break none. */
export const brokenBriefRules = (
  rules: BriefRules,
  file: ArrivingFile,
  slot?: { leastSide: number | null },
): HoldReason[] => brokenRules({ ...rules, leastSide: slot?.leastSide ?? rules.leastSide, isScanned: false }, file)
