import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FolderPath } from '~/domain/folders/folder'
import { Checkbox } from '~/ui/checkbox'
import { useScripted } from '~/ui/scripting'
import { Select } from '~/ui/select'

interface FolderChoicesProps {
  folders: Pick<FolderPath, 'id' | 'path'>[]
  chosen: readonly string[]
  errors?: string[]
}

/** Folders in which a template applies: those that are chosen, and one more. Without scripts each save adds one. */
export function FolderChoices({ folders, chosen: first, errors }: FolderChoicesProps) {
  const { t } = useTranslation('templates')
  const scripted = useScripted()
  const [chosen, setChosen] = useState(first)
  const options = folders.filter(({ id }) => !chosen.includes(id)).map(({ id, path }) => ({ value: id, label: path }))
  return (
    <fieldset className="fieldset">
      <legend>{t('form.folders')}</legend>
      {folders
        .filter(({ id }) => chosen.includes(id))
        .map(({ id, path }) => (
          <Checkbox key={id} name="folders" value={id} label={<bdi>{path}</bdi>} defaultChecked />
        ))}
      <Select
        key={chosen.length}
        id="template-folders"
        name="folders"
        label={t('form.add_folder')}
        errors={errors}
        defaultValue=""
        options={[{ value: '', label: '—' }, ...options]}
        onChange={(event) => {
          if (scripted && event.currentTarget.value) setChosen([...chosen, event.currentTarget.value])
        }}
      />
    </fieldset>
  )
}
