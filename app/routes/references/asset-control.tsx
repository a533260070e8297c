import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Found } from '~/domain/search/palette.queries.server'
import { urls } from '~/urls'
import { RowPicture } from '../library/row-picture'
import { Combo, type ComboProps } from './combo'
import type { HeldReference } from './load-references.server'
import { useSuggested } from './use-suggested'

type AssetControlProps = Omit<ComboProps, 'useOptions' | 'extra' | 'held'> & { held: HeldReference[] }

/** The title or address of another asset, with suggestions, and where the link leads now. */
export function AssetControl({ held, help, ...combo }: AssetControlProps) {
  const { t } = useTranslation('references')
  const [link] = held
  return (
    <div className="stack-xs">
      <Combo {...combo} held={held} help={[help, t('asset_help')].filter(Boolean).join(' ')} useOptions={useAssets} />
      {link && (
        <p className="field-help">
          {link.href ? (
            <Link className="link" to={link.href}>
              {link.leadsTo ? t('leads_to', { title: link.leadsTo }) : t('open', { title: link.label })}
            </Link>
          ) : (
            t('in_bin')
          )}
        </p>
      )}
    </div>
  )
}

function useAssets(typed: string) {
  const answer = useSuggested<{ q: string; found: Found[] }>(typed, (q) => urls.palette({ q }))
  return (answer?.found ?? []).flatMap(({ kind, id, name, asset }) =>
    kind === 'asset' && asset ? [{ value: `#${id}`, label: name, picture: <RowPicture asset={asset} /> }] : [],
  )
}
