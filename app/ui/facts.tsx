import { Fragment } from 'react'

/**
 * A line of short facts, such as format, pixels and size. Each is told apart from the next in its direction, so that numbers
 * keep their units beside them in a line that runs from right to left.
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
