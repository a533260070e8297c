export type EntryNote = 'encrypted' | 'unsafe_path' | 'link' | 'dense'

export interface ArchiveEntry {
  path: string
  /** Bytes when unpacked. */
  size: number
  isFolder: boolean
  note?: EntryNote
}

export interface TreeNode {
  name: string
  isFolder: boolean
  /** Bytes; of a folder the sum of all within. */
  size: number
  /** Files within a folder. */
  files: number
  note?: EntryNote
  children: TreeNode[]
}

/** A tree as it is shown: some children of a folder may be left out. */
export interface ShownNode extends Omit<TreeNode, 'children'> {
  children: ShownNode[]
  left: number
}

/** Deeper folders are named together with the one at this depth. */
const DEEPEST = 24
const MOST_ENTRIES = 50_000

/** Returns the folders and files of an archive, folders first, both by name. Paths may be damaged or hostile. */
export function buildTree(entries: readonly ArchiveEntry[]): TreeNode {
  const root = newNode('', true)
  const folders = new Map<string, TreeNode>([['', root]])
  for (const { path, size, isFolder, note } of entries.slice(0, MOST_ENTRIES)) {
    const names = namesOf(path)
    const bytes = Number.isFinite(size) && size > 0 ? size : 0
    const parents = isFolder ? names : names.slice(0, -1)
    const way = [root]
    let key = ''
    for (const name of parents) {
      key += `/${name}`
      const parent = way.at(-1) ?? root
      const folder = folders.get(key) ?? addTo(parent, newNode(name, true))
      folders.set(key, folder)
      way.push(folder)
    }
    const owner = way.at(-1) ?? root
    if (isFolder) {
      if (note) owner.note = note
      continue
    }
    addTo(owner, { ...newNode(names.at(-1) ?? path, false), size: bytes, note })
    for (const folder of way) {
      folder.size += bytes
      folder.files++
    }
  }
  for (const folder of folders.values()) folder.children.sort(byKindAndName)
  return root
}

/**
 * Returns the part of a tree that is shown: at most `perFolder` children of each folder and `total` nodes in all, those
 * near the top first.
 */
export function boundTree(root: TreeNode, perFolder: number, total: number): ShownNode {
  const shownRoot = shownOf(root)
  const queue: [TreeNode, ShownNode][] = [[root, shownRoot]]
  let budget = total
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [node, shown] = next
    const children = node.children.slice(0, Math.max(0, Math.min(perFolder, budget)))
    budget -= children.length
    shown.left = node.children.length - children.length
    shown.children = children.map(shownOf)
    children.forEach((child, index) => {
      const shownChild = shown.children[index]
      if (child.isFolder && shownChild) queue.push([child, shownChild])
    })
  }
  return shownRoot
}

/** Returns the entries whose path contains `query`, without regard to case; at most `most`. */
export function findEntries(entries: readonly ArchiveEntry[], query: string, most: number): ArchiveEntry[] {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return []
  const found: ArchiveEntry[] = []
  for (const entry of entries) {
    if (found.length === most) break
    if (entry.path.toLowerCase().includes(wanted)) found.push(entry)
  }
  return found
}

const newNode = (name: string, isFolder: boolean): TreeNode => ({ name, isFolder, size: 0, files: 0, children: [] })
const shownOf = (node: TreeNode): ShownNode => ({ ...node, children: [], left: 0 })

function addTo(parent: TreeNode, node: TreeNode): TreeNode {
  parent.children.push(node)
  return node
}

function namesOf(path: string): string[] {
  const names = path.slice(0, 4096).split(/[/\\]/).filter(Boolean)
  if (names.length <= DEEPEST) return names
  return [...names.slice(0, DEEPEST - 1), names.slice(DEEPEST - 1).join('/')]
}

/** By code units, since server and browser may collate languages differently. */
function byKindAndName(a: TreeNode, b: TreeNode): number {
  if (a.isFolder !== b.isFolder) return a.isFolder ? -1 : 1
  const [one, two] = [a.name.toLowerCase(), b.name.toLowerCase()]
  return one < two ? -1 : one > two ? 1 : 0
}
