import type { SubmissionResult } from '@conform-to/react'
import { useMemo } from 'react'

/**
 * Returns the result that conform needs of an action: its errors, or success. Without a result conform would keep
 * showing the errors of the previous attempt.
 */
export const useResult = (
  answer: { result?: SubmissionResult<string[]> } | undefined,
): SubmissionResult<string[]> | undefined => useMemo(() => answer && (answer.result ?? { status: 'success' }), [answer])
