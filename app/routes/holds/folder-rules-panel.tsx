import { useTranslation } from 'react-i18next'
import type { Folder } from '~/domain/folders/folder'
import type { AppliedRules } from '~/domain/folders/ingest-rules.queries.server'
import { ButtonLink } from '~/ui/button'
import { urls } from '~/urls'

interface Props {
  folder: Folder
  rules: AppliedRules | undefined
  mayManage: boolean
}

/** Which rules apply to files that arrive in a folder, in one sentence, with the way to change them. */
export function FolderRules({ folder, rules, mayManage }: Props) {
  const { t } = useTranslation('holds')
  const isOwn = rules?.folderId === folder.id
  return (
    <section className="panel stack" aria-labelledby="rules-heading">
      <h2 id="rules-heading">{t('rules.heading')}</h2>
      <p>{isOwn ? t('rules.own') : rules ? t('rules.inherited', { folder: rules.folderName }) : t('rules.nothing')}</p>
      <p className="button-row">
        {mayManage && (
          <ButtonLink size="s" to={urls.library.folderRules(folder.id)}>
            {t('rules.edit')}
          </ButtonLink>
        )}
        <ButtonLink size="s" to={urls.library.held({ folder: folder.id })}>
          {t('held_here')}
        </ButtonLink>
      </p>
    </section>
  )
}
