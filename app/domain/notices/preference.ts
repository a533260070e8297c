import { z } from 'zod'
import { Zone } from '~/platform/zoned-fields'
import { CHANNELS } from './notice'

const Hour = z.coerce.number().int().min(0).max(23)

/** When letters come: the hour of the daily one, and between which hours others wait. */
export const ScheduleInput = z
  .strictObject({ hour: Hour, zone: Zone.max(64), quietFrom: Hour.optional(), quietTo: Hour.optional() })
  .refine(({ quietFrom, quietTo }) => (quietFrom === undefined) === (quietTo === undefined), {
    path: ['quietTo'],
    message: 'form.required',
  })
  .refine(({ quietFrom, quietTo }) => quietFrom === undefined || quietFrom !== quietTo, {
    path: ['quietTo'],
    message: 'form.invalid',
  })
export type ScheduleInput = z.output<typeof ScheduleInput>

/** How somebody wants to be told of a type. */
export const ChannelChoice = z.enum(CHANNELS)
