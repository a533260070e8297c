import { findProgram } from '~/platform/converters/found-programs.server'
import type { ProgramName } from '~/platform/converters/programs'

/** Whether these programs are installed; a test that needs one is skipped without it. */
export const installed = (...programs: (ProgramName | 'heif-enc')[]): boolean =>
  programs.every((program) => findProgram(program) !== undefined)
