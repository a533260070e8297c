import { useTranslation } from 'react-i18next'
import type { ListedCaptions } from '~/domain/captions/captions.queries.server'
import { captionLanguageName } from '~/platform/captions/caption-languages'
import { Button, ButtonLink } from '~/ui/button'
import { urls } from '~/urls'
import { seenOf } from './asset-captions'

/** Asks, without scripts, whether the captions of a language may go. */
export function RemoveCaptions({
  assetId,
  captions,
}: {
  assetId: string
  captions: Pick<ListedCaptions, 'locale' | 'mark'>
}) {
  const { t } = useTranslation('library')
  const { locale } = captions
  return (
    <form method="post" action={urls.library.captions(assetId)} className="stack panel">
      <h2>{t('captions.remove_title', { language: captionLanguageName(locale) })}</h2>
      <p>{t('captions.remove_text')}</p>
      <input type="hidden" name="intent" value="remove" />
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="seen" value={seenOf([captions])} />
      <input type="hidden" name="after" value="asset" />
      <div className="button-row">
        <Button type="submit" variant="danger">
          {t('captions.remove')}
        </Button>
        <ButtonLink to={urls.library.asset(assetId)}>{t('captions.keep')}</ButtonLink>
      </div>
    </form>
  )
}
