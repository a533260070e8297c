import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { restoreValue } from '~/domain/assets/restore-value.commands.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { labelOf } from '~/domain/metadata/field'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { historyOfValues } from '~/domain/metadata/value-history.queries.server'
import { valueTexts } from '~/domain/metadata/value-texts.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { formatDateTime } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import { DomainError } from '~/platform/errors'
import { Button, ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { refusalsOf } from '~/ui/refusals'
import { RefusedNotice } from '~/ui/refused-notice'
import { urls } from '~/urls'
import { AssetCrumbs } from '../library/asset-crumbs'
import { useDefaultTimeZone } from '../library/default-time-zone'
import { fieldName } from '../metadata/field-name'

export const handle = { i18n: ['history', 'templates', 'file-says', 'metadata', 'library', 'ui', 'errors'] }

const PAGE = 50

export const loader = staffLoader('editor', async ({ db, viewer, now, params, url, locale }) => {
  const assetId = params.asset ?? ''
  const [asset] = await staffAssets({ db, viewer, now }, [assetId], locale)
  if (!asset) throw new DomainError('asset.unknown')
  const before = Number(url.searchParams.get('before')) || undefined
  const lines = await historyOfValues(db, assetId, { before, limit: PAGE + 1 })
  const fields = new Map((await listFields(db)).map((field) => [field.id, field]))
  const textOf = await valueTexts(
    db,
    lines.flatMap(({ before: had, after }) => [had, after]),
    { locale },
  )
  return {
    assetId,
    name: asset.title,
    lines: lines.slice(0, PAGE).map(({ fieldId, before: had, after, ...line }) => {
      const field = fields.get(fieldId)
      return {
        ...line,
        key: field?.key ?? '',
        label: field && labelOf(field, locale),
        before: textOf(had),
        after: textOf(after),
        mayRestore: !!field && !field.retiredAt,
      }
    }),
    next: lines.length > PAGE ? lines[PAGE - 1]?.id : undefined,
    locale,
    title: fixedT(locale, 'history')('title'),
  }
})

const Restore = z.strictObject({ change: z.coerce.number().int().positive() })

export const action = staffAction('editor', Restore, async ({ db, person, params, input }) => {
  await restoreValue(db, person, params.asset ?? '', input.change)
  return { restored: input.change }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title} · ${data.name}` : 'Vitrine' },
]

interface Answer {
  restored?: number
  result?: { error?: Record<string, string[] | null> | null }
}

/** Every change of the values of an asset, newest first, each of which can be taken back alone. */
export default function ValueHistoryPage() {
  const { assetId, name, lines, next } = useLoaderData<typeof loader>()
  const { t } = useTranslation('history')
  const answer = useActionData<Answer>()
  return (
    <>
      <PageHead
        above={<AssetCrumbs asset={{ id: assetId, title: name }} here={t('title')} />}
        title={t('title')}
        intro={t('intro')}
      />
      <div className="stack">
        <RefusedNotice messages={refusalsOf(answer?.result)} />
        {answer?.restored && <Notice tone="ok" live="polite" title={t('restored')} />}
        {lines.length === 0 ? (
          <EmptyState title={t('none')}>{t('none_help')}</EmptyState>
        ) : (
          <ol className="value-changes stack-s">
            {lines.map((line) => (
              <ChangeLine key={line.id} line={line} />
            ))}
          </ol>
        )}
        {next && (
          <p>
            <ButtonLink to={urls.library.valueHistory(assetId, { before: next })}>{t('older')}</ButtonLink>
          </p>
        )}
      </div>
    </>
  )
}

type Line = ReturnType<typeof useLoaderData<typeof loader>>['lines'][number]

function ChangeLine({ line }: { line: Line }) {
  const {
    id,
    key,
    label,
    locale: language,
    before,
    after,
    at,
    actorName,
    editId,
    templateName,
    versionNumber,
    mayRestore,
  } = line
  const { locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['history', 'templates', 'file-says', 'metadata', 'library'])
  const zone = useDefaultTimeZone()
  const busy = useNavigation().formData?.get('change') === String(id)
  const field = fieldName(t, { key, label })
  const what = language ? t('in_language', { field, language: t(`library:language.${language}`) }) : field
  return (
    <li className="panel stack-s value-change">
      <h2 className="value-change-field">{what}</h2>
      <dl className="value-change-texts">
        <Text label={t('before')} text={before} lang={language} />
        <Text label={t('after')} text={after} lang={language} />
      </dl>
      <div className="button-row">
        <p className="muted">
          <bdi>{actorName}</bdi> · {formatDateTime(at, zone, locale)}
          {templateName && (
            <>
              {' · '}
              {t('templates:in_history', { name: templateName })}
            </>
          )}
          {versionNumber !== null && (
            <>
              {' · '}
              {t('file-says:in_history', { number: versionNumber })}
            </>
          )}
          {editId && (
            <>
              {' · '}
              <Link to={urls.bulkEdits.edit(editId)}>{t('of_many')}</Link>
            </>
          )}
        </p>
        {mayRestore && (
          <Form method="post">
            <Button type="submit" name="change" value={id} size="s" icon="undo" busy={busy}>
              {t('restore', { field: what })}
            </Button>
          </Form>
        )}
      </div>
    </li>
  )
}

function Text({ label, text, lang }: { label: string; text: string; lang: string }) {
  const { t } = useTranslation('history')
  return (
    <div>
      <dt>{label}</dt>
      <dd>{text ? <bdi lang={lang || undefined}>{text}</bdi> : <span className="muted">{t('empty')}</span>}</dd>
    </div>
  )
}
