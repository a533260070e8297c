/** Kinds of files, as brand teams distinguish them. */
export const KINDS = [
  ...['photo', 'vector', 'layered', 'raw', 'video', 'audio'],
  ...['document', 'font', 'model', 'archive', 'text'],
] as const
export type Kind =
  | 'photo'
  | 'vector'
  | 'layered'
  | 'raw'
  | 'video'
  | 'audio'
  | 'document'
  | 'font'
  | 'model'
  | 'archive'
  | 'text'
