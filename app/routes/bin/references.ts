import { BinSelection } from '~/domain/bin/bin'
import { referencesOf } from '~/domain/bin/references.queries.server'
import { staffAction, withoutPage } from '~/http/route.server'

/** What refers to a selection. It changes nothing, and is asked by POST since 5,000 ids do not fit an address. */
export const action = withoutPage(
  staffAction('editor', BinSelection, ({ db, person, input, locale, now }) =>
    referencesOf(db, person, input, locale, now),
  ),
)
