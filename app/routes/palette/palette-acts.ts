import type { Abilities } from '~/domain/identity/permissions'
import type { IconName } from '~/ui/icon-names'
import { chooseMode } from '~/ui/mode'
import { urls } from '~/urls'
import { showShortcuts } from '../library/shortcut-help'

/** A page or an act that the palette offers to everybody who may use it. */
export interface PaletteAct {
  /** Its text is `act.<id>` in the locale file `palette`. */
  id: string
  icon: IconName
  to?: string
  run?: () => void
}

type Offered = false | PaletteAct

/** Returns the acts of the palette that a person may do, besides opening the pages of the frame. */
export function paletteActs(may: Abilities): PaletteAct[] {
  const offered: Offered[] = [
    may.editAssets && { id: 'drafts', icon: 'edit', to: urls.library.grid({ state: 'draft' }) },
    may.editAssets && { id: 'changes_asked', icon: 'review', to: urls.library.grid({ state: 'changes_asked' }) },
    may.editAssets && { id: 'embargo', icon: 'clock', to: urls.library.grid({ state: 'embargo' }) },
    may.editAssets && { id: 'expired', icon: 'ban', to: urls.library.grid({ state: 'expired' }) },
    may.editAssets && { id: 'problems', icon: 'warning', to: urls.library.grid({ problem: 'failed' }) },
    may.editAssets && { id: 'spreadsheet', icon: 'download', to: urls.spreadsheets.new() },
    may.editAssets && { id: 'bulk_edits', icon: 'edit', to: urls.bulkEdits.list() },
    may.editAssets && { id: 'folders', icon: 'folder', to: urls.library.folders() },
    may.manageCollections && { id: 'new_collection', icon: 'collection', to: urls.collections.list() },
    may.managePortals && { id: 'new_portal', icon: 'portal', to: urls.portals.list() },
    may.managePeople && { id: 'invite', icon: 'users', to: urls.people.list() },
    may.manageMetadata && { id: 'searches', icon: 'search', to: urls.admin.searches() },
    may.managePresets && { id: 'new_preset', icon: 'settings', to: urls.admin.newPreset() },
    { id: 'saved', icon: 'star', to: urls.saved.list() },
    may.manageCollections && { id: 'new_smart', icon: 'collection', to: urls.collections.newSmart() },
    { id: 'account', icon: 'user', to: urls.account() },
    { id: 'light', icon: 'sun', run: () => chooseMode('light') },
    { id: 'dark', icon: 'moon', run: () => chooseMode('dark') },
    { id: 'system', icon: 'system', run: () => chooseMode('follow') },
    { id: 'shortcuts', icon: 'list', run: showShortcuts },
    { id: 'sign_out', icon: 'sign-out', run: signOut },
  ]
  return offered.filter((act) => act !== false)
}

/** Signs out by the form of the frame, which loads a new document and so discards all data in memory. */
function signOut(): void {
  document.querySelector<HTMLFormElement>(`form[action="${urls.auth.signOut()}"]`)?.requestSubmit()
}
