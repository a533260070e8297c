import { useTranslation } from 'react-i18next'
import { swatchOf } from '~/domain/search/colours'
import { codeIn, withoutCode } from '~/domain/search/query/colour-code'
import { parseQuery } from '~/domain/search/query/parse'
import { writeQuery } from '~/domain/search/query/write'
import { Icon } from '~/ui/icon'
import { Swatch } from '~/ui/swatch'
import { ColourPicker } from '../colours/colour-picker'

/** Narrows a public result to a colour that a visitor chooses; the one that is chosen is a link that takes it back. */
export function PublicColours({ q, action, hrefOf }: { q: string; action: string; hrefOf: (q: string) => string }) {
  const { t } = useTranslation('colours')
  const query = parseQuery(q)
  const code = codeIn(query)
  const chosen = code && swatchOf(code)
  return (
    <div className="result-colours">
      {chosen && (
        <a
          className="button button-s"
          href={hrefOf(writeQuery(withoutCode(query)))}
          aria-label={t('remove', { hex: chosen.hex, name: t(`names.${chosen.name}`) })}
        >
          <Swatch hex={chosen.hex} />
          <span>{t('chip', { hex: chosen.hex, name: t(`names.${chosen.name}`) })}</span>
          <Icon name="close" />
        </a>
      )}
      <ColourPicker action={action} kept={{ q }} chosen={code} />
    </div>
  )
}
