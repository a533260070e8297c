import { z } from 'zod'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { templateSchema } from '~/domain/templates/template-form'
import type { Db } from '~/platform/db.server'

/** Returns the schema of the form of a template, which depends on the fields that there are. */
export const saveSchema = async ({ db }: { db: Db }) =>
  templateSchema(await listFields(db)).safeExtend({ intent: z.literal('save') })
