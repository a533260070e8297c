/**
 * Backgrounds behind a picture. `quiet` is the page's own colour for sunken areas; on the others a white or black logo
 * stays visible.
 */
export const BACKDROPS = ['white', 'dark', 'checker'] as const
export type Backdrop = (typeof BACKDROPS)[number] | 'quiet'
