import { render } from '@react-email/render'
import { Letter, type LetterContents } from '#emails/letter'

/** Returns a letter as HTML and as plain text. */
export async function renderedLetter(contents: LetterContents): Promise<{ html: string; text: string }> {
  const letter = <Letter {...contents} />
  const [html, text] = await Promise.all([render(letter), render(letter, { plainText: true })])
  return { html, text }
}
