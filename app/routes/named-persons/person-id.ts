/** Returns the id of somebody of the register that an address has; 0, which nobody has, for anything else. */
export const personIdOf = (text: string | null | undefined): number =>
  /^[1-9]\d{0,8}$/.test(text ?? '') ? Number(text) : 0
