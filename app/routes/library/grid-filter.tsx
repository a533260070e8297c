import { Form, useNavigate, useSubmit } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Folder } from '~/domain/folders/folder'
import { RELATION_KINDS } from '~/domain/relations/relation'
import type { CountedFolder } from '~/domain/search/folders-in-library.queries.server'
import { SORTS } from '~/domain/search/sort'
import { KINDS, type Kind } from '~/platform/files/kinds'
import { Button } from '~/ui/button'
import { Select } from '~/ui/select'
import { type LibraryQuery, urls } from '~/urls'
import { folderOptions } from '../folders/folder-bar'
import { SuggestedField } from '../search/suggested-field'
import { PictureSearch } from '../similar/picture-search'

const STATES = ['draft', 'in_review', 'changes_asked', 'approved', 'embargo', 'expired']

/** Filters the library. A GET form, so that each view has a URL. Of the kinds of files it offers those that exist. */
export function GridFilter({
  filter,
  kinds,
  folders,
  mayRelate,
}: {
  filter: LibraryQuery
  kinds: readonly Kind[]
  folders: { way: Folder[]; children: CountedFolder[] }
  mayRelate: boolean
}) {
  const { t } = useTranslation(['library', 'folders', 'relations'])
  const submit = useSubmit()
  const navigate = useNavigate()
  const offered = KINDS.filter((kind) => kinds.includes(kind) || kind === filter.kind)
  return (
    <Form method="get" className="filter-bar" role="search" onChange={(event) => submit(event.currentTarget)}>
      <PictureSearch>
        <SuggestedField
          urlOf={(q) => urls.library.suggestions({ ...filter, q })}
          open={navigate}
          defaultValue={filter.q}
          label={t('filter.search')}
          onChange={(event) => event.stopPropagation()}
        />
      </PictureSearch>
      <Button type="submit">{t('filter.apply')}</Button>
      <div className="filter-choices">
        <Select
          name="state"
          label={t('filter.state')}
          labelHidden
          defaultValue={filter.state ?? ''}
          options={[
            { value: '', label: t('filter.any_state') },
            ...STATES.map((value) => ({ value, label: t(`state.${value}`) })),
          ]}
        />
        <Select
          name="kind"
          label={t('filter.kind')}
          labelHidden
          defaultValue={filter.kind ?? ''}
          options={[
            { value: '', label: t('filter.any_kind') },
            ...offered.map((value) => ({ value, label: t(`kind.${value}`) })),
          ]}
        />
        {(folders.way.length > 0 || folders.children.length > 0) && (
          <div className="folder-select">
            <Select
              key={filter.folder}
              name="folder"
              label={t('folders:title')}
              labelHidden
              defaultValue={filter.folder ?? ''}
              options={folderOptions(folders, { all: t('folders:all'), none: t('folders:none') })}
            />
          </div>
        )}
        {mayRelate && (
          <Select
            name="related"
            label={t('relations:relation.filter.name')}
            labelHidden
            defaultValue={filter.related ?? ''}
            options={[
              { value: '', label: t('relations:relation.filter.any') },
              ...RELATION_KINDS.map((value) => ({ value, label: t(`relations:relation.filter.${value}`) })),
            ]}
          />
        )}
        <Select
          name="sort"
          label={t('search.sort')}
          labelHidden
          defaultValue={filter.sort ?? ''}
          options={[
            { value: '', label: t('search.by.auto') },
            ...SORTS.map((value) => ({ value, label: t(`search.by.${value}`) })),
          ]}
        />
      </div>
      {filter.selection && <input type="hidden" name="selection" value={filter.selection} />}
      {filter.like && <input type="hidden" name="like" value={filter.like} />}
      {filter.saved && <input type="hidden" name="saved" value={filter.saved} />}
      {filter.problem && <input type="hidden" name="problem" value={filter.problem} />}
    </Form>
  )
}
