import { useEffect, useState } from 'react'

/** Every preview is drawn from the original, so it is asked for only when fields have not changed for this long. */
const SETTLED_MS = 350

/** Returns a value as it was when it had not changed for a moment. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
