/** Pages of a document that are made into pictures at once. */
export const MOST_PAGES = 300
