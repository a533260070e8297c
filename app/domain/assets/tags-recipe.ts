/** How the tags of files are read; files are read again when it changes. */
export const TAGS_RECIPE = '2'
