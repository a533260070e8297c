import { z } from 'zod'
import type { AssetRelationTable } from '#db/schema/relations'

/** What an asset can be to another, in the direction in which it is said. */
export const RELATION_KINDS = [
  'variant_of',
  'part_of',
  'translation_of',
  'release_for',
  'replaces',
] as const satisfies readonly AssetRelationTable['kind'][]
export type RelationKind = (typeof RELATION_KINDS)[number]

/** Whether an asset is what the kind says (`from`), or the other one is that to it (`to`). */
export const DIRECTIONS = ['from', 'to'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** One relation as a form of an asset's page says it: the asset, in this direction, of this kind, to the other. */
export const RelationInput = z.strictObject({
  kind: z.enum(RELATION_KINDS),
  direction: z.enum(DIRECTIONS).default('from'),
  other: z.uuid(),
})
export type RelationInput = z.output<typeof RelationInput>

/** A relation as it is stored. */
export interface Relation {
  fromId: string
  kind: RelationKind
  toId: string
}

/** Returns the relation that a form of the page of `assetId` says. */
export const relationOf = (assetId: string, { kind, direction, other }: RelationInput): Relation =>
  direction === 'from' ? { fromId: assetId, kind, toId: other } : { fromId: other, kind, toId: assetId }
