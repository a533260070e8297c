import { type DestinationStream, pino, stdSerializers } from 'pino'
import { readLogLevel } from './env.server'

const SECRET_FIELDS = ['cookie', 'set-cookie', 'authorization', 'password', 'secret', 'token']

/** Redacts `cookie`, `headers.cookie` and `req.headers.cookie`: nothing is logged at a greater depth. */
const paths = SECRET_FIELDS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`])

/** Returns a logger that writes JSON lines without secrets, to standard output unless a destination is given. */
export const openLog = (level: string, destination?: DestinationStream) =>
  pino(
    {
      level,
      base: { pid: process.pid },
      redact: { paths, censor: '…' },
      serializers: { err: stdSerializers.err, error: stdSerializers.err },
      hooks: { streamWrite: hideSecrets },
    },
    destination as DestinationStream,
  )

/** The logger of this process. */
export const log = openLog(readLogLevel())

/**
 * Removes from a finished line the tokens of links, which occur in URLs and must not outlive their link in a log, and
 * the passwords in URLs of databases and mail servers, which drivers quote. Works on the entire line, because an
 * error's message, stack, cause or path can each contain one.
 */
function hideSecrets(line: string): string {
  return line.replace(/vt_[A-Za-z0-9_-]{6,}/g, 'vt_…').replace(/(:\/\/[^\s:@/"\\]*):[^\s@/"\\]+@/g, '$1:…@')
}
