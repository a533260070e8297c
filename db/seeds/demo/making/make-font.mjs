// Makes media/fraunces-variable.woff2 and its licence of the package that the portal's own typefaces come from:
// `node db/seeds/demo/making/make-font.mjs`.
import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { fraunces, media } from './shared.mjs'

copyFileSync(fraunces, media('fraunces-variable.woff2'))
copyFileSync(path.resolve(path.dirname(fraunces), '../LICENSE'), media('OFL.txt'))
