import type { RequestHandler, Response } from 'express'
import pg from 'pg'
import { personOfSession, type Sessions, sessionIdIn } from '~/domain/identity/sessions.server'
import { backOff } from '~/platform/back-off'
import { sha256Hex } from '~/platform/ids.server'

export interface NoticeEventsOptions {
  databaseUrl: string
  pool: pg.Pool
  sessions: Sessions
  /** Streams of one person, in this process: one for each browser is usual. */
  mostOfPerson?: number
  /** Streams in this process. */
  most?: number
  /** How often sessions are looked at, and how often silence is broken, in milliseconds. */
  checkMs?: number
  beatMs?: number
  onError: (error: unknown) => void
}

export interface NoticeEvents {
  handle: RequestHandler
  /** Ends all streams and the connection to the database. */
  close(): Promise<void>
}

interface Stream {
  personId: string
  /** As it is stored. */
  sessionKey: string
  res: Response
  pending?: NodeJS.Timeout
}

/** What may wait in a connection that is not read before it is cut, in bytes. */
const MOST_UNREAD = 65_536
/** Changes within this time are one event. */
const GATHERED_MS = 200
const RETRY_AFTER_S = 60

const STILL_OPEN = `select s.id from session s join person p on p.id = s.user_id
  where s.id = any($1::text[]) and s.expires_at > now() and p.disabled_at is null`

/**
 * Tells browsers that something of their person's inbox changed, and never what: by server-sent events (WHATWG HTML, 9.2). One
 * connection listens for all, and one statement for all looks every few seconds which sessions are over.
 */
export function openNoticeEvents(options: NoticeEventsOptions): NoticeEvents {
  const { pool, sessions, mostOfPerson = 8, most = 1000, checkMs = 3000, beatMs = 20_000, onError } = options
  const streams = new Set<Stream>()
  const closing = new AbortController()

  const tell = (stream: Stream) => {
    stream.pending ??= setTimeout(() => {
      stream.pending = undefined
      send(stream, 'changed')
    }, GATHERED_MS)
  }
  const listening = listen(options.databaseUrl, closing.signal, onError, (personId) => {
    for (const stream of streams) if (personId === '*' || stream.personId === personId) tell(stream)
  })

  const beat = setInterval(() => {
    for (const stream of streams) send(stream, 'beat')
  }, beatMs)
  const check = setInterval(() => void endOver().catch(onError), checkMs)

  async function endOver(): Promise<void> {
    if (streams.size === 0) return
    const keys = [...new Set([...streams].map(({ sessionKey }) => sessionKey))]
    const { rows } = await pool.query<{ id: string }>(STILL_OPEN, [keys])
    const open = new Set(rows.map(({ id }) => id))
    for (const stream of streams) if (!open.has(stream.sessionKey)) stream.res.end()
  }

  const handle: RequestHandler = (req, res, next) => {
    if (req.method !== 'GET') return next()
    void admit(req.headers.cookie ?? null, res).catch((error: unknown) => {
      onError(error)
      if (!res.headersSent) refuse(res, 503)
    })
  }

  async function admit(cookie: string | null, res: Response): Promise<void> {
    const sessionId = sessionIdIn(sessions, cookie)
    const { person } = await personOfSession(sessions, sessionId)
    if (!person || !sessionId) return refuse(res, 401)
    const own = [...streams].filter(({ personId }) => personId === person.id)
    if (closing.signal.aborted || streams.size >= most || own.length >= mostOfPerson) return refuse(res, 503)
    if (res.closed) return
    const stream: Stream = { personId: person.id, sessionKey: sha256Hex(sessionId), res }
    streams.add(stream)
    res.on('close', () => {
      clearTimeout(stream.pending)
      streams.delete(stream)
    })
    res.on('error', () => {})
    res.status(200)
    // Without no-transform `compression` holds events back, and without the last one nginx does.
    res.setHeader('content-type', 'text/event-stream')
    res.setHeader('cache-control', 'no-cache, no-transform')
    res.setHeader('x-accel-buffering', 'no')
    send(stream, 'beat')
  }

  return {
    handle,
    close: async () => {
      closing.abort()
      clearInterval(beat)
      clearInterval(check)
      for (const { res } of streams) res.end()
      await listening
    },
  }
}

function refuse(res: Response, status: 401 | 503): void {
  if (status === 503) res.setHeader('retry-after', String(RETRY_AFTER_S))
  res.setHeader('cache-control', 'no-store')
  res
    .status(status)
    .type('text')
    .send(`${status === 401 ? 'sign_in.required' : 'too_many_streams'}\n`)
}

function send({ res }: Stream, event: 'changed' | 'beat'): void {
  if (res.writableLength > MOST_UNREAD) res.destroy()
  else if (!res.writableEnded) res.write(`event: ${event}\ndata: 1\n\n`)
}

/** Calls `told` with each person whose inbox changed, or `*`; after an outage with `*`, since changes were missed. */
async function listen(
  databaseUrl: string,
  signal: AbortSignal,
  onError: (error: unknown) => void,
  told: (personId: string) => void,
): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true })
    client.on('notification', ({ payload }) => payload && told(payload))
    try {
      const over = new Promise<void>((resolve) => {
        client.once('error', () => resolve())
        client.once('end', () => resolve())
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
      await client.connect()
      await client.query('listen notices')
      if (attempt > 0) told('*')
      attempt = 0
      await over
    } catch (error) {
      onError(error)
    } finally {
      await client.end().catch(() => {})
    }
    if (!signal.aborted) await backOff(attempt, signal)
  }
}
