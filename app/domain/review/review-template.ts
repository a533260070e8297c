import { z } from 'zod'
import type { Stage } from '#db/schema/review'
import { KINDS } from '~/platform/files/kinds'
import { LOCALES } from '~/platform/language'
import { nameSchema } from '~/platform/name-schema'

export type { Stage, Voter } from '#db/schema/review'

/** Bounds of what an administrator may set. */
export const [MOST_REVIEW_TEMPLATES, MOST_STAGES, MOST_VOTERS, MOST_DAYS] = [50, 5, 50, 365]

/** What a template is for; what is null is for all. */
export interface TemplateConditions {
  kinds: string[] | null
  collectionId: string | null
  briefId: string | null
  /** BCP 47 tag. */
  locale: string | null
}

/** How versions are reviewed. */
export interface ReviewTemplate extends TemplateConditions {
  id: string
  /** Empty for the built-in one. */
  name: string
  isBuiltIn: boolean
  allowsOwn: boolean
  showsVotes: boolean
  stages: Stage[]
}

/** What is known of a version when it is submitted. */
export interface SubmittedFacts {
  kind: string
  /** Language in which the asset is described. */
  locale: string
  collectionIds: readonly string[]
  /** The brief by which it came; null where staff brought it. */
  briefId: string | null
}

/** Returns the first of `templates`, in their order, whose conditions are all met. */
export const templateFor = <T extends TemplateConditions>(templates: readonly T[], facts: SubmittedFacts) =>
  templates.find(
    ({ kinds, collectionId, briefId, locale }) =>
      (!kinds || kinds.includes(facts.kind)) &&
      (!collectionId || facts.collectionIds.includes(collectionId)) &&
      (!briefId || facts.briefId === briefId) &&
      (!locale || facts.locale === locale || facts.locale.startsWith(`${locale}-`)),
  )

const Voters = z.strictObject({ personId: z.uuid().optional(), deputyId: z.uuid().optional() }).optional()

const StageForm = z
  .strictObject({
    /** Whether it runs at the same time as the stage before. */
    atOnce: z.boolean().default(false),
    voters: z.enum(['manager', 'admin', 'people']),
    people: z.array(Voters).max(MOST_VOTERS).default([]),
    quorum: z.number().int().min(1).max(MOST_VOTERS).default(1),
    dueDays: z.number().int().min(1).max(MOST_DAYS).optional(),
  })
  .superRefine(({ voters, people, quorum }, context) => {
    const chosen = new Set(people.flatMap((each) => each?.personId ?? []))
    if (voters !== 'people') return
    if (chosen.size === 0) context.addIssue({ code: 'custom', path: ['people'], message: 'review_template.no_voter' })
    else if (quorum > chosen.size)
      context.addIssue({ code: 'custom', path: ['quorum'], message: 'review_template.no_quorum' })
  })

/** The form of a template. */
export const ReviewTemplateForm = z.strictObject({
  name: nameSchema(80),
  kinds: z.array(z.enum(KINDS)).max(KINDS.length).default([]),
  collectionId: z.uuid().optional(),
  briefId: z.uuid().optional(),
  locale: z.enum(LOCALES).optional(),
  allowsOwn: z.boolean().default(false),
  showsVotes: z.boolean().default(false),
  stages: z.array(StageForm).min(1).max(MOST_STAGES),
})

export type ReviewTemplateInput = z.output<typeof ReviewTemplateForm>

/** Returns the stages that a form describes; nobody is a deputy of themselves. */
export function stagesOf(input: Pick<ReviewTemplateInput, 'stages'>): Stage[] {
  let position = -1
  return input.stages.map(({ atOnce, voters, people, quorum, dueDays }) => {
    if (!atOnce || position < 0) position++
    const chosen = new Map(people.flatMap((each) => (each?.personId ? [[each.personId, each.deputyId] as const] : [])))
    return {
      position,
      voters:
        voters === 'people'
          ? {
              kind: 'people',
              people: [...chosen].map(([personId, deputyId]) => ({
                personId,
                deputyId: deputyId && deputyId !== personId ? deputyId : null,
              })),
            }
          : { kind: 'role', role: voters },
      quorum,
      dueDays: dueDays ?? null,
    }
  })
}
