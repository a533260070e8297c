import { pino, stdSerializers } from 'pino'
import { readLogLevel } from './env.server'

// Link tokens are secrets that stand in addresses; they must not outlive a link in a log.
const hideTokens = (text: string): string => text.replace(/vt_[A-Za-z0-9_-]{6,}/g, 'vt_…')

const REDACTED = ['cookie', 'authorization', 'password', 'token', 'set-cookie']

/** The log of a process: JSON lines on stdout, secrets taken out. */
export const log = pino({
  level: readLogLevel(),
  base: { pid: process.pid },
  redact: { paths: REDACTED.flatMap((name) => [name, `*.${name}`, `*.*.${name}`].map(quoted)), censor: '…' },
  serializers: {
    err: (error: Error) => {
      const plain = stdSerializers.err(error)
      return { ...plain, message: hideTokens(plain.message ?? ''), stack: hideTokens(plain.stack ?? '') }
    },
    path: (path: unknown) => hideTokens(String(path)),
    url: (url: unknown) => hideTokens(String(url)),
  },
})

function quoted(path: string): string {
  return path.includes('-') ? path.replace(/([\w]+-[\w-]+)/, '["$1"]').replace('.[', '[') : path
}
