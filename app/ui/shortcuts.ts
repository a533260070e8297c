import { useEffect, useRef, useSyncExternalStore } from 'react'

/** Single-key shortcuts can be switched off (WCAG 2.2, 2.1.4), because speech input can type keys unintentionally. */
const STORED = 'vitrine.shortcuts'
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Returns whether single-key shortcuts are on; they are until switched off in this browser. */
export const shortcutsAreOn = (): boolean => {
  try {
    return localStorage.getItem(STORED) !== 'off'
  } catch {
    return true
  }
}

/** Switches single-key shortcuts on or off in this browser. */
export function setShortcuts(on: boolean): void {
  try {
    localStorage.setItem(STORED, on ? 'on' : 'off')
  } catch {
    // Without storage, shortcuts stay on.
  }
  for (const listener of listeners) listener()
}

/** Returns whether single-key shortcuts are on, and re-renders when that changes; true on the server. */
export const useShortcutsOn = (): boolean => useSyncExternalStore(subscribe, shortcutsAreOn, () => true)

const TYPING = 'input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select, [contenteditable]'
const WINDOWS = '[role="dialog"], [role="alertdialog"], [role="menu"]'

/** Returns whether a key is meant for the page: not typed into a field, and no dialog is open. */
export const isForPage = (event: KeyboardEvent): boolean =>
  !event.defaultPrevented &&
  !(event.target instanceof Element && event.target.closest(TYPING)) &&
  !document.querySelector(WINDOWS)

/** Runs `act` on a single key, wherever focus is on the page; undefined disables the shortcut. */
export function useShortcut(key: string, act: (() => void) | undefined): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      if (!latest.current || !shortcutsAreOn() || !isForPage(event)) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [key])
}
