import type { z } from 'zod'
import { DomainError } from '~/platform/errors'
import { required } from '~/platform/required'

/** What a form may send under one name of its schema. */
type Shape =
  | { kind: 'text'; characters: number }
  | { kind: 'file'; bytes: number }
  | { kind: 'list'; most: number; of: Shape }
  | { kind: 'fields'; of: Map<string, Shape> }

/** The largest form that a schema could ever accept. */
export interface FormLimits {
  shape: Shape
  fields: number
  /** Greatest sum of the lengths of all texts. */
  characters: number
  /** Greatest sum of the lengths of all files. */
  bytes: number
  /** Greatest sum of the lengths of all names. */
  nameCharacters: number
}

/** For a date, a number or a choice: its schema states no length, because its format limits it. */
const FORMAT_CHARACTERS = 256
const UUID_CHARACTERS = 36
/** Length of a list index, as in `[4999]`. */
const INDEX_CHARACTERS = 8

/** Returns the limits of an action's form. Throws TypeError for a schema without them: a list or file without `.max()`, a record. */
export function limitsOf(schema: z.ZodType): FormLimits {
  const shape = shapeOf(schema as Schema)
  return { shape, ...sizeOf(shape, 0) }
}

interface Schema {
  _zod: {
    def: {
      type: string
      format?: string
      shape?: Record<string, Schema>
      options?: Schema[]
      element?: Schema
      innerType?: Schema
      in?: Schema
      out?: Schema
      left?: Schema
      right?: Schema
      getter?: () => Schema
      checks?: { _zod: { def: { check: string; maximum?: number; length?: number } } }[]
    }
    values?: Set<unknown>
  }
}

/** Returns the greatest length that the checks of a text, list or file allow. */
function longestOf({ _zod: { def } }: Schema): number | undefined {
  const stated = (def.checks ?? []).flatMap(({ _zod: { def } }) => {
    if (def.check === 'max_length') return def.maximum ?? []
    if (def.check === 'max_size') return def.maximum ?? []
    return def.check === 'length_equals' ? (def.length ?? []) : []
  })
  return stated.length ? Math.min(...stated) : undefined
}

/** What a schema of its type is made of. */
const part = <T>(value: T | undefined): T => required(value, 'part of a schema')

function shapeOf(schema: Schema): Shape {
  const { def, values } = schema._zod
  switch (def.type) {
    case 'object':
      return {
        kind: 'fields',
        of: new Map(Object.entries(part(def.shape)).map(([name, each]) => [name, shapeOf(each)])),
      }
    case 'array': {
      const most = longestOf(schema)
      if (most === undefined) throw new TypeError('a list in a form needs a limit: .max()')
      return { kind: 'list', most, of: shapeOf(part(def.element)) }
    }
    case 'union':
      return part(def.options).map(shapeOf).reduce(widest)
    case 'intersection':
      return widest(shapeOf(part(def.left)), shapeOf(part(def.right)))
    case 'optional':
    case 'nullable':
    case 'nonoptional':
    case 'default':
    case 'prefault':
    case 'catch':
    case 'readonly':
      return shapeOf(part(def.innerType))
    case 'pipe':
      // Forms send the input of a pipe; the input of a preprocessor may be anything, so its output decides.
      return shapeOf(part(def.in?._zod.def.type === 'transform' ? def.out : def.in))
    case 'lazy':
      return shapeOf(part(def.getter)())
    case 'string':
      return {
        kind: 'text',
        characters: longestOf(schema) ?? (def.format === 'uuid' ? UUID_CHARACTERS : FORMAT_CHARACTERS),
      }
    case 'file': {
      const bytes = longestOf(schema)
      if (bytes === undefined) throw new TypeError('a file in a form needs a limit: .max()')
      return { kind: 'file', bytes }
    }
    case 'enum':
    case 'literal':
      return { kind: 'text', characters: Math.max(...[...(values ?? [])].map((value) => String(value).length)) }
    case 'number':
    case 'int':
    case 'bigint':
    case 'boolean':
    case 'date':
      return { kind: 'text', characters: FORMAT_CHARACTERS }
    default:
      throw new TypeError(`a form cannot be measured by a schema of type ${def.type}`)
  }
}

/** Returns a shape that fits both, for the forms of a page that share an action. */
function widest(one: Shape, other: Shape): Shape {
  if (one.kind === 'fields' && other.kind === 'fields') {
    const of = new Map(one.of)
    for (const [name, shape] of other.of) {
      const known = of.get(name)
      of.set(name, known ? widest(known, shape) : shape)
    }
    return { kind: 'fields', of }
  }
  if (one.kind === 'list' && other.kind === 'list')
    return { kind: 'list', most: Math.max(one.most, other.most), of: widest(one.of, other.of) }
  if (one.kind === 'text' && other.kind === 'text')
    return { kind: 'text', characters: Math.max(one.characters, other.characters) }
  if (one.kind === 'file' && other.kind === 'file') return { kind: 'file', bytes: Math.max(one.bytes, other.bytes) }
  throw new TypeError('one name of a form is a text, a file, a list or a group of fields, and not two of these')
}

function sizeOf(shape: Shape, nameLength: number): Omit<FormLimits, 'shape'> {
  if (shape.kind === 'text') return { fields: 1, characters: shape.characters, bytes: 0, nameCharacters: nameLength }
  if (shape.kind === 'file') return { fields: 1, characters: 0, bytes: shape.bytes, nameCharacters: nameLength }
  if (shape.kind === 'list') {
    const each = sizeOf(shape.of, nameLength + INDEX_CHARACTERS)
    return {
      fields: each.fields * shape.most,
      characters: each.characters * shape.most,
      bytes: each.bytes * shape.most,
      nameCharacters: each.nameCharacters * shape.most,
    }
  }
  const parts = [...shape.of].map(([name, each]) => sizeOf(each, nameLength + name.length + 1))
  const sum = (pick: (part: Omit<FormLimits, 'shape'>) => number) => parts.reduce((all, part) => all + pick(part), 0)
  return {
    fields: sum((part) => part.fields),
    characters: sum((part) => part.characters),
    bytes: sum((part) => part.bytes),
    nameCharacters: sum((part) => part.nameCharacters),
  }
}

const SEGMENT = /\[(\d{0,6})\]|\.?([^.[\]]+)/y

/**
 * Checks the names of a form against its schema, before a parser builds the objects and lists that they describe. Throws
 * `form.unrecognized_keys` for a name that the schema does not know or does not know as a text or file as sent, and `form.too_big_array` with the field and its
 * maximum for a list that is too long.
 */
export function requireKnownNames(sent: Iterable<[name: string, kind: 'text' | 'file']>, { shape }: FormLimits): void {
  const lengths = new Map<string, number>()
  for (const [name, kind] of sent) {
    let at = shape
    SEGMENT.lastIndex = 0
    while (SEGMENT.lastIndex < name.length) {
      const list = name.slice(0, SEGMENT.lastIndex)
      const [, index, key] = SEGMENT.exec(name) ?? unknownName()
      if (key !== undefined) at = (at.kind === 'fields' && at.of.get(key)) || unknownName()
      else if (at.kind === 'list') at = entry(list, at, index ? Number(index) + 1 : 0)
      else unknownName()
    }
    // A name sent several times also makes a list.
    if (at.kind === 'list') at = entry(name, at, 0)
    if (at.kind !== kind) unknownName()
  }

  /** Returns the shape of a list entry; `length` is the length that its index implies, 0 for the next entry. */
  function entry(list: string, { most, of }: Shape & { kind: 'list' }, length: number): Shape {
    const longest = Math.max(length, (lengths.get(list) ?? 0) + (length ? 0 : 1))
    if (longest > most) throw new DomainError('form.too_big_array', { field: list, maximum: String(most) })
    lengths.set(list, longest)
    return of
  }
}

function unknownName(): never {
  throw new DomainError('form.unrecognized_keys')
}
