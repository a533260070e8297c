import { declareJob } from '~/platform/jobs'
import { EventsOfAnAct } from './events.server'

/** Enqueues the subscribers of the events of an act; what it does is in `domain/events`. */
export const dispatchEvents = declareJob('dispatch_events', {
  schema: EventsOfAnAct,
  maxAttempts: 25,
  // A hop that takes milliseconds: what the subscribers do waits in the queue behind everything else.
  priority: -1,
})
