import { isIP } from 'node:net'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { ENV_TABLE } from './env-table'
import type { MailSettings } from './mail.server'
import { required } from './required'
import { type S3Config, STORAGE_CLASSES } from './storage/s3-config'
import { isZone } from './zoned-time'

/** The validated environment; read once per process. */
export interface Env {
  port: number
  host: string
  baseUrl: string
  allowedHosts: string[]
  trustedProxy: string[]
  maxConnectionsPerAddress: number
  /** Absolute path. */
  dataDir: string
  databaseUrl?: string
  /** Whether the product runs its own PostgreSQL in `dataDir`. */
  embedded: boolean
  storage: 'disk' | 's3'
  s3?: S3Config
  /** Absolute path of the folder whose folders may be imported from pages. */
  importRoot?: string
  /** Bucket whose objects may be imported. */
  importS3?: S3Config
  sessionSecret: string
  workerConcurrency: number
  /** Nice value of worker processes, from 0, the normal priority, to 19, the lowest. */
  workerNice: number
  maxUploadBytes: number
  /** Name of the program that scans files of folders whose rules ask for it. */
  scanProgram?: string
  /** How fast stored objects are read again to check them. */
  scrubBytesPerSecond: number
  mail: MailSettings
  /** IANA zone in which staff pages show dates. */
  zone: string
  demo: boolean
}

type Source = Record<string, string | undefined>

const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true')
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max)
const httpUrl = z.url({ protocol: /^https?$/ })
const origin = httpUrl.refine((text) => URL.canParse(text) && new URL(text).href === `${new URL(text).origin}/`, {
  error: 'scheme, host and port only',
})

/** Returns whether text is an IP address or a network such as `10.0.0.0/8`, which Express can trust without DNS. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const version = isIP(address)
  if (!version || more.length) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

const Variables = z.object({
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  BASE_URL: origin.optional(),
  ALLOWED_HOSTS: list.default([]),
  TRUSTED_PROXY: list.refine((all) => all.every(isNetwork), { error: 'addresses or networks only' }).default([]),
  MAX_CONNECTIONS_PER_ADDRESS: whole(1, 1_000_000).default(256),
  VITRINE_DATA: z.string().default('data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  STORAGE: z.enum(['disk', 's3']).default('disk'),
  S3_ENDPOINT: httpUrl.optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_FORCE_PATH_STYLE: flag.default(true),
  IMPORT_ROOT: z.string().optional(),
  IMPORT_S3_BUCKET: z.string().optional(),
  S3_ENCRYPTION: z.enum(['AES256', 'aws:kms']).optional(),
  S3_KMS_KEY_ID: z.string().max(2048).optional(),
  S3_STORAGE_CLASS: z.enum(STORAGE_CLASSES).optional(),
  SCRUB_BYTES_PER_SECOND: whole(100_000, 10_000_000_000).default(20_000_000),
  SCAN_PROGRAM: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,99}$/, 'the name of a program')
    .optional(),
  SESSION_SECRET: z.string().min(32).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  WORKER_CONCURRENCY: whole(1, 64).default(Math.min(64, Math.max(2, availableParallelism() - 1))),
  WORKER_NICE: whole(0, 19).default(10),
  MAX_UPLOAD_BYTES: whole(1, Number.MAX_SAFE_INTEGER).default(50_000_000_000),
  RESEND_API_KEY: z.string().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().default('Vitrine <vitrine@localhost>'),
  VITRINE_ZONE: z.string().refine(isZone, 'not an IANA time zone').optional(),
  VITRINE_DEMO: flag.optional(),
})

/** Reads the environment; throws one error that lists every invalid variable and what is expected. */
export function readEnv(source: Source = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Variables.safeParse(given)
  const wrong = (parsed.error?.issues ?? []).map(
    ({ path: [name], message }) => `${String(name)}: ${message} (${meaningOf(String(name))})`,
  )
  // Checked even if other variables are invalid, so that one start reports all errors.
  if (given.DATABASE_URL && !given.SESSION_SECRET)
    wrong.push('SESSION_SECRET: required, 32 characters or more, as soon as DATABASE_URL is set')
  if (given.STORAGE === 's3' && !given.S3_BUCKET) wrong.push('S3_BUCKET: required when STORAGE=s3')
  if (given.S3_KMS_KEY_ID && given.S3_ENCRYPTION !== 'aws:kms')
    wrong.push('S3_KMS_KEY_ID: of no use without S3_ENCRYPTION=aws:kms')
  if (!given.S3_ACCESS_KEY_ID !== !given.S3_SECRET_ACCESS_KEY)
    wrong.push('S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY: one is of no use without the other')
  if (!parsed.success || wrong.length) throw new Error(explain(wrong))
  const read = parsed.data
  return {
    port: read.PORT,
    host: read.HOST,
    baseUrl: read.BASE_URL ? new URL(read.BASE_URL).origin : `http://localhost:${read.PORT}`,
    allowedHosts: [...read.ALLOWED_HOSTS, ...(read.BASE_URL ? [] : [`127.0.0.1:${read.PORT}`])],
    trustedProxy: read.TRUSTED_PROXY,
    maxConnectionsPerAddress: read.MAX_CONNECTIONS_PER_ADDRESS,
    dataDir: path.resolve(read.VITRINE_DATA),
    databaseUrl: read.DATABASE_URL,
    embedded: !read.DATABASE_URL,
    storage: read.STORAGE,
    s3: read.STORAGE === 's3' ? s3Of(read, required(read.S3_BUCKET, 'S3_BUCKET')) : undefined,
    importRoot: read.IMPORT_ROOT ? path.resolve(read.IMPORT_ROOT) : undefined,
    importS3: read.IMPORT_S3_BUCKET ? s3Of(read, read.IMPORT_S3_BUCKET) : undefined,
    sessionSecret: read.SESSION_SECRET ?? '',
    workerConcurrency: read.WORKER_CONCURRENCY,
    workerNice: read.WORKER_NICE,
    maxUploadBytes: read.MAX_UPLOAD_BYTES,
    scanProgram: read.SCAN_PROGRAM,
    scrubBytesPerSecond: read.SCRUB_BYTES_PER_SECOND,
    mail: { resendApiKey: read.RESEND_API_KEY, smtpUrl: read.SMTP_URL, from: read.MAIL_FROM },
    zone: read.VITRINE_ZONE ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    demo: read.VITRINE_DEMO ?? !read.DATABASE_URL,
  }
}

/**
 * Returns the log level. Read apart from `readEnv`, so that errors of the environment can be logged; `silent` in tests
 * by default.
 */
export const readLogLevel = (source: Source = process.env): string =>
  (source.LOG_LEVEL && Variables.shape.LOG_LEVEL.safeParse(source.LOG_LEVEL).data) ||
  (source.VITEST ? 'silent' : 'info')

/** Returns variables with our prefix that are not read, usually typing errors. */
export const unknownNames = (source: Source = process.env): string[] =>
  Object.keys(source).filter((name) => name.startsWith('VITRINE_') && !ENV_TABLE.some((row) => row.name === name))

/** Every variable that is read; a test compares it to ENV_TABLE. */
export const VARIABLES: string[] = Object.keys(Variables.shape)

const explain = (wrong: string[]) => `The environment is not right:\n${wrong.map((line) => `  ${line}`).join('\n')}`

const meaningOf = (name: string) => ENV_TABLE.find((row) => row.name === name)?.meaning ?? 'unknown'

function s3Of(read: z.output<typeof Variables>, bucket: string): S3Config {
  return {
    endpoint: read.S3_ENDPOINT,
    region: read.S3_REGION,
    bucket,
    accessKeyId: read.S3_ACCESS_KEY_ID,
    secretAccessKey: read.S3_SECRET_ACCESS_KEY,
    forcePathStyle: read.S3_FORCE_PATH_STYLE,
    encryption: read.S3_ENCRYPTION,
    kmsKeyId: read.S3_KMS_KEY_ID,
    storageClass: read.S3_STORAGE_CLASS,
  }
}
