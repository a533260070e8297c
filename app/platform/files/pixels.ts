/** Kinds of files that have pixels of their own; drawings, pages and sounds have those that they are drawn with. */
const WITH_PIXELS: ReadonlySet<string> = new Set(['photo', 'raw', 'layered', 'video'])

/** Whether the width and height of a version are those of its file, and not of the picture that was drawn of it. */
export const hasPixels = ({ kind, extension }: { kind: string | null; extension: string | null }): boolean =>
  (kind !== null && WITH_PIXELS.has(kind)) || extension === 'svg'
