import { z } from 'zod'
import { NamedPersonInput, nameOnly } from '~/domain/named-persons/named-person'
import { createNamedPerson } from '~/domain/named-persons/named-persons.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'

const Added = z.strictObject({ name: NamedPersonInput.shape.name })

/** Adds somebody to the register of whom a form has the name. */
export const action = withoutPage(
  staffAction('manager', Added, async ({ db, person, input: { name } }) => ({
    added: { id: await createNamedPerson(db, person, nameOnly(name)), name },
  })),
)
