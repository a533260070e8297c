import { useTranslation } from 'react-i18next'
import { MEDIA_PRESET_NAMES, PRESET_NAMES, presetOf, tierOf } from '~/platform/images/preset-uses'
import type { MediaPresetName, PresetName } from '~/platform/images/presets'
import { DataTable } from '~/ui/data-table'

type Name = PresetName | MediaPresetName

const NAMES: readonly Name[] = [...PRESET_NAMES, ...MEDIA_PRESET_NAMES]
const isPicture = (name: Name): name is PresetName => (PRESET_NAMES as readonly string[]).includes(name)

/** What is made of every file on arrival; it is part of the product and cannot be changed. */
export function BuiltInPresets() {
  const { t } = useTranslation('presets')
  return (
    <section className="stack-s" aria-labelledby="built-in">
      <h2 id="built-in">{t('built_in.title')}</h2>
      <p className="muted">{t('built_in.intro')}</p>
      <DataTable<Name>
        caption={t('built_in.title')}
        rows={[...NAMES]}
        rowKey={(name) => name}
        stacks
        columns={[
          {
            key: 'name',
            header: t('column.name'),
            names: true,
            cell: (name) => <code dir="ltr">{name}</code>,
          },
          { key: 'for', header: t('column.for'), cell: (name) => t(`built_in.for.${name}`) },
          {
            key: 'result',
            header: t('column.result'),
            cell: (name) => (isPicture(name) ? pictureText(name) : ''),
          },
          { key: 'tier', header: t('column.tier'), cell: (name) => t(`tier.${tierOf(name)}`) },
        ]}
      />
    </section>
  )
}

function pictureText(name: PresetName): string {
  const { side, format } = presetOf(name)
  return `${format === 'webp' ? 'WebP' : 'JPEG, PNG'} · ${side} px`
}
