import { createContext, useContext } from 'react'

/** Why a form was refused, with what it said. */
export interface Refused {
  initialValue?: Record<string, unknown> | null
  error?: Record<string, string[] | null> | null
}

/** What was refused of a form that was sent without scripts. */
const Context = createContext<Refused | undefined>(undefined)
export const RefusedProvider = Context.Provider

/** Returns why the form with these hidden fields was refused; undefined when another one was, or none. */
export function useRefused(fields: Record<string, string>): Refused | undefined {
  const refused = useContext(Context)
  const said: Record<string, unknown> = refused?.initialValue ?? {}
  return Object.entries(fields).every(([name, value]) => said[name] === value) ? refused : undefined
}
