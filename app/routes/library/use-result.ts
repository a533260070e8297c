import type { SubmissionResult } from '@conform-to/react'
import { useMemo } from 'react'

/**
 * What conform is told of an action's answer: its errors, or that there are none any more. An answer without a result would
 * leave those of the attempt before beside the fields.
 */
export const useResult = (
  answer: { result?: SubmissionResult<string[]> } | undefined,
): SubmissionResult<string[]> | undefined => useMemo(() => answer && (answer.result ?? { status: 'success' }), [answer])
