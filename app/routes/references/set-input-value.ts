/** Puts a text into an input, moves the focus there, and tells its form that it changed. */
export function setInputValue(id: string, text: string): void {
  const input = document.getElementById(id)
  if (!(input instanceof HTMLInputElement)) return
  input.value = text
  input.dispatchEvent(new Event('input', { bubbles: true }))
  input.focus()
}
