import { Form, useActionData, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FolderPath } from '~/domain/folders/folder'
import type { ImportKind } from '~/domain/imports/import'
import { Button } from '~/ui/button'
import { Checkbox } from '~/ui/checkbox'
import { Notice } from '~/ui/notice'
import { useScripted } from '~/ui/scripting'
import { Select } from '~/ui/select'
import { TextField } from '~/ui/text-field'
import { ImportFile } from './import-file'

interface Answer {
  result?: { error?: Record<string, string[] | null> | null; initialValue?: Partial<Record<string, string>> }
}

/** Begins an import: where the files are, and the manifest that describes them. */
export function NewImportForm({
  places,
  folders,
  locale,
}: {
  places: { folder: boolean; s3: boolean }
  folders: FolderPath[]
  locale: string
}) {
  const { t } = useTranslation('imports')
  const scripted = useScripted()
  const busy = useNavigation().formMethod === 'POST'
  const { error, initialValue: typed = {} } = useActionData<Answer>()?.result ?? {}
  const errors = error ?? {}
  const kinds: ImportKind[] = [
    'zip',
    ...(places.folder ? ['folder' as const] : []),
    ...(places.s3 ? ['s3' as const] : []),
    'manifest',
  ]
  const [kind, setKind] = useState<ImportKind>(kinds.find((each) => each === typed.kind) ?? 'zip')
  // Without scripts nothing is hidden, since nothing could show it again.
  const isShown = (...of: ImportKind[]) => !scripted || of.includes(kind)
  return (
    <Form method="post" className="panel stack import-form">
      <h2>{t('new.title')}</h2>
      {errors[''] && <Notice tone="bad">{errors['']}</Notice>}
      <Select
        name="kind"
        label={t('new.kind')}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as ImportKind)}
        options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      {isShown('zip') && (
        <ImportFile
          {...{
            name: 'uploadId',
            label: t('new.zip'),
            help: t('new.zip_help'),
            accept: '.zip,application/zip',
            locale,
          }}
          errors={errors.uploadId ?? undefined}
        />
      )}
      {(places.folder || places.s3) && isShown('folder', 's3') && (
        <TextField
          name="location"
          label={t(kind === 's3' ? 'new.prefix' : 'new.location')}
          help={t(kind === 's3' ? 'new.prefix_help' : 'new.location_help')}
          defaultValue={typed.location}
          errors={errors.location ?? undefined}
          dir="ltr"
          maxLength={1000}
        />
      )}
      <ImportFile
        {...{
          name: 'manifestId',
          label: t('new.manifest'),
          help: t('new.manifest_help'),
          accept: '.csv,.tsv,.json,.ndjson',
          locale,
        }}
        errors={errors.manifestId ?? undefined}
      />
      <TextField
        name="source"
        label={t('new.source')}
        help={t('new.source_help')}
        defaultValue={typed.source}
        maxLength={200}
        optional
      />
      {kind !== 'manifest' && (
        <>
          <Select
            name="folderId"
            label={t('new.folder')}
            defaultValue={typed.folderId}
            options={[
              { value: '', label: t('new.no_folder') },
              ...folders.map(({ id, path }) => ({ value: id, label: path })),
            ]}
          />
          <Checkbox name="keepsFolders" label={t('new.keeps_folders')} defaultChecked />
        </>
      )}
      <p className="button-row">
        <Button type="submit" variant="primary" busy={busy}>
          {t('new.next')}
        </Button>
      </p>
    </Form>
  )
}
