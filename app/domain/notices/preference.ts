import { z } from 'zod'
import { Zone } from '~/platform/zoned-fields'

const Hour = z.coerce.number().int().min(0).max(23)

/** When letters come: the hour of the daily one, and between which hours others wait. */
export const ScheduleFields = { hour: Hour, zone: Zone.max(64), quietFrom: Hour.optional(), quietTo: Hour.optional() }

const Schedule = z.object(ScheduleFields)
export type ScheduleInput = z.output<typeof Schedule>

/** Returns what is wrong with quiet hours: half of them is missing, or they begin when they end. */
export function scheduleIssue({ quietFrom, quietTo }: ScheduleInput): 'form.required' | 'form.invalid' | undefined {
  if ((quietFrom === undefined) !== (quietTo === undefined)) return 'form.required'
  return quietFrom !== undefined && quietFrom === quietTo ? 'form.invalid' : undefined
}
