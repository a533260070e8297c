import type { ViewScope } from '~/domain/access/access'
import { askForEmbedded } from '~/domain/embeds/ask-for-embedded.commands.server'
import { embeddedForms } from '~/domain/embeds/embedded-forms.queries.server'
import type { KitSize } from './kit'
import { kitFiles } from './kit-contents.server'

/**
 * Has texts written into the files of a kit, where its portal, share or preset says so. Returns the number of files for which that is
 * waited, and of all. With `asks` false it only counts.
 */
export async function askForTexts(
  scope: ViewScope,
  ids: readonly string[],
  size: KitSize,
  { asks = true }: { asks?: boolean } = {},
): Promise<{ waiting: number; total: number }> {
  const files = await kitFiles(scope, ids, size)
  const forms = await embeddedForms(scope.db, scope.viewer, files)
  const waiting = forms.flatMap((form) => (form.state === 'waiting' ? [form] : []))
  if (asks)
    await askForEmbedded(
      scope.db,
      waiting.filter(({ isAsked }) => !isAsked).map(({ wanted }) => wanted),
    )
  return { waiting: waiting.length, total: files.length }
}
