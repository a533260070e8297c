import { Fragment } from 'react'

/**
 * A line of short facts, such as format, pixels and size. Each is isolated for bidirectional text, so that numbers stay
 * beside their units in right-to-left lines.
 */
export function Facts({ of }: { of: readonly (string | undefined | null | false)[] }) {
  return of
    .filter((fact): fact is string => !!fact)
    .map((fact, index) => (
      <Fragment key={fact}>
        {index > 0 && ' · '}
        <bdi>{fact}</bdi>
      </Fragment>
    ))
}
