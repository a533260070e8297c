import { z } from 'zod'
import { FIELD_ID } from '~/domain/metadata/built-in'
import type { MetadataField } from '~/domain/metadata/field'
import { type FieldInputs, inputSchema } from '~/domain/metadata/field-input'

/** Files that one form describes. */
export const MOST_AT_ONCE = 12

/** An asset of a form, with the fields that it has. */
export interface FormAsset {
  id: string
  fields: readonly MetadataField[]
}

const Keywords = z.string().max(4000).optional()

/** What a form says of one asset: what it gives of each place, and what was there when it was loaded. */
export interface Description {
  assetId: string
  inputs: FieldInputs
  /** By names of places, of those that the form has: a digest of their values then. */
  was: ReadonlyMap<string, string>
}

export const DESCRIBE_INTENTS = ['next', 'apply', 'submit'] as const
export const APPLY_TO = ['queue', 'folder', 'upload'] as const
export type ApplyTo = (typeof APPLY_TO)[number]

const PAIRS = 100
const LONGEST_PAIR = 80

/** Returns the schema of a form that describes assets: `of.<id>.<key>.<language>`, and in `was.<id>` what it was made of. */
export const descriptionsSchema = (assets: readonly FormAsset[]) =>
  z.strictObject({
    intent: z.enum(DESCRIBE_INTENTS).default('next'),
    of: byAsset(assets, ({ fields }) => z.strictObject(Object.fromEntries(fields.map(schemaOf)))),
    was: byAsset(assets, () =>
      z
        .string()
        .max(PAIRS * LONGEST_PAIR)
        .default(''),
    ),
    /** Of `apply`: the place whose value others get, and which. */
    place: z.string().max(LONGEST_PAIR).optional(),
    to: z.enum(APPLY_TO).default('queue'),
  })
export type Descriptions = z.output<ReturnType<typeof descriptionsSchema>>

const byAsset = <S extends z.ZodType>(assets: readonly FormAsset[], schema: (asset: FormAsset) => S) =>
  z.strictObject(Object.fromEntries(assets.map((asset) => [asset.id, schema(asset)])))

const schemaOf = (field: MetadataField): [string, z.ZodType<FieldInputs[string]>] => [
  field.key,
  field.id === FIELD_ID.keywords ? Keywords : inputSchema(field).optional(),
]

/** Returns places with digests as one text of a form. */
export const writeWas = (was: Iterable<readonly [name: string, digest: string]>): string =>
  [...was].map(([name, digest]) => `${name}=${digest}`).join(';')

/** Reads what `writeWas` wrote; what is no place is left out. */
export const readWas = (text: string): Map<string, string> =>
  new Map(
    text
      .split(';')
      .slice(0, PAIRS)
      .flatMap((pair): [string, string][] => {
        const [, name, digest] = /^([\w.-]+)=([0-9a-f]{1,64})$/.exec(pair) ?? []
        return name && digest ? [[name, digest]] : []
      }),
  )

/** Returns what a form says, by asset. */
export const descriptionsIn = ({ of, was }: Descriptions): Description[] =>
  Object.entries(of).map(([assetId, inputs]) => ({
    ...{ assetId, inputs: inputs as FieldInputs, was: readWas(was[assetId] ?? '') },
  }))
