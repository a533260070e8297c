/** Joins the class names that are set; returns undefined if there are none, so that no empty attribute is rendered. */
export const classes = (...names: (string | false | null | undefined)[]): string | undefined =>
  names.filter(Boolean).join(' ') || undefined
