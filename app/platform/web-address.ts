/** Whether a text is a complete URL of the web (http or https). */
export const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
