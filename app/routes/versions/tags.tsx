import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { findTags } from '~/domain/assets/file-tags.queries.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import type { Context } from '~/http/context.server'
import { staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import type { FileTag } from '~/platform/metadata/tags/file-tag'
import { AssetCrumbs } from '~/routes/library/asset-crumbs'
import { DataTable } from '~/ui/data-table'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { fieldName } from '../metadata/field-name'
import { mappedRows } from './mapped-fields.server'
import { TagValues } from './tag-values'

export const handle = { i18n: ['versions', 'file-says', 'metadata', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async (context) => {
  const { db, viewer, params, locale, now } = context
  const id = params.asset ?? ''
  const [asset] = await staffAssets({ db, viewer, now }, [id], locale)
  const found = asset && (await findTags(db, id, askedNumber(context)))
  if (!asset || !found) throw new DomainError('asset.unknown')
  const { number, fileName, tags, said } = found
  return {
    asset: { id, title: asset.title },
    ...{ number, fileName, omitted: tags?.omitted ?? 0, isRead: tags !== undefined },
    mapped: await mappedRows(db, { assetId: id, tags: tags?.tags ?? [], said }, locale),
    groups: groupsOf(tags?.tags ?? []),
  }
})

function askedNumber({ url }: Context): number | undefined {
  const text = url.searchParams.get('version') ?? ''
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined
}

/** Tags by their group, such as `XMP-dc`, in the order of the file. */
function groupsOf(tags: readonly FileTag[]): { group: string; tags: FileTag[] }[] {
  const groups = new Map<string, FileTag[]>()
  for (const { name, values } of tags) {
    const [group = '', ...rest] = name.split(':')
    groups.set(group, [...(groups.get(group) ?? []), { name: rest.join(':'), values }])
  }
  return [...groups].map(([group, inside]) => ({ group, tags: inside }))
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.asset.title ?? 'Vitrine' }]

export default function TagsPage() {
  const { asset, number, fileName, omitted, isRead, mapped, groups } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['versions', 'file-says', 'metadata'])
  const isEmpty = groups.length === 0
  return (
    <>
      <PageHead
        above={<AssetCrumbs asset={asset} here={t('tags.title')} />}
        title={t('tags.title')}
        intro={
          <>
            <bdi>{fileName}</bdi> · {t('library:versions.number', { number })}
          </>
        }
      />
      {isEmpty && <EmptyState icon="versions" title={t(isRead ? 'tags.none' : 'tags.not_read')} />}
      {!isEmpty && (
        <div className="stack">
          {omitted > 0 && <Notice>{t('tags.omitted', { count: omitted })}</Notice>}
          {mapped.length > 0 && (
            <section className="stack" aria-labelledby="mapped-heading">
              <h2 id="mapped-heading">{t('tags.mapped')}</h2>
              <p className="muted">{t('tags.mapped_help')}</p>
              <DataTable
                caption={t('tags.mapped')}
                rows={mapped}
                rowKey={({ property }) => property}
                stacks
                columns={[
                  {
                    key: 'property',
                    header: t('tags.property'),
                    cell: (row) => <Standard>{row.property}</Standard>,
                    names: true,
                  },
                  { key: 'value', header: t('tags.value'), cell: ({ values }) => <TagValues values={values} /> },
                  {
                    key: 'field',
                    header: t('file-says:field'),
                    cell: ({ field, ours }) => (
                      <>
                        {field ? fieldName(t, field) : '—'}
                        {ours !== undefined && (
                          <p className="muted">{t('file-says:differs', { text: ours || t('file-says:empty') })}</p>
                        )}
                      </>
                    ),
                  },
                  { key: 'tag', header: t('tags.tag'), cell: ({ tag }) => <Standard>{tag}</Standard>, quiet: true },
                ]}
              />
            </section>
          )}
          <section className="stack" aria-labelledby="all-heading">
            <h2 id="all-heading">{t('tags.all')}</h2>
            {groups.map(({ group, tags }) => (
              <details key={group} className="disclosure">
                <summary>
                  <Standard>{group}</Standard> ({tags.length})
                </summary>
                <DataTable
                  caption={group}
                  rows={tags}
                  rowKey={({ name }) => name}
                  stacks
                  columns={[
                    { key: 'tag', header: t('tags.tag'), cell: ({ name }) => <Standard>{name}</Standard>, names: true },
                    { key: 'value', header: t('tags.value'), cell: ({ values }) => <TagValues values={values} /> },
                  ]}
                />
              </details>
            ))}
          </section>
        </div>
      )}
    </>
  )
}

/** Names of the standards are English in every language. */
function Standard({ children }: { children: string }) {
  return (
    <bdi lang="en" className="tag-text">
      {children}
    </bdi>
  )
}
