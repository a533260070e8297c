import { seal, unseal } from '~/platform/sealed.server'

const PURPOSE = 'share token'

/** Encrypts the token of a share for its row, so that the address can be copied again. `secret` is the session secret. */
export const sealToken = (secret: string, token: string, shareId: string): string =>
  seal(secret, PURPOSE, token, shareId)

/** Returns the token of a row; undefined when it was sealed with another secret. */
export const openToken = (secret: string, sealed: string, shareId: string): string | undefined =>
  unseal(secret, PURPOSE, sealed, shareId)
