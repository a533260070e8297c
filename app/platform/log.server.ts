import { type DestinationStream, pino, stdSerializers } from 'pino'
import { readLogLevel } from './env.server'

const SECRET_FIELDS = ['cookie', 'set-cookie', 'authorization', 'password', 'secret', 'token']

/** `cookie`, `headers.cookie`, `req.headers.cookie`: as deep as anything is logged here. */
const paths = SECRET_FIELDS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`])

/** A logger of JSON lines with the secrets taken out; standard output unless told where. */
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

/** The log of this process. */
export const log = openLog(readLogLevel())

/**
 * A finished line without link tokens, which stand in addresses and must not outlive their link in a log, and without the
 * passwords of database and mail addresses, which drivers like to quote. The whole line, because an error's message, its
 * stack, its cause and a path can each carry one.
 */
function hideSecrets(line: string): string {
  return line.replace(/vt_[A-Za-z0-9_-]{6,}/g, 'vt_…').replace(/(:\/\/[^\s:@/"\\]*):[^\s@/"\\]+@/g, '$1:…@')
}
