/** Returns a text as it is written in a pattern of LIKE, so that it stands for itself alone. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
