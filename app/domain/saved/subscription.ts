import { z } from 'zod'
import { Zone } from '~/platform/zoned-fields'

export const CADENCES = ['instant', 'daily', 'weekly'] as const
export type Cadence = (typeof CADENCES)[number]

/** Minutes for which matches are collected into one letter where they are told at once. */
export const COLLECTED_MINUTES = 5

/** Files up to which a saved search can be subscribed to: what it finds is noted for each subscriber. */
export const MOST_KNOWN = 20_000

/** When letters about a saved search are sent; the hour counts for those that are not sent at once, the day for weekly ones. */
export const SubscriptionInput = z.strictObject({
  cadence: z.enum(CADENCES),
  hour: z.coerce.number().int().min(0).max(23).default(8),
  /** Monday is 1. */
  weekday: z.coerce.number().int().min(1).max(7).default(1),
  zone: Zone.max(64),
})
export type SubscriptionInput = z.output<typeof SubscriptionInput>

/** A subscription as its owner sees it. */
export interface Subscription extends SubscriptionInput {
  id: string
  nextAt: Date
  /** Whether letters are sent: not while the search finds too much to be watched. */
  isKnown: boolean
}
