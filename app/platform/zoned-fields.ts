import { z } from 'zod'
import { isLocalDateTime, isZone } from './zoned-time'

/** Local time as in `2026-12-24T18:00`, in the time zone given beside it. */
export const LocalDateTime = z.string().refine(isLocalDateTime, 'form.date_time')

/** An IANA time zone. */
export const Zone = z.string().refine(isZone, 'form.zone')
