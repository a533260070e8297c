import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { urls } from '~/urls'
import { fieldName } from '../metadata/field-name'
import type { ShownDifference } from './load-file-says.server'

interface FileSaysProps {
  assetId: string
  versionId: string
  differences: ShownDifference[]
  from: 'asset' | 'review'
}

/** Where the new file says something else than the asset, field by field, with what may become of it. */
export function FileSays({ assetId, versionId, differences, from }: FileSaysProps) {
  const { t } = useTranslation(['file-says', 'metadata', 'library'])
  const { state, formData } = useNavigation()
  const open = differences.filter(({ isNewer }) => !isNewer)
  const newer = differences.filter(({ isNewer }) => isNewer)
  const nameOf = (each: ShownDifference) => {
    const field = fieldName(t, each)
    return each.language ? t('in_language', { field, language: languageOf(each.language) }) : field
  }
  const languageOf = (tag: string) => t(`library:language.${tag}`, { defaultValue: tag })
  const button = (act: 'take' | 'keep', value: string, label: string, name: string) => (
    <Button
      type="submit"
      size="s"
      {...{ name: act, value }}
      aria-label={name}
      busy={state !== 'idle' && formData?.get(act) === value}
    >
      {label}
    </Button>
  )
  if (differences.length === 0) return null
  return (
    <section className="panel stack" id="file-says" aria-labelledby="file-says-heading" tabIndex={-1}>
      <h2 id="file-says-heading">{t('title')}</h2>
      {newer.length > 0 && <Notice>{t('newer', { fields: newer.map(nameOf).join(', ') })}</Notice>}
      {open.length > 0 && (
        <Form method="post" action={urls.library.fileSays(assetId)} className="stack" preventScrollReset>
          <p className="muted">{t('help')}</p>
          <input type="hidden" name="version" value={versionId} />
          <input type="hidden" name="from" value={from} />
          <ul className="file-differences">
            {open.map((each) => (
              <li key={each.place} className="stack-s">
                <h3>{nameOf(each)}</h3>
                <dl className="value-change-texts">
                  <Text label={t('said')} text={each.said} lang={each.language} />
                  <Text label={t('stored')} text={each.stored} lang={each.language} />
                </dl>
                <p className="button-row">
                  {button('take', each.place, t('take'), t('take_of', { field: nameOf(each) }))}
                  {button('keep', each.place, t('keep'), t('keep_of', { field: nameOf(each) }))}
                </p>
              </li>
            ))}
          </ul>
          {open.length > 1 && (
            <p className="button-row">
              {button('take', 'all', t('take_all'), t('take_all'))}
              {button('keep', 'all', t('keep_all'), t('keep_all'))}
            </p>
          )}
        </Form>
      )}
    </section>
  )
}

function Text({ label, text, lang }: { label: string; text: string; lang: string }) {
  const { t } = useTranslation('file-says')
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {text ? (
          <bdi lang={lang || undefined} dir="auto">
            {text}
          </bdi>
        ) : (
          <span className="muted">{t('empty')}</span>
        )}
      </dd>
    </div>
  )
}
