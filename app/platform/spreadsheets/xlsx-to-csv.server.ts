import path from 'node:path'
import { TableError } from '~/platform/csv-rows.server'
import { OwnProcessError, runOwn } from '~/platform/files/own-process.server'

const READER = { name: 'spreadsheet-reader', source: '../spreadsheets/spreadsheet-reader.ts' }
const BOUNDS = { timeoutMs: 120_000, cpuSeconds: 30, heap: 512, data: 1_610_612_736, output: 256 * 1024 * 1024 }

/**
 * Writes the first sheet of an XLSX file as CSV into `folder`, in a process of its own, and returns the path of that file. Reads
 * at most `mostRows` rows. Throws TableError `xlsx_broken`, also for a file that needs too much memory or time.
 */
export async function xlsxToCsv(localPath: string, folder: string, mostRows: number): Promise<string> {
  const csv = path.join(folder, 'sheet.csv')
  try {
    await runOwn(READER, [path.resolve(localPath), path.resolve(csv), String(mostRows)], BOUNDS)
  } catch (error) {
    if (error instanceof OwnProcessError) throw new TableError('xlsx_broken', undefined, { cause: error })
    throw error
  }
  return csv
}
