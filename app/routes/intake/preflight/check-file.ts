import type { HoldReason } from '~/domain/folders/broken-rules'
import { type BriefRules, brokenBriefRules } from '~/domain/intake/broken-brief-rules'
import { isProfileRead } from '~/platform/images/profile-formats'
import { pixelsOfHead } from './pixels-of-head'
import { type HeadType, isMaskedHead, typesOfHead } from './type-of-head'

/** Bytes that are read of a file, and once more of one that begins with long metadata. */
const HEAD_BYTES = [512 * 1024, 4 * 1024 * 1024] as const

/** What breaks a rule before a byte is sent. */
export type LocalProblem = HoldReason | { rule: 'masked' } | { rule: 'empty' }

export interface Checked {
  problems: LocalProblem[]
  width?: number
  height?: number
}

export interface RulesOfFile {
  rules: BriefRules
  /** Of its slot, beyond the rules of the brief. */
  leastSide: number | null
}

/** Returns the name of the profile of a picture; null for none, undefined when it cannot be told. */
export type ReadProfile = (file: Blob) => Promise<string | null | undefined>

/**
 * Applies the rules that the server applies, to what can be told for certain here: what is uncertain breaks none, and is left to the
 * server.
 */
export async function checkInBrowser(
  file: File,
  { rules, leastSide }: RulesOfFile,
  readProfile: ReadProfile,
): Promise<Checked> {
  if (file.size === 0) return { problems: [{ rule: 'empty' }] }
  let head = await headOf(file, HEAD_BYTES[0])
  if (isMaskedHead(head, file.name)) return { problems: [{ rule: 'masked' }] }
  const types = typesOfHead(head)
  const isUnwanted = types.length > 0 && types.every((each) => isOtherType(rules, each))
  const type = types.length === 1 || isUnwanted ? types[0] : undefined
  let pixels = pixelsOfHead(head, type?.extension)
  if (!pixels && type?.extension === 'jpg') {
    head = await headOf(file, HEAD_BYTES[1])
    pixels = pixelsOfHead(head, type.extension)
  }
  const asksProfile = rules.profile && type && isProfileRead(type.extension)
  const profile = asksProfile ? await readProfile(file) : undefined
  const certain: BriefRules = {
    ...rules,
    ...(!type && { kinds: [], extensions: [] }),
    profile: profile === undefined ? null : rules.profile,
  }
  const facts = { kind: type?.kind ?? 'other', extension: type?.extension ?? '', width: null, height: null, ...pixels }
  return { problems: brokenBriefRules(certain, { fileName: file.name, ...facts, profile }, { leastSide }), ...pixels }
}

const isOtherType = ({ kinds, extensions }: BriefRules, { kind, extension }: HeadType): boolean =>
  kinds.length + extensions.length > 0 && !kinds.includes(kind) && !extensions.includes(extension)

const headOf = async (file: Blob, bytes: number) => new Uint8Array(await file.slice(0, bytes).arrayBuffer())
