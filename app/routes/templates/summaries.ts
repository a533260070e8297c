import { staffLoader } from '~/http/route.server'
import { templateSummaries } from './template-lines.server'

const MOST = 10

/** What templates do, by their ids. */
export const loader = staffLoader('editor', async ({ db, url, locale }) => {
  return { summaries: await templateSummaries(db, url.searchParams.getAll('id').slice(0, MOST), locale) }
})
