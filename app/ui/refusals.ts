/** Why an action refused its form: texts by field, as routes answer with them. */
interface RefusedForm {
  error?: Record<string, string[] | null> | null
}

/** Returns all texts of a refusal, of whatever field; none for a result that is not one. */
export const refusalsOf = (result: RefusedForm | null | undefined): string[] =>
  Object.values(result?.error ?? {}).flatMap((messages) => messages ?? [])

/** The same of what an action answered, which tells no result when it has done something. */
export const refusalsIn = (answer: object | null | undefined): string[] =>
  refusalsOf(answer && 'result' in answer ? (answer.result as RefusedForm | null | undefined) : undefined)
