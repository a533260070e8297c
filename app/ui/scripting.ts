import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** Returns whether scripts run on this page: false on the server and until hydration, true afterwards. */
export const useScripted = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
