/** Documents that LibreOffice does not read, or takes for text: of some of them their program stored a small preview. */
const UNREADABLE: ReadonlySet<string> = new Set(['indd', 'idml', 'epub', 'mobi', 'pages', 'numbers', 'cfb', 'msg'])

/** Whether there is a program that lays out the pages of a document of this extension, a PDF among them. */
export const hasPages = (extension: string): boolean => !UNREADABLE.has(extension)
