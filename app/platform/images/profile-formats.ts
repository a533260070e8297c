/** Formats whose profile our own decoder reads. */
const WITH_PROFILE: ReadonlySet<string> = new Set(['jpg', 'png', 'webp', 'avif', 'tif'])

/** Returns whether the ICC profile of files with this extension, as `sniff` returns it, is read. */
export const isProfileRead = (extension: string): boolean => WITH_PROFILE.has(extension)
