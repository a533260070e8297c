import { VIEWED, type Viewed } from '~/platform/files/viewing'

/** Addresses of the forms that a page shows or plays. */
export type ShownUrls = Record<Viewed, string>

/** Returns the address of each form, as `urlOf` makes it. */
export const shownUrls = (urlOf: (form: Viewed) => string): ShownUrls =>
  Object.fromEntries(VIEWED.map((form) => [form, urlOf(form)])) as ShownUrls
