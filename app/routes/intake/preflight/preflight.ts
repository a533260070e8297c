import type { Checked, RulesOfFile } from './check-file'
import type { FromWorker, ToWorker } from './messages'

/** Milliseconds after which a file is left to the server. */
const PATIENCE_MS = 4000
/** Workers that say nothing, one after the other, before none is asked any more. */
const MOST_SILENT = 3

export type LocalCheck = Checked & { sha256?: string }

type Task = { message: ToWorker; done: (answer: FromWorker | undefined) => void }

/** Looks into files in a worker, one after the other; checks come before thumbnails. What gets no answer in time is left to the server. */
export class Preflight {
  private readonly checks: Task[] = []
  private readonly thumbs: Task[] = []
  private worker: Worker | undefined
  private isBusy = false
  private silent = 0
  private count = 0

  /** Returns what breaks the rules; nothing for a file that the worker says nothing about. */
  async check(file: File, rules: RulesOfFile): Promise<LocalCheck> {
    const answer = await this.ask(this.checks, { id: ++this.count, file, ask: 'check', rules })
    return answer?.said === 'checked' ? answer : { problems: [] }
  }

  /** Returns a small picture of a file, if the browser can draw it. */
  async thumb(file: File): Promise<Blob | undefined> {
    const answer = await this.ask(this.thumbs, { id: ++this.count, file, ask: 'thumb' })
    return answer?.said === 'thumb' ? answer.thumb : undefined
  }

  close(): void {
    this.worker?.terminate()
    this.worker = undefined
  }

  private ask(queue: Task[], message: ToWorker): Promise<FromWorker | undefined> {
    return new Promise((done) => {
      queue.push({ message, done })
      this.next()
    })
  }

  private next(): void {
    if (this.isBusy) return
    const task = this.checks.shift() ?? this.thumbs.shift()
    if (!task) return
    this.isBusy = true
    void this.run(task.message).then((answer) => {
      this.isBusy = false
      task.done(answer)
      this.next()
    })
  }

  private run(message: ToWorker): Promise<FromWorker | undefined> {
    if (this.silent >= MOST_SILENT) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      this.worker ??= new Worker(new URL('./preflight.worker.ts', import.meta.url))
      const { worker } = this
      const end = (answer: FromWorker | undefined) => {
        clearTimeout(timer)
        worker.onmessage = worker.onerror = null
        this.silent = answer ? 0 : this.silent + 1
        if (!answer) this.close()
        resolve(answer)
      }
      const timer = setTimeout(() => end(undefined), PATIENCE_MS)
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => data.id === message.id && end(data)
      worker.onerror = () => end(undefined)
      worker.postMessage(message)
    })
  }
}
