import { guestUrls } from '~/urls/guests'

export type SaveState = 'saving' | 'saved' | { failed: string }

/** A change of files: texts by the keys of fields, the slot (empty for none), or the releases. */
export interface Change {
  texts?: Record<string, string>
  slotId?: string
  releases?: readonly string[]
}

/** Saves changes of files one after the other, so that the last one that was typed is the last one that is stored. */
export class SaveQueue {
  private last: Promise<unknown> = Promise.resolve()
  private open = 0

  constructor(
    private readonly token: string,
    private readonly listener: (files: readonly string[], state: SaveState) => void,
  ) {}

  /** Whether something is not stored yet. */
  get isBusy(): boolean {
    return this.open > 0
  }

  /** Resolves when everything that was given so far is stored, or failed. */
  async settled(): Promise<void> {
    await this.last
  }

  save(files: readonly string[], change: Change): Promise<boolean> {
    return this.add(files, formOf(files, change))
  }

  remove(files: readonly string[]): Promise<boolean> {
    return this.add(files, listed(files, [['intent', 'remove']]))
  }

  private add(files: readonly string[], body: URLSearchParams): Promise<boolean> {
    this.open++
    this.listener(files, 'saving')
    const done = this.last.then(async () => {
      const failed = await send(guestUrls.change(this.token), body)
      this.open--
      this.listener(files, failed ? { failed } : 'saved')
      return !failed
    })
    this.last = done
    return done
  }
}

const listed = (files: readonly string[], more: [string, string][]) =>
  new URLSearchParams([...more, ...files.map((id, index): [string, string] => [`files[${index}]`, id])])

function formOf(files: readonly string[], { texts = {}, slotId, releases }: Change): URLSearchParams {
  const says = Object.keys(texts)
  if (slotId !== undefined) says.push('.slot')
  if (releases) says.push('.releases')
  const form = listed(files, [['intent', 'fill']])
  for (const [index, key] of says.entries()) form.append(`says[${index}]`, key)
  for (const [key, text] of Object.entries(texts)) form.append(`texts.${key}`, text)
  if (slotId) form.append('slotId', slotId)
  for (const [index, id] of (releases ?? []).entries()) form.append(`releases[${index}]`, id)
  return form
}

/** Returns the code or the sentence of an error; undefined when it was stored. */
async function send(url: string, body: URLSearchParams): Promise<string | undefined> {
  try {
    const response = await fetch(url, { method: 'POST', body, headers: { accept: 'application/json' } })
    if (response.ok) return undefined
    const answer: unknown = await response.json().catch(() => undefined)
    return messageIn(answer) ?? 'upload.connection'
  } catch {
    return 'upload.connection'
  }
}

function messageIn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined
  if ('message' in answer && typeof answer.message === 'string') return answer.message
  const error = 'result' in answer && (answer.result as { error?: Record<string, string[] | null> } | null)?.error
  return error ? Object.values(error).flatMap((each) => each ?? [])[0] : undefined
}
