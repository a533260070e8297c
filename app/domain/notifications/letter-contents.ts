import type { LetterTexts } from './letters'

type Say = ReturnType<LetterTexts>

interface Reading {
  locale: string
  /** Name of the recipient. */
  reader: string
}

interface ReviewFacts extends Reading {
  title: string
  byName: string
  note?: string
  /** How many more files had the same outcome. */
  others: number
}

/** What a letter about the outcome of a review says. */
export function reviewContents(t: Say, kind: 'approved' | 'changes_asked', facts: ReviewFacts) {
  const { locale, reader, title, byName, note, others } = facts
  const said = { title, name: byName }
  return {
    ...{ locale, subject: t(`${kind}.subject`, said), quote: note, foot: t('foot') },
    paragraphs: [
      t('hello', { name: reader }),
      t(`${kind}.text`, said),
      ...(others > 0 ? [t('others', { count: others })] : []),
    ],
  }
}

/** What a letter with a link that sets a password says; `days` is for how long it is good. */
export function passwordContents(
  t: Say,
  purpose: 'invite' | 'reset',
  { locale, reader, byName, days }: Reading & { byName: string; days: number },
) {
  const said = { name: byName, count: days }
  return {
    ...{ locale, subject: t(`${purpose}.subject`, said), foot: t(`${purpose}.foot`, said) },
    paragraphs: [t('hello', { name: reader }), t(`${purpose}.text`, said), t('good_for', said)],
  }
}

interface MatchesFacts extends Reading {
  search: string
  total: number
  links: { label: string; url: string }[]
}

/** What a letter about what a saved search finds anew says; `links` are the first of `total`. */
export function newMatchesContents(t: Say, { locale, reader, search, total, links }: MatchesFacts) {
  const said = { search, count: total }
  return {
    ...{ locale, links, subject: t('new_matches.subject', said), foot: t('new_matches.foot', said) },
    paragraphs: [t('hello', { name: reader }), t('new_matches.text', said)],
    more: total > links.length ? t('new_matches.more', { count: total - links.length }) : undefined,
  }
}

interface NoticesFacts extends Reading {
  rows: { type: string; title: string; line: string; url: string }[]
  /** How many there are, of which `rows` are the first. */
  total: number
}

/** What a letter about notices says. */
export function noticesContents(t: Say, { locale, reader, rows, total }: NoticesFacts) {
  const [first] = rows
  const only = total === 1 && first ? { what: t(`inbox:type.${first.type}.name`), title: first.title } : undefined
  return {
    locale,
    subject: only ? t('inbox:letter.one', only) : t('inbox:letter.subject', { count: total }),
    paragraphs: [t('inbox:letter.hello', { name: reader }), t('inbox:letter.text')],
    links: rows.map(({ title, line, url }) => ({ label: `${title} — ${line}`, url })),
    more: total > rows.length ? t('inbox:letter.more', { count: total - rows.length }) : undefined,
    foot: t('inbox:letter.foot'),
  }
}
