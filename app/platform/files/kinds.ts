/** What a brand team calls the kinds of its files. */
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
