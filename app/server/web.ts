import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { openContentVersions } from '~/domain/delivery/content-version.queries.server'
import { openSessions } from '~/domain/identity/sessions.server'
import { isDisconnect } from '~/http/disconnect'
import { openDatabase, openPool } from '~/platform/db.server'
import { readEnv, unknownNames } from '~/platform/env.server'
import { log } from '~/platform/log.server'
import { required } from '~/platform/required'
import { limitConnections } from './web/connection-limit'
import { siteOf } from './web/guard'
import { listen, type Running } from './web/listen'
import { openNoticeEvents } from './web/notice-events'
import { cachePages } from './web/page-cache'
import { createShell, trustOf } from './web/shell'

const PATIENCE_MS = 30_000

/** `build/processes/web.js` is beside the two folders of the Remix build. */
const build = path.resolve(import.meta.dirname, '..')

let running: Running | undefined
let stopping: Promise<void> | undefined

process.on('SIGTERM', () => stop(0))
process.on('SIGINT', () => stop(0))
process.on('disconnect', () => stop(0))
process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))
process.on('uncaughtException', (error) => {
  if (isDisconnect(error)) return log.error({ err: error }, 'a connection broke where nobody listened')
  log.fatal({ err: error }, 'uncaught exception')
  stop(1)
})

const env = readEnv()
// Under `npm start`, the parent process has already logged these.
if (!process.send) for (const name of unknownNames()) log.warn({ name }, 'no such variable is known')
const remix: ServerBuild = await import(/* @vite-ignore */ pathToFileURL(path.join(build, 'server/index.js')).href)
const handle = createRequestHandler(remix, 'production')
// Separate connections, so that the query every visitor needs first does not queue behind slow ones.
const databaseUrl = required(env.databaseUrl, 'DATABASE_URL')
const pool = openPool(databaseUrl, { max: 2 })
const versions = openDatabase(pool)
const noticeEvents = openNoticeEvents({
  databaseUrl,
  pool,
  sessions: openSessions(pool, { secure: env.baseUrl.startsWith('https:') }),
  onError: (error) => log.warn({ err: error }, 'could not listen for changes of inboxes'),
})
const shell = createShell({
  handle: cachePages((request, context) => handle(request, { ...context }), openContentVersions(versions)),
  noticeEvents: noticeEvents.handle,
  site: siteOf(env.baseUrl, env.allowedHosts),
  trustedProxy: env.trustedProxy,
  mostPerAddress: env.maxConnectionsPerAddress,
  clientFolder: path.join(build, 'client'),
  log,
})
running = await listen(shell, env.host, env.port, (server) =>
  limitConnections(server, env.maxConnectionsPerAddress, trustOf(shell)),
)
log.info({ host: env.host, port: running.port, url: env.baseUrl }, 'web listens')
process.send?.({ type: 'ready', port: running.port })

/** Stops accepting connections, lets running responses finish, exits. */
function stop(code: number): void {
  if (stopping) return
  // Streams have no end of their own.
  void noticeEvents.close()
  stopping = (running?.drain(PATIENCE_MS) ?? Promise.resolve()).finally(() => process.exit(code))
}
