import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { PictureSearchInput } from '~/domain/search/picture-search'
import { searchByPicture } from '~/domain/search/picture-search.commands.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button } from '~/ui/button'
import { FileField } from '~/ui/file-field'
import { PageHead } from '~/ui/page-head'
import { RefusedNotice } from '~/ui/refused-notice'
import { urls } from '~/urls'
import { ACCEPTED } from './accepted'

export const handle = { i18n: ['similar', 'library', 'ui', 'errors'] }

export const loader = staffLoader('viewer', ({ locale }) => ({ title: fixedT(locale, 'similar')('by_picture.title') }))

export const action = staffAction('viewer', PictureSearchInput, async ({ db, person, request, input: { file } }) => {
  const bytes = Buffer.from(await file.arrayBuffer())
  const id = await searchByPicture(db, person, { bytes, fileName: file.name, signal: request.signal })
  return redirect(urls.library.grid({ like: id }))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export interface PictureSearchAnswer {
  result?: { error?: Record<string, string[] | null> | null }
}

/** Searches by a picture of which the file is chosen: the page of browsers without scripts. */
export default function ByPicturePage() {
  const { title } = useLoaderData<typeof loader>()
  const { t } = useTranslation('similar')
  const busy = useNavigation().formMethod === 'POST'
  const errors = useActionData<PictureSearchAnswer>()?.result?.error ?? {}
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('library:grid.title'), to: urls.library.grid() }, { label: title }]} />}
        title={title}
        intro={t('by_picture.intro')}
      />
      <Form method="post" encType="multipart/form-data" className="panel stack">
        <RefusedNotice messages={errors[''] ?? []} />
        <FileField
          name="file"
          label={t('by_picture.file')}
          help={t('by_picture.help')}
          accept={ACCEPTED}
          errors={errors.file ?? undefined}
        />
        <p className="button-row">
          <Button type="submit" variant="primary" busy={busy}>
            {t('by_picture.submit')}
          </Button>
        </p>
      </Form>
    </>
  )
}
