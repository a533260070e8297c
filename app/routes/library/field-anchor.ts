import { CREDIT_NAMES, CREDITS } from '~/domain/metadata/built-in'
import { builtInName } from './metadata-control'

/** Returns the id of the control of a field on the page of its asset, in a language or without one. */
export function fieldAnchor(key: string, locale: string): string {
  const credit = CREDIT_NAMES.find((name) => CREDITS[name][0] === key)
  if (credit) return `rights-${credit}`
  const name = builtInName(key) ?? `fields.${key}`
  return `texts-${locale ? `${name}.${locale}` : name}`
}
