import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { type DescribeQuery, urls } from '~/urls'
import type { LastSave } from './load-list.server'

/** Says what was saved last, and takes it back. */
export function SavedNotice({ saved, of }: { saved: LastSave; of: DescribeQuery }) {
  const { t } = useTranslation('quality')
  return (
    <Notice
      tone="ok"
      live="polite"
      actions={
        <Form method="post" action={urls.describe.start(of)}>
          <input type="hidden" name="undo" value={saved.undo} />
          <Button type="submit" size="s" icon="undo">
            {t('describe.undo')}
          </Button>
        </Form>
      }
    >
      {saved.count > 1
        ? t('describe.saved_files', { count: saved.count })
        : t('describe.saved', { title: saved.title })}
    </Notice>
  )
}
