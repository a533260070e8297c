import { z } from 'zod'
import {
  type EditRecipe,
  FLAT_LEVELS,
  GAMMA,
  LEAST_CROP,
  MOST_DEGREES,
  normalised,
  WHOLE,
} from '~/platform/images/edit-recipe'
import { KINDS_OF_PICTURES } from '~/platform/images/preset-settings'

/** Whether the picture of a version can be edited: what films, documents and other files show is not a picture of their own. */
export const isEditable = ({
  kind,
  unpreviewableReason,
}: {
  kind: string
  unpreviewableReason: string | null
}): boolean => (KINDS_OF_PICTURES as readonly string[]).includes(kind) && unpreviewableReason === null

const Percent = z.coerce.number().min(0).max(100)
const Tone = z.coerce.number().int().min(0).max(255)
/** An empty field of a form counts as not given. */
const unlessEmpty = (value: unknown) => (value === '' ? undefined : value)
const Point = z.preprocess(unlessEmpty, Percent.optional())

const recipeFields = {
  turns: z.coerce.number().int().min(0).max(3).default(0),
  straighten: z.coerce.number().min(-MOST_DEGREES).max(MOST_DEGREES).default(0),
  left: Percent.default(0),
  top: Percent.default(0),
  width: Percent.min(LEAST_CROP * 100).default(100),
  height: Percent.min(LEAST_CROP * 100).default(100),
  black: Tone.max(254).default(0),
  white: Tone.min(1).default(255),
  gamma: z.coerce.number().min(GAMMA.least).max(GAMMA.most).default(1),
  /** In percent of the straightened picture; both empty leave it to what draws attention. */
  focalX: Point,
  focalY: Point,
}

type RecipeInput = z.output<z.ZodObject<typeof recipeFields>>

/** Percent that crops may reach beyond the edge, which rounding gives them. */
const ROUNDING = 0.05

function checkRecipe(input: RecipeInput, context: z.RefinementCtx): void {
  const issue = (field: keyof RecipeInput, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message })
  if (input.left + input.width > 100 + ROUNDING) issue('width', 'edit.crop_outside')
  if (input.top + input.height > 100 + ROUNDING) issue('height', 'edit.crop_outside')
  if (input.black >= input.white) issue('white', 'edit.levels_order')
  if ((input.focalX === undefined) !== (input.focalY === undefined))
    issue(input.focalX === undefined ? 'focalX' : 'focalY', 'form.required')
}

/** Returns the recipe of a form's fields. */
export function recipeOfFields(input: RecipeInput): EditRecipe {
  const { turns, straighten, left, top, width, height, black, white, gamma, focalX, focalY } = input
  return normalised({
    ...{ turns: turns as EditRecipe['turns'], straighten },
    crop: { left: left / 100, top: top / 100, width: width / 100, height: height / 100 },
    levels: { black, white, gamma },
    focalPoint: focalX === undefined || focalY === undefined ? null : { x: focalX / 100, y: focalY / 100 },
  })
}

/** Returns the fields of a form by which a recipe is edited. */
export function fieldsOfRecipe({ turns, straighten, crop, levels, focalPoint }: EditRecipe): RecipeInput {
  const { left, top, width, height } = crop ?? WHOLE
  const percent = (part: number) => Math.round(part * 10_000) / 100
  return {
    ...{ turns, straighten, left: percent(left), top: percent(top), width: percent(width), height: percent(height) },
    ...(levels ?? FLAT_LEVELS),
    focalX: focalPoint ? percent(focalPoint.x) : undefined,
    focalY: focalPoint ? percent(focalPoint.y) : undefined,
  }
}

export type RecipeFields = RecipeInput

/** A recipe in the query of an address, for a preview of it; `part` says whether it shows the crop or all around it. */
export const PreviewFields = z
  .strictObject({ ...recipeFields, part: z.enum(['result', 'frame']).default('result') })
  .superRefine(checkRecipe)

/** The version and the revision of its edit that a form was made for; revision 0 is a version never edited. */
const seen = { versionId: z.uuid(), revision: z.coerce.number().int().min(0).max(1_000_000_000) }

/** Saves a recipe, goes back to the one before, or removes the edits. */
export const EditChange = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('save'), ...seen, ...recipeFields }).superRefine(checkRecipe),
  z.strictObject({ intent: z.literal('undo'), ...seen }),
  z.strictObject({ intent: z.literal('reset'), ...seen }),
])
