import { Notice } from './notice'

/** Says why what somebody did was refused; nothing when it was not. */
export function RefusedNotice({ messages }: { messages: readonly string[] }) {
  if (messages.length === 0) return null
  return (
    <Notice tone="bad" live="assertive">
      {messages.join(' ')}
    </Notice>
  )
}
