/**
 * Returns the path to open after sign-in if it is safe, else undefined. Backslashes, double slashes and control
 * characters are refused, because browsers can be tricked by them into another origin.
 */
export function safeNext(path: string | null | undefined): string | undefined {
  if (!path || !/^\/[\w\-./?=&%,:+~]*$/.test(path) || /[\\]|\/\/|^\/(sign-in|sign-out)/.test(path)) return undefined
  return path
}
