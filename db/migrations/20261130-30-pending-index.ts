import { indexTriggersOf } from './20261130-29-search'

/** What outsiders find an asset by changes when a changed field begins to wait for approval, and when that ends. */
export const pendingIndex = indexTriggersOf('metadata_pending', 'asset_id, field_id', 'select asset_id from changed')
