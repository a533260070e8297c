import type { TFunction } from 'i18next'

/** Returns the name of a field: its own, or the product's for a built-in one. `t` is of any surface. */
export const fieldName = (t: TFunction<never>, { key, label }: { key: string; label?: string }): string =>
  label ?? t(`metadata:built_in.${key}`, { defaultValue: key })
