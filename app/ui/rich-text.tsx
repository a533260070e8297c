import type { Block, Inline } from '~/platform/markdown'

/** A text with paragraphs, lists and links, as `parseMarkdown` returns it. */
export function RichText({ blocks, lang }: { blocks: readonly Block[]; lang?: string }) {
  return (
    <div className="rich-text" lang={lang} dir="auto">
      {blocks.map((block, index) => {
        const key = `${index}`
        if ('paragraph' in block)
          return (
            <p key={key}>
              <Inlines parts={block.paragraph} />
            </p>
          )
        const List = block.isOrdered ? 'ol' : 'ul'
        return (
          <List key={key}>
            <Items items={block.list} />
          </List>
        )
      })}
    </div>
  )
}

function Items({ items }: { items: readonly Inline[][] }) {
  return items.map((item, index) => {
    const key = `${index}`
    return (
      <li key={key}>
        <Inlines parts={item} />
      </li>
    )
  })
}

function Inlines({ parts }: { parts: readonly Inline[] }) {
  return parts.map((part, index) => {
    const key = `${index}`
    if ('text' in part) return <span key={key}>{part.text}</span>
    if ('isBreak' in part) return <br key={key} />
    if ('bold' in part)
      return (
        <strong key={key}>
          <Inlines parts={part.bold} />
        </strong>
      )
    if ('italic' in part)
      return (
        <em key={key}>
          <Inlines parts={part.italic} />
        </em>
      )
    return (
      <a key={key} className="link" href={part.href} rel="noreferrer nofollow">
        <Inlines parts={part.label} />
      </a>
    )
  })
}
