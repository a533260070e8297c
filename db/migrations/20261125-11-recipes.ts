/**
 * What a rendition was made with besides the original: the recipe of its preset and the credit written into it. Null for
 * earlier renditions, whose credit is unknown, and for waiting ones: both are made again.
 */
export const recipes = 'alter table rendition add recipe text;\n'
