import { attentionPoint } from '~/platform/images/attention.server'
import type { EditRecipe, FocalPoint } from '~/platform/images/edit-recipe'
import { editedPixels, ofPixels } from '~/platform/images/edited-pixels.server'
import { imageErrorOf } from '~/platform/images/image-error'
import { pictureInput } from '~/platform/images/picture-input.server'
import { withinPixelBudget } from '~/platform/images/pixel-budget.server'
import { isDecoded } from '~/platform/images/probe.server'
import { type ConversionTask, drawnSide } from './conversion-task'
import { pictureOf } from './picture-of.server'

/** Pixels of the longest side of a preview. */
const SIDE = 1200
/** Decoding takes memory by the pixels of the original only where it is turned; this many stand for most pictures. */
const BUDGET_PIXELS = 24_000_000

export interface EditedPreview {
  /** WebP. */
  picture: Buffer
  /** What draws most attention in it, in fractions of its sides. */
  attention: FocalPoint
}

/** Returns what a recipe makes of a file, as a picture within 1200 pixels. Throws ConvertError, ImageError, and the signal's reason. */
export async function drawEdited(task: ConversionTask, edit: EditRecipe): Promise<EditedPreview> {
  const { file, sniffed } = isDecoded(task.sniffed)
    ? { file: task.localPath, sniffed: task.sniffed }
    : await pictureOf({ ...task, side: drawnSide(SIDE, edit) })
  task.signal?.throwIfAborted()
  const isDrawn = sniffed.extension === 'svg'
  try {
    const input = await pictureInput(file, sniffed)
    const wanted = ({ width, height }: { width: number; height: number }) => {
      const scale = Math.min(isDrawn ? Number.POSITIVE_INFINITY : 1, SIDE / Math.max(width, height))
      return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
    }
    return await withinPixelBudget(BUDGET_PIXELS, async () => {
      const pixels = await editedPixels({ input, isDrawn, edit, wanted })
      const picture = await ofPixels(pixels).webp({ quality: 80, effort: 1 }).toBuffer()
      return { picture, attention: await attentionPoint(pixels) }
    })
  } catch (error) {
    task.signal?.throwIfAborted()
    throw imageErrorOf(error)
  }
}
