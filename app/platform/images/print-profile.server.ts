import { access } from 'node:fs/promises'

/** Installed with Ghostscript (Debian's `libgs-common`): a profile like SWOP, which every print shop accepts and converts. */
const PROFILE = '/usr/share/color/icc/ghostscript/default_cmyk.icc'

/** Returns the path of the ICC profile for pictures in CMYK; undefined when the machine has none. */
export const printProfile = async (): Promise<string | undefined> =>
  access(PROFILE).then(
    () => PROFILE,
    () => undefined,
  )
