import { useEffect, useRef, useSyncExternalStore } from 'react'

/** Single keys can be switched off (WCAG 2.2, 2.1.4): people who speak to their computer type without meaning to. */
const STORED = 'vitrine.shortcuts'
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether single keys act; on until somebody switches them off in this browser. */
const areOn = (): boolean => {
  try {
    return localStorage.getItem(STORED) !== 'off'
  } catch {
    return true
  }
}

/** Switches single keys on or off in this browser. */
export function setShortcuts(on: boolean): void {
  try {
    localStorage.setItem(STORED, on ? 'on' : 'off')
  } catch {
    // A browser that keeps nothing keeps the keys on.
  }
  for (const listener of listeners) listener()
}

export const useShortcutsOn = (): boolean => useSyncExternalStore(subscribe, areOn, () => true)

const TYPING = 'input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select, [contenteditable]'
const WINDOWS = '[role="dialog"], [role="alertdialog"], [role="menu"]'

/** Whether a key is meant for the page: not typed into a field, and no window lies over it. */
export const isForPage = (event: KeyboardEvent): boolean =>
  !event.defaultPrevented &&
  !(event.target instanceof Element && event.target.closest(TYPING)) &&
  !document.querySelector(WINDOWS)

/** Does something on a single key, wherever the focus is on the page; undefined switches the key off. */
export function useShortcut(key: string, act: (() => void) | undefined): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      if (!latest.current || !areOn() || !isForPage(event)) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [key])
}
