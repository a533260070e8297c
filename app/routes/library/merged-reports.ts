import type { BulkReport, RefusedGroup } from '~/domain/bulk/bulk'

/** Refused assets that a report names, for each reason. */
const NAMED = 20

/** Returns the report of an act whose assets were sent in parts. */
export function mergedReports(reports: readonly BulkReport[]): BulkReport | undefined {
  const [first] = reports
  if (!first) return undefined
  const groups = new Map<string, RefusedGroup>()
  for (const { code, missing, ids, named } of reports.flatMap(({ refused }) => refused)) {
    const key = [code, ...missing].join(' ')
    const known = groups.get(key)
    groups.set(key, {
      ...{ code, missing, ids: [...(known?.ids ?? []), ...ids] },
      named: [...(known?.named ?? []), ...named].slice(0, NAMED),
    })
  }
  return {
    act: first.act,
    done: reports.flatMap(({ done }) => done),
    refused: [...groups.values()].sort((a, b) => b.ids.length - a.ids.length),
  }
}
