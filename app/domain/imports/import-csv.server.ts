import { csvLines } from '~/platform/csv'
import type { Db } from '~/platform/db.server'
import type { ImportItem } from './import'
import { listItems } from './imports.queries.server'

const HEADER = ['row', 'file', 'external_id', 'outcome', 'outcome_text', 'reason', 'reason_text', 'column', 'asset_id']
const PAGE = 1000

/** Texts for the results, in the language of the person who asks. */
export interface ReportTexts {
  outcome: (outcome: string) => string
  reason: (item: ImportItem) => string
}

/** Yields the report of a run as CSV, in the order of its items, a thousand at a time. */
export async function* importCsv(db: Db, runId: string, texts: ReportTexts): AsyncGenerator<string> {
  yield csvLines([HEADER], { first: true })
  for (let after = 0, more = true; more; ) {
    const items = await listItems(db, runId, { after, limit: PAGE })
    yield csvLines(items.map((item) => cellsOf(item, texts)))
    after = items.at(-1)?.position ?? after
    more = items.length === PAGE
  }
}

function cellsOf(item: ImportItem, texts: ReportTexts): string[] {
  const { outcome } = item
  return [
    ...[String(item.rowNumber ?? ''), item.path ?? '', item.externalId, outcome, texts.outcome(outcome)],
    ...[item.reason ?? '', texts.reason(item), String(item.facts.column ?? ''), item.assetId ?? ''],
  ]
}
