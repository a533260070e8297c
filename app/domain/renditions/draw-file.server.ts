import { DRAWN_SIDE, drawnSide } from '~/platform/converters/conversion-task'
import { pictureOf } from '~/platform/converters/picture-of.server'
import type { Sniffed } from '~/platform/files/sniff.server'
import { isDecoded } from '~/platform/images/probe.server'
import { type Rendering, type RenderOptions, render } from '~/platform/images/renditions.server'

interface DrawnFile extends Omit<RenderOptions, 'signal'> {
  localPath: string
  /** Aborts a conversion. */
  signal?: AbortSignal
}

/** Draws pictures of a file, or of the picture that a converter makes of it. Throws ConvertError, ImageError, and the signal's reason. */
export async function drawFile({ localPath, signal, ...options }: DrawnFile): Promise<Rendering> {
  const { sniffed, outDir } = options
  if (isDecoded(sniffed)) return render(localPath, options)
  const side = drawnSide(DRAWN_SIDE, options.edit ?? null)
  const picture = await pictureOf({ localPath, sniffed, workDir: outDir, signal, side })
  return render(picture.file, { ...options, sniffed: { ...picture.sniffed, kind: drawnAs(sniffed) } })
}

const drawnAs = ({ kind }: Sniffed): Sniffed['kind'] =>
  kind === 'photo' || kind === 'raw' || kind === 'layered' ? 'photo' : 'vector'
