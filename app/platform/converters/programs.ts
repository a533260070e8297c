/**
 * The Debian packages whose programs make pictures and other forms of files that our own decoder cannot read. Each is
 * optional: without it the files that need it have no preview, and the asset page says why.
 */
export const CONVERTERS = {
  poppler: { packages: ['poppler-utils'], programs: ['pdftoppm', 'pdftocairo', 'pdfinfo', 'pdftotext'] },
  ghostscript: { packages: ['ghostscript'], programs: ['gs'] },
  libheif: { packages: ['libheif-examples'], programs: ['heif-convert'] },
  libjxl: { packages: ['libjxl-tools'], programs: ['djxl'] },
  libraw: { packages: ['libraw-bin'], programs: ['dcraw_emu'] },
  librsvg: { packages: ['librsvg2-bin'], programs: ['rsvg-convert'] },
  libvips: { packages: ['libvips-tools'], programs: ['vips'] },
  ffmpeg: { packages: ['ffmpeg'], programs: ['ffmpeg', 'ffprobe'] },
  libreoffice: {
    packages: ['libreoffice-writer-nogui', 'libreoffice-calc-nogui', 'libreoffice-impress-nogui'],
    programs: ['soffice'],
  },
} as const satisfies Record<string, { packages: readonly string[]; programs: readonly string[] }>

export type ConverterName = keyof typeof CONVERTERS
export type ProgramName = (typeof CONVERTERS)[ConverterName]['programs'][number]

export const CONVERTER_NAMES = Object.keys(CONVERTERS) as ConverterName[]

/** Packages that are installed beside the converters: isolation, and fonts that stand in for those of office documents. */
export const SUPPORTING_PACKAGES = [
  'bubblewrap',
  'libimage-exiftool-perl',
  'fonts-crosextra-carlito',
  'fonts-crosextra-caladea',
  'fonts-liberation2',
] as const

const CONVERTER_OF = new Map<ProgramName, ConverterName>(
  CONVERTER_NAMES.flatMap((name) => CONVERTERS[name].programs.map((program) => [program, name] as const)),
)

/** Returns the converter that a program belongs to. */
export function converterOf(program: ProgramName): ConverterName {
  const name = CONVERTER_OF.get(program)
  if (!name) throw new Error(`no converter has ${program}`)
  return name
}

/** Returns the command that installs the converters, or all of them with what supports them. */
export const installCommand = (names: readonly ConverterName[] = CONVERTER_NAMES): string => {
  const packages = names.flatMap((name): readonly string[] => CONVERTERS[name].packages)
  return `apt-get install --no-install-recommends ${[...packages, ...SUPPORTING_PACKAGES].join(' ')}`
}
