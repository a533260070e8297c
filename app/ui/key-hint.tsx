/** The keyboard shortcut of the control beside it. */
export function KeyHint({ keys }: { keys: string }) {
  return <kbd className="key-hint">{keys}</kbd>
}
