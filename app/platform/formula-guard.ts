/**
 * Returns a cell that spreadsheets show as text and never run as a formula (OWASP, CSV injection), including full-width
 * characters. With decimal commas a spreadsheet splits lines at semicolons, so what follows a semicolon can begin a cell too.
 */
export const guarded = (cell: string): string =>
  cell.replace(/(^|;[\s"]*)(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/g, "$1'")

/** The inverse of `guarded`. */
export const unguarded = (cell: string): string =>
  cell.replace(/(^|;[\s"]*)'(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/g, '$1')
