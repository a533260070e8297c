/**
 * What a rendition was made with, beside the original: the recipe of its preset and the credit written into it. Null for
 * renditions from before, of which nobody knows what credit they hold, and for those that wait: both are made anew.
 */
export const recipes = 'alter table rendition add recipe text;\n'
