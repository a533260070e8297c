import { query } from './parts'

/** URLs of the inbox and of letters about it. */
export const inboxUrls = {
  list: (filter: { view?: string; type?: string; before?: string } = {}) => `/inbox${query({ ...filter })}`,
  /** Where a task is written, about an asset or none. */
  newTask: (about: { asset?: string } = {}) => `/inbox/tasks/new${query({ ...about })}`,
  /** How much is open, as data. */
  count: () => '/inbox/count',
  /** Tells when something changed, as events that the server sends. */
  events: () => '/inbox/events',
  /** POST follows an asset or a collection, or ends it. */
  follow: () => '/inbox/follow',
}
