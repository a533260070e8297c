import { type RawBuilder, type SqlBool, sql } from 'kysely'
import {
  ALIKE_WITHIN,
  chromaWeightFor,
  colourOfHex,
  LIGHTNESS_WEIGHT,
  shadesNear,
} from '~/domain/appearances/colour-code'
import type { TextField } from './query/fields'

/** Share of a picture, in per cent, from which it is found by a colour. */
const LEAST_SHARE = 5

/** Whether a colour is asked for by its code, `#1a5fb4`, and not by name. */
export const isColourCode = ({ field, value }: { field: TextField; value: string }): boolean =>
  field === 'colour' && value.startsWith('#')

/**
 * SQL on `document`: whether a picture has a colour like `#1a5fb4`. The index finds those with a shade near it, and the distance of
 * their colours decides.
 */
export function hasColour(hex: string): RawBuilder<SqlBool> {
  const wanted = colourOfHex(hex)
  const weight = chromaWeightFor(wanted)
  const axis = (shift: number, value: number) =>
    sql`power(${weight}::float8 * (((colour.code >> ${sql.lit(shift)}) & 255) / 255.0 * 0.8 - 0.4 - ${value}::float8), 2)`
  const lightness = sql`power(${LIGHTNESS_WEIGHT}::float8 * ((colour.code >> 16) / 255.0 - ${wanted.l}::float8), 2)`
  return sql`(document.tokens && array(select id from search_token where field = 'shade' and value = any(${shadesNear(wanted)}::text[]))
    and exists (select 1 from picture_appearance look, unnest(look.colours, look.shares) as colour(code, share)
      where look.version_id = document.version_id and colour.share >= ${LEAST_SHARE}
        and ${lightness} + ${axis(8, wanted.a)} + ${axis(0, wanted.b)} <= ${ALIKE_WITHIN ** 2}))`
}
