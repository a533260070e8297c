import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** Whether scripts run on this page: false on the server and until hydration, true ever after. */
export const useScripted = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
