import type { LetterTexts } from './letters'

/** What a letter about notices says. */
export interface NoticesFacts {
  locale: string
  name: string
  rows: { type: string; title: string; line: string; url: string }[]
  /** How many there are, of which `rows` are the first. */
  total: number
}

/** Returns the subject and the contents of a letter about notices, without its links to the inbox and to its end. */
export function noticesContents(t: ReturnType<LetterTexts>, { locale, name, rows, total }: NoticesFacts) {
  const [first] = rows
  const only = total === 1 && first ? { what: t(`inbox:type.${first.type}.name`), title: first.title } : undefined
  return {
    locale,
    subject: only ? t('inbox:letter.one', only) : t('inbox:letter.subject', { count: total }),
    paragraphs: [t('inbox:letter.hello', { name }), t('inbox:letter.text')],
    links: rows.map(({ title, line, url }) => ({ label: `${title} — ${line}`, url })),
    more: total > rows.length ? t('inbox:letter.more', { count: total - rows.length }) : undefined,
    foot: t('inbox:letter.foot'),
  }
}
