/** From which sizes on a search is planned in another way; tests make them small. */
export const PLAN_LIMITS = {
  /**
   * Documents of a word from which on reading the newest first is faster than reading all of the word: measured at a million
   * assets, 1.4 against 121 ms for 103,000 documents, 12 against 17 for 9,000, 569 against 4 for 244. PostgreSQL's own choice
   * overrates rare words and takes 459 ms at the 95th percentile.
   */
  commonWord: 8000,
  /** Assets from which on a search begins with its words, and not with those that the viewer's portal or share contains. */
  largeAudience: 8000,
}
