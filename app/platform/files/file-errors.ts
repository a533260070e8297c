/** Returns whether an error means that a file or folder does not exist (ENOENT). */
export const isAbsent = (error: unknown): boolean => (error as NodeJS.ErrnoException | null)?.code === 'ENOENT'

/** For `.catch`: returns `instead` if a file or folder does not exist; rethrows every other error. */
export const unlessAbsent =
  <T>(instead: T) =>
  (error: unknown): T => {
    if (isAbsent(error)) return instead
    throw error
  }

/** Returns whether an error comes from the operating system, not from a library that rejected the contents. */
export const isSystemError = (error: unknown): boolean =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string'
