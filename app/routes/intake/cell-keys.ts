/** Stand for the slot and the releases of a file among the keys of fields. */
export const SLOT = '.slot'
export const RELEASES = '.releases'
