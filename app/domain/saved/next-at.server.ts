import { type RawBuilder, sql } from 'kysely'
import { COLLECTED_MINUTES, type SubscriptionInput } from './subscription'

/** The parts of a subscription as SQL: values, or columns of its row. */
type Parts = { [Name in keyof SubscriptionInput]: RawBuilder<unknown> }

/**
 * SQL for the next instant after `now` at which a letter is due: the hour in the zone of the reader, of each day or of one day
 * of the week. An hour that a change of clock skips means that after the gap, and of one that comes twice the second; either
 * way there is one letter a day.
 */
export const nextAt = ({ cadence, hour, weekday, zone }: Parts, now: RawBuilder<Date>): RawBuilder<Date> =>
  sql<Date>`case when ${cadence}::text = 'instant' then ${now} + make_interval(mins => ${COLLECTED_MINUTES})
    else (select min(local at time zone ${zone}::text) from generate_series(0, 8) as day,
      lateral (select date_trunc('day', ${now} at time zone ${zone}::text) + make_interval(days => day, hours => ${hour}::int)) as at(local)
      where local at time zone ${zone}::text > ${now}
        and (${cadence}::text = 'daily' or extract(isodow from local) = ${weekday}::int)) end`

/** The parts of a subscription that is being stored. */
export const valuesOf = ({ cadence, hour, weekday, zone }: SubscriptionInput): Parts => ({
  ...{ cadence: sql.val(cadence), hour: sql.val(hour), weekday: sql.val(weekday), zone: sql.val(zone) },
})

/** Those of a row of `search_subscription`. */
export const COLUMNS: Parts = {
  ...{ cadence: sql.ref('search_subscription.cadence'), hour: sql.ref('search_subscription.hour') },
  ...{ weekday: sql.ref('search_subscription.weekday'), zone: sql.ref('search_subscription.zone') },
}
