import { Upload } from 'tus-js-client'
import { urls } from '~/urls'
import { idOf, takeBack } from './cancelled-uploads'
import type { PickedFile } from './dropped-files'

export type SendingState = 'waiting' | 'sending' | 'paused' | 'sent' | 'failed' | 'cancelled'

/** A file being sent; `id` is the server's id of the upload, once known. */
export interface BrowserUpload {
  key: string
  name: string
  bytes: number
  sent: number
  state: SendingState
  id?: string
  /** The error code with which the server refused it. */
  refusal?: string
}

/** What becomes of a file: a version of an asset, with a note; or a new asset in a folder; or the file of an import. */
export interface UploadTarget {
  assetId?: string
  note?: string
  folderId?: string
  /** Makes the folders of the dropped file below that folder. */
  keepsFolders?: boolean
  /** The template that was chosen for new assets. */
  templateId?: string
  purpose?: 'import'
  /** What else is said of it, by names of tus's metadata. */
  facts?: Record<string, string>
}

/** Where files are sent, and as whom. */
export interface Destination {
  endpoint: string
  headers?: Record<string, string>
  /** Names a file in this browser's storage, where the address of a begun upload is kept. */
  fingerprint?: (file: File) => string
  /** Removes what was sent of a cancelled file. */
  takeBack: (upload: Upload, key: string) => void
}

const TO_LIBRARY: Destination = { endpoint: urls.api.uploads(), takeBack: (upload, key) => void takeBack(upload, key) }

type Listener = (all: BrowserUpload[]) => void

/** How many files are sent concurrently: enough to use the bandwidth, few enough that each makes visible progress. */
const AT_ONCE = 3
const RETRY_MS = [0, 1000, 3000, 5000, 10_000, 20_000]

/**
 * Sends files by tus, a few at a time. A file picked again after a reload resumes: the browser stores the upload's URL
 * by the file's name, size and date.
 */
export class SendQueue {
  private items: { sending: BrowserUpload; upload: Upload }[] = []
  private samples: { at: number; bytes: number }[] = []

  constructor(
    private readonly listener: Listener,
    private readonly to: Destination = TO_LIBRARY,
  ) {}

  add(files: PickedFile[], target?: UploadTarget): void {
    for (const picked of files) this.items.push(this.prepare(picked, target))
    this.pump()
  }

  pause(key: string): void {
    this.change(key, 'paused', (upload) => upload.abort())
  }

  resume(key: string): void {
    this.change(key, 'waiting')
  }

  /** Stops a file and deletes what was sent from the server. */
  cancel(key: string): void {
    this.change(key, 'cancelled', (upload) => this.to.takeBack(upload, key))
  }

  /** Removes a finished file from the list. */
  forget(key: string): void {
    this.items = this.items.filter((item) => item.sending.key !== key)
    this.tell()
  }

  /** Returns bytes per second over the last five seconds. */
  speed(now = performance.now()): number {
    const recent = this.samples.filter((sample) => now - sample.at < 5000)
    const first = recent[0]
    if (!first || now - first.at < 250) return 0
    return recent.reduce((sum, sample) => sum + sample.bytes, 0) / ((now - first.at) / 1000)
  }

  private prepare({ file, relativePath, key }: PickedFile, target?: UploadTarget) {
    const sending: BrowserUpload = {
      key: key ?? crypto.randomUUID(),
      name: file.name,
      bytes: file.size,
      sent: 0,
      state: 'waiting',
    }
    const upload = new Upload(file, {
      endpoint: this.to.endpoint,
      headers: this.to.headers,
      ...(this.to.fingerprint && { fingerprint: async () => this.to.fingerprint?.(file) ?? '' }),
      retryDelays: RETRY_MS,
      removeFingerprintOnSuccess: true,
      metadata: {
        filename: file.name,
        key: sending.key,
        ...(relativePath ? { relativePath } : {}),
        ...(target?.assetId ? { targetAssetId: target.assetId } : {}),
        ...(target?.note ? { note: target.note } : {}),
        ...(target?.folderId ? { folderId: target.folderId } : {}),
        ...(target?.keepsFolders ? { keepsFolders: '1' } : {}),
        ...(target?.templateId ? { templateId: target.templateId } : {}),
        ...(target?.purpose ? { purpose: target.purpose } : {}),
        ...target?.facts,
      },
      onProgress: (sent) => {
        this.samples.push({ at: performance.now(), bytes: Math.max(0, sent - sending.sent) })
        if (this.samples.length > 500) this.samples.splice(0, 250)
        sending.sent = sent
        this.tell()
      },
      onUploadUrlAvailable: () => {
        sending.id = idOf(upload)
        // It was cancelled while the server was creating it.
        if (sending.state === 'cancelled') this.to.takeBack(upload, sending.key)
        this.tell()
      },
      onShouldRetry: (error) => {
        if (sending.state === 'cancelled') return false
        const status = 'originalResponse' in error ? error.originalResponse?.getStatus() : undefined
        return status === undefined || status >= 500 || status === 409 || status === 423
      },
      onSuccess: () => this.end(sending, 'sent'),
      onError: (error) => {
        sending.refusal = refusalOf(error)
        this.end(sending, 'failed')
      },
    })
    return { sending, upload }
  }

  private pump(): void {
    const running = this.items.filter((item) => item.sending.state === 'sending').length
    const next = this.items.filter((item) => item.sending.state === 'waiting').slice(0, Math.max(0, AT_ONCE - running))
    for (const { sending, upload } of next) {
      sending.state = 'sending'
      upload.findPreviousUploads().then((previous) => {
        if (sending.state !== 'sending') return
        if (!upload.url && previous[0]) upload.resumeFromPreviousUpload(previous[0])
        upload.start()
      })
    }
    this.tell()
  }

  private end(sending: BrowserUpload, state: 'sent' | 'failed'): void {
    if (sending.state === 'sending') sending.state = state
    if (state === 'sent') sending.sent = sending.bytes
    this.pump()
  }

  private change(key: string, state: SendingState, act?: (upload: Upload) => unknown): void {
    const item = this.items.find((each) => each.sending.key === key)
    if (!item) return
    item.sending.state = state
    act?.(item.upload)
    this.pump()
  }

  private tell(): void {
    this.listener(this.items.map((item) => ({ ...item.sending })))
  }
}

/** Returns the error code in the response body, such as `upload.empty`. */
function refusalOf(error: Error): string {
  // The file was changed, moved or deleted since it was chosen.
  if (/NotReadable|NotFound/.test(error.name)) return 'upload.changed'
  const body =
    'originalResponse' in error
      ? (error as { originalResponse?: { getBody(): string } }).originalResponse?.getBody()
      : ''
  return /[a-z_]+\.[a-z_]+/.exec(body ?? '')?.[0] ?? 'upload.connection'
}
