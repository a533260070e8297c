/**
 * A path of our own to go to after sign-in, or undefined. Backslashes, double slashes and control characters
 * are how browsers are talked into another origin, so none may be in it.
 */
export function safeNext(path: string | null | undefined): string | undefined {
  if (!path || !/^\/[\w\-./?=&%,:+~]*$/.test(path) || /[\\]|\/\/|^\/(sign-in|sign-out)/.test(path)) return undefined
  return path
}
