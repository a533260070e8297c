/** Whether an error says that a file or folder does not exist (ENOENT), and not that it cannot be read. */
export const isAbsent = (error: unknown): boolean => (error as NodeJS.ErrnoException | null)?.code === 'ENOENT'

/** For `.catch`: `instead` for a file or folder that does not exist; rethrows every other error. */
export const unlessAbsent =
  <T>(instead: T) =>
  (error: unknown): T => {
    if (isAbsent(error)) return instead
    throw error
  }

/** Whether the operating system refused something, as against a library that did not like what it read. */
export const isSystemError = (error: unknown): boolean =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string'
