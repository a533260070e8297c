import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import { urls } from '~/urls'
import { StateBadge } from '../library/state-badge'
import type { Typed } from './describe-form'
import { FileControl } from './file-control'
import type { DescribedFile } from './load-files.server'
import { WorkPicture } from './work-picture'

interface FileFieldsProps {
  file: SerializeFrom<DescribedFile>
  formId: string
  errors: Record<string, string[]>
  typed: Typed | undefined
  isOneOfMany: boolean
}

/** A file: its picture, the fields that it lacks, and all others folded. */
export function FileFields({ file, formId, errors, typed, isOneOfMany }: FileFieldsProps) {
  const { asset, asked, rest, was } = file
  const { t } = useTranslation(['quality', 'library'])
  const isWrong = rest.some(({ name }) => errors[name])
  const props = { formId, errors, typed, isOneOfMany }
  return (
    <section className="describe-file" aria-labelledby={`file-${asset.id}`}>
      <WorkPicture asset={asset} isSmall={isOneOfMany} />
      <div className="describe-fields">
        <h2 id={`file-${asset.id}`} dir="auto">
          {asset.title}
        </h2>
        <p className="describe-ways">
          <StateBadge asset={asset} />
          <ButtonLink size="s" variant="plain" to={urls.library.asset(asset.id)}>
            {t('describe.open')}
          </ButtonLink>
        </p>
        <input type="hidden" name={`was.${asset.id}`} value={was} />
        <div className="describe-asked stack">
          {asked.map((control) => (
            <FileControl key={control.name} control={control} {...props} />
          ))}
        </div>
        {asked.length === 0 && <p className="muted">{t('describe.nothing')}</p>}
        {rest.length > 0 && (
          <details className="disclosure" open={isWrong || undefined}>
            <summary>{t('describe.rest', { count: rest.length })}</summary>
            <div className="stack">
              {rest.map((control) => (
                <FileControl key={control.name} control={control} {...props} />
              ))}
            </div>
          </details>
        )}
      </div>
    </section>
  )
}
