/** A process that converts without end, to be killed: its arguments are the input, an output folder, a marker and an isolation. */
import type { Isolation } from '~/platform/converters/isolation.server'
import { convert } from '~/platform/converters/sandbox.server'
import { postScriptArgs } from './post-script'

const [input = '', outDir = '', marker = '', isolation] = process.argv.slice(2)
const args = (at: { input: string }) => postScriptArgs(at.input, { more: [marker] })
await convert({ program: 'gs', args, input, outDir, seconds: 60 }, isolation as Isolation)
