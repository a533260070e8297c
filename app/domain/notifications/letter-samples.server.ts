import { noticeLine } from '~/domain/notices/notice-line'
import { newMatchesContents, noticesContents, passwordContents, reviewContents } from './letter-contents'
import type { LetterName } from './letter-name'
import type { LetterTexts } from './letters'

type Say = ReturnType<LetterTexts>

interface SampleFacts {
  locale: string
  /** Name of the recipient. */
  reader: string
  /** Completes a path of the product. */
  urlOf: (path: string) => string
}

const [TITLE, OTHER] = ['Cliffs at dawn', 'Harbour in winter']
const BY = 'Ane Goikoetxea'

/** Returns a letter as it would be written, with invented facts. */
export function sampleLetter(name: LetterName, t: Say, { locale, reader, urlOf }: SampleFacts) {
  const end = { label: t('inbox:letter.end'), url: urlOf('/account') }
  const to = (label: string, path: string) => ({ label: t(label), url: urlOf(path) })
  switch (name) {
    case 'approved':
    case 'changes_asked': {
      const note = name === 'changes_asked' ? 'Please crop the fence on the left.' : undefined
      const facts = { locale, reader, title: TITLE, byName: BY, note, others: 2 }
      return { ...reviewContents(t, name, facts), action: to(`${name}.action`, '/library'), end }
    }
    case 'invite':
    case 'reset': {
      const facts = { locale, reader, byName: BY, days: 7 }
      return { ...passwordContents(t, name, facts), action: to(`${name}.action`, '/account') }
    }
    case 'new_matches': {
      const links = [TITLE, OTHER].map((label) => ({ label, url: urlOf('/library') }))
      const facts = { locale, reader, search: 'coast', total: 5, links }
      return { ...newMatchesContents(t, facts), action: to('new_matches.action', '/library/saved'), end }
    }
    case 'notice':
    case 'notices': {
      const types = name === 'notice' ? ['review_asked'] : ['review_asked', 'followed_version', 'task']
      const rows = types.map((type, n) => ({
        ...{ type, title: n % 2 ? OTHER : TITLE, url: urlOf('/inbox') },
        line: noticeLine(t, { type, actorName: BY, facts: {} }),
      }))
      const facts = { locale, reader, rows, total: rows.length }
      return { ...noticesContents(t, facts), action: to('inbox:letter.action', '/inbox'), end }
    }
  }
}
