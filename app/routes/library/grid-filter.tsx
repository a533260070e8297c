import { Form, useNavigate, useSubmit } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Folder } from '~/domain/folders/folder'
import { RELATION_KINDS } from '~/domain/relations/relation'
import type { CountedFolder } from '~/domain/search/folders-in-library.queries.server'
import { SORTS } from '~/domain/search/sort'
import { KINDS, type Kind } from '~/platform/files/kinds'
import { Button } from '~/ui/button'
import { FilterSelect } from '~/ui/filter-select'
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
        <FilterSelect
          name="state"
          label={t('filter.state')}
          any={t('filter.any_state')}
          values={STATES}
          nameOf={(value) => t(`state.${value}`)}
          value={filter.state}
        />
        <FilterSelect
          name="kind"
          label={t('filter.kind')}
          any={t('filter.any_kind')}
          values={offered}
          nameOf={(value) => t(`kind.${value}`)}
          value={filter.kind}
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
          <FilterSelect
            name="related"
            label={t('relations:relation.filter.name')}
            any={t('relations:relation.filter.any')}
            values={RELATION_KINDS}
            nameOf={(value) => t(`relations:relation.filter.${value}`)}
            value={filter.related}
          />
        )}
        <FilterSelect
          name="sort"
          label={t('search.sort')}
          any={t('search.by.auto')}
          values={SORTS}
          nameOf={(value) => t(`search.by.${value}`)}
          value={filter.sort}
        />
      </div>
      {filter.selection && <input type="hidden" name="selection" value={filter.selection} />}
      {filter.like && <input type="hidden" name="like" value={filter.like} />}
      {filter.saved && <input type="hidden" name="saved" value={filter.saved} />}
      {filter.problem && <input type="hidden" name="problem" value={filter.problem} />}
    </Form>
  )
}
