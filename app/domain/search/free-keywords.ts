/** Keywords that are no terms, on one page. */
export const PAGE_OF_FREE = 50
