import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { changeFoldersAndHold } from '~/domain/assets/folder-moves.commands.server'
import { FolderAct, type FolderPath } from '~/domain/folders/folder'
import { findFolder, listFolders } from '~/domain/folders/folders.queries.server'
import { rulesFor } from '~/domain/folders/ingest-rules.queries.server'
import { mayManageIngestRules, mayManageMetadata } from '~/domain/identity/permissions'
import { candidatesFor } from '~/domain/templates/applied-template.queries.server'
import { reachable } from '~/domain/templates/template'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button, ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Icon } from '~/ui/icon'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { refusalsOf } from '~/ui/refusals'
import { Select } from '~/ui/select'
import { TextField } from '~/ui/text-field'
import { urls } from '~/urls'
import { FolderRules } from '../holds/folder-rules-panel'
import { FolderTemplate } from '../templates/folder-template'

export const handle = { i18n: ['folders', 'holds', 'templates', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, person, url, locale }) => ({
  folders: await listFolders(db),
  open: await findFolder(db, url.searchParams.get('folder')),
  rules: await rulesFor(db, url.searchParams.get('folder')),
  templates: reachable(await candidatesFor(db, { folderId: url.searchParams.get('folder') })),
  mayManageTemplates: mayManageMetadata(person),
  mayManageRules: mayManageIngestRules(person),
  title: fixedT(locale, 'folders')('title'),
}))

export const action = staffAction('editor', FolderAct, async ({ db, actor, input }) => {
  const id = await changeFoldersAndHold(db, actor, input)
  return redirect(urls.library.folders({ folder: id ?? undefined }))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

interface Answer {
  result?: { error?: Record<string, string[] | null> | null; initialValue?: { intent?: string } | null }
}

export default function FoldersPage() {
  const { folders, open, rules, mayManageRules, templates, mayManageTemplates } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['folders', 'holds', 'library'])
  const result = useActionData<Answer>()?.result
  const refused = refusalsOf(result)
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs crumbs={[{ label: t('library:grid.title'), to: urls.library.grid() }, { label: t('title') }]} />
        }
        title={t('title')}
        intro={t('intro')}
        actions={<ButtonLink to={urls.library.held()}>{t('holds:title')}</ButtonLink>}
      />
      {refused.map((message) => (
        <Notice key={message} tone="bad" live="polite">
          {message}
        </Notice>
      ))}
      <div className="with-aside">
        <div>
          {folders.length === 0 && (
            <EmptyState icon="folder" title={t('empty')}>
              {t('empty_text')}
            </EmptyState>
          )}
          <ul className="folder-tree">
            {folders.map((folder) => (
              <li key={folder.id} style={{ paddingInlineStart: `${depthOf(folder) * 1.25}rem` }}>
                <Link
                  to={urls.library.folders({ folder: folder.id })}
                  aria-current={folder.id === open?.id ? 'true' : undefined}
                  preventScrollReset
                >
                  <Icon name="folder" />
                  <bdi>{folder.name}</bdi>
                </Link>
              </li>
            ))}
          </ul>
        </div>
        <aside className="stack">
          {open && <OpenFolder key={open.id} open={open} folders={folders} />}
          {open && <FolderRules folder={open} rules={rules} mayManage={mayManageRules} />}
          {open && <FolderTemplate folderId={open.id} applied={templates} mayManage={mayManageTemplates} />}
          <FolderForm key={`new-${open?.id}`} intent="create" label={t('create.do')} title={t('create.title')}>
            <TextField name="name" label={t('name')} maxLength={200} required />
            <Parent folders={folders} value={open?.id} />
          </FolderForm>
        </aside>
      </div>
    </>
  )
}

const depthOf = ({ path }: FolderPath) => Math.min(10, path.split(' / ').length - 1)

function OpenFolder({ open, folders }: { open: FolderPath; folders: FolderPath[] }) {
  const { t } = useTranslation('folders')
  // A folder cannot be moved into itself or below itself.
  const others = folders.filter(({ id, path }) => id !== open.id && !path.startsWith(`${open.path} / `))
  const id = <input type="hidden" name="id" value={open.id} />
  return (
    <>
      <FolderForm intent="rename" label={t('rename.do')} title={<bdi>{open.path}</bdi>}>
        {id}
        <TextField name="name" label={t('name')} defaultValue={open.name} maxLength={200} required />
        <p>
          <ButtonLink size="s" to={urls.library.grid({ folder: open.id })}>
            {t('show')}
          </ButtonLink>
        </p>
      </FolderForm>
      <FolderForm intent="move" label={t('move_folder.do')} title={t('move_folder.title')}>
        {id}
        <Parent folders={others} value={open.parentId ?? ''} />
      </FolderForm>
      <FolderForm intent="delete" label={t('delete.do')} title={t('delete.title')}>
        {id}
        <p>{t('delete.text')}</p>
      </FolderForm>
    </>
  )
}

function Parent({ folders, value }: { folders: FolderPath[]; value?: string }) {
  const { t } = useTranslation('folders')
  return (
    <Select
      name="parentId"
      label={t('parent')}
      defaultValue={value ?? ''}
      options={[{ value: '', label: t('top') }, ...folders.map(({ id, path }) => ({ value: id, label: path }))]}
    />
  )
}

function FolderForm({
  intent,
  label,
  title,
  children,
}: {
  intent: 'create' | 'rename' | 'move' | 'delete'
  label: string
  title: ReactNode
  children: ReactNode
}) {
  const busy = useNavigation().formData?.get('intent') === intent
  return (
    <Form method="post" className="panel stack">
      <h2>{title}</h2>
      <input type="hidden" name="intent" value={intent} />
      {children}
      <p className="button-row">
        <Button type="submit" variant={intent === 'delete' ? 'danger-quiet' : 'quiet'} busy={busy}>
          {label}
        </Button>
      </p>
    </Form>
  )
}
