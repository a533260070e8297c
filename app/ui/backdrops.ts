/** What a picture lies on. `quiet` is the page's own sunken colour; the others keep a white or black logo visible. */
export const BACKDROPS = ['white', 'dark', 'checker'] as const
export type Backdrop = (typeof BACKDROPS)[number] | 'quiet'
