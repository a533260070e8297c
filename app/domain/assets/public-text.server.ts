import { localized } from '~/platform/localized.server'

/** Returns SQL for a text of `asset` in every language, as outsiders may read it: that of its source, and approved translations. */
export const publicText = (field: string) => localized('asset', field, ['source', 'approved'])
