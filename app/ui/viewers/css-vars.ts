import type { CSSProperties } from 'react'

/**
 * Returns custom properties as a style of React, which sets them by script: that is allowed where style attributes are
 * forbidden. Only for what is never rendered on a server.
 */
export const cssVars = (variables: Record<`--${string}`, string | number>): CSSProperties => variables as CSSProperties
