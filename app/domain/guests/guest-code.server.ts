import { createHmac, timingSafeEqual } from 'node:crypto'

/** A code is that of a quarter of an hour, and is good until the end of the next one. */
const PERIOD_MS = 15 * 60_000
const DIGITS = 6

/**
 * Returns the six digits that are sent to a guest at an instant. They are derived from the secret, the guest and the quarter of an
 * hour, so that no row, job or event contains them.
 */
export const codeOf = (secret: string, guestId: string, at: Date): string =>
  codeIn(secret, guestId, Math.floor(at.getTime() / PERIOD_MS))

function codeIn(secret: string, guestId: string, period: number): string {
  const mac = createHmac('sha256', secret).update(`guest-code:${guestId}:${period}`).digest()
  return String(mac.readUInt32BE(0) % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** Whether digits are a code that was sent to the guest within the last half hour, or less of it. */
export function isCode(secret: string, guestId: string, given: string, now: Date): boolean {
  const digits = Buffer.from(given.replace(/\D/g, ''))
  const period = Math.floor(now.getTime() / PERIOD_MS)
  const fits = [period, period - 1].map((each) => {
    const expected = Buffer.from(codeIn(secret, guestId, each))
    return expected.length === digits.length && timingSafeEqual(expected, digits)
  })
  return fits.includes(true)
}
