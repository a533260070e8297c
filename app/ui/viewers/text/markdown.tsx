import { createElement, useMemo } from 'react'
import { type Block, parseMarkdown } from './block-parser'
import type { Inline } from './inline-parser'

/** The page has the first two levels of headings itself. */
const headingTag = (level: number) => `h${Math.min(6, level + 2)}`

/** Markdown as elements of React: never as HTML, so nothing in a file can become an element that we do not know. */
export function Markdown({ text }: { text: string }) {
  const blocks = useMemo(() => parseMarkdown(text), [text])
  return <Blocks blocks={blocks} />
}

function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return (
    <>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a file never move
        <BlockView key={index} block={block} />
      ))}
    </>
  )
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return createElement(headingTag(block.level), { dir: 'auto' }, <InlineView nodes={block.inline} />)
    case 'paragraph':
      return (
        <p dir="auto">
          <InlineView nodes={block.inline} />
        </p>
      )
    case 'code':
      return (
        <pre dir="ltr" translate="no">
          <code>{block.text}</code>
        </pre>
      )
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.blocks} />
        </blockquote>
      )
    case 'rule':
      return <hr />
    case 'list': {
      const items = block.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the items of a file never move
        <li key={index} dir="auto">
          <Item blocks={item} />
        </li>
      ))
      return block.isOrdered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>
    }
  }
}

/** An item of one line is not a paragraph. */
function Item({ blocks }: { blocks: readonly Block[] }) {
  const [first, ...rest] = blocks
  if (first?.kind !== 'paragraph') return <Blocks blocks={blocks} />
  return (
    <>
      <InlineView nodes={first.inline} />
      <Blocks blocks={rest} />
    </>
  )
}

function InlineView({ nodes }: { nodes: readonly Inline[] }) {
  return (
    <>
      {nodes.map((node, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the texts of a file never move
        <InlineNode key={index} node={node} />
      ))}
    </>
  )
}

function InlineNode({ node }: { node: Inline }) {
  switch (node.kind) {
    case 'text':
      return <>{node.text}</>
    case 'code':
      return <code translate="no">{node.text}</code>
    case 'break':
      return <br />
    case 'strong':
      return (
        <strong>
          <InlineView nodes={node.children} />
        </strong>
      )
    case 'em':
      return (
        <em>
          <InlineView nodes={node.children} />
        </em>
      )
    case 'link':
      return (
        <a href={node.href} target="_blank" rel="noopener noreferrer nofollow">
          <InlineView nodes={node.children} />
        </a>
      )
  }
}
