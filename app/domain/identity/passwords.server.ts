import { hash, verify } from '@node-rs/argon2'

// OWASP's second argon2id profile (19 MiB, 2 passes, 1 lane): about 65 ms on one core.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Returns the argon2id hash of a password with its salt and costs, as a PHC string. */
export const hashPassword = (password: string): Promise<string> => hash(password, COST)

let decoy: Promise<string> | undefined

/** Whether the password matches the hash. Without a hash it does the same work, so that the time reveals nothing. */
export async function passwordFits(storedHash: string | undefined | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('a password that nobody has')
  const fits = await verify(storedHash ?? (await decoy), password)
  return fits && !!storedHash
}
