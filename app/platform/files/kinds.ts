/** Kinds of files, as brand teams distinguish them, in the order in which they are listed. */
export const KINDS = [
  ...(['photo', 'vector', 'raw', 'layered', 'pdf', 'document', 'presentation', 'spreadsheet'] as const),
  ...(['video', 'audio', 'font', 'model', 'archive', 'text', 'code', 'data', 'other'] as const),
] as const
export type Kind = (typeof KINDS)[number]
