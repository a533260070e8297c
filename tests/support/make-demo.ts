// Makes the demo of the browser tests ahead of them and describes it in a file: `node --import tsx make-demo.ts <file>`.
import { writeFile } from 'node:fs/promises'
import { makeDemo } from './demo'

const [, , file = ''] = process.argv
await writeFile(file, JSON.stringify(await makeDemo()))
