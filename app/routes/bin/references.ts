import { BinSelection } from '~/domain/bin/bin'
import { referencesOf } from '~/domain/bin/references.queries.server'
import { staffAction, withoutPage } from '~/http/route.server'

/** Returns what refers to a selection. A POST although it changes nothing, since 5,000 ids do not fit a URL. */
export const action = withoutPage(
  staffAction('editor', BinSelection, ({ db, person, input, locale, now }) =>
    referencesOf(db, person, input, { locale, now }),
  ),
)
