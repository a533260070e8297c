import { Link, useFetcher } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '~/i18n/format'
import { isWrittenFormat } from '~/platform/images/preset-settings'
import { FORMAT_NAMES } from '~/routes/sizes/format-names'
import { Badge } from '~/ui/badge'
import { DataTable } from '~/ui/data-table'
import { IconButton } from '~/ui/icon-button'
import { urls } from '~/urls'
import type { ShownPreset } from './presets'

/** The presets for downloads in their order, which buttons change. */
export function PresetTable({ presets, locale }: { presets: ShownPreset[]; locale: string }) {
  const { t } = useTranslation(['presets', 'library', 'sizes'])
  const offered = presets.filter(({ retiredAt }) => !retiredAt)
  return (
    <DataTable<ShownPreset>
      caption={t('downloads.title')}
      rows={presets}
      rowKey={({ key }) => key}
      stacks
      columns={[
        {
          key: 'name',
          header: t('column.name'),
          names: true,
          cell: ({ key, name, retiredAt }) => (
            <>
              <Link className="link" to={urls.admin.preset(key)}>
                <bdi>{name}</bdi>
              </Link>{' '}
              {retiredAt && <Badge>{t('retired')}</Badge>}
            </>
          ),
        },
        {
          key: 'kinds',
          header: t('column.kinds'),
          cell: ({ kinds }) => kinds.map((kind) => t(`library:kind.${kind}`)).join(', '),
        },
        {
          key: 'result',
          header: t('column.result'),
          cell: ({ settings: { format, width, height, fit, colourSpace, dpi } }) =>
            [
              FORMAT_NAMES[format],
              isWrittenFormat(format) ? '' : `${width ?? '…'} × ${height ?? '…'} px`,
              fit === 'inside' ? '' : t(`sizes:fit.${fit}`),
              colourSpace === 'cmyk' ? 'CMYK' : '',
              dpi ? t('sizes:dpi', { dpi }) : '',
            ]
              .filter(Boolean)
              .join(' · '),
        },
        { key: 'tier', header: t('column.tier'), cell: ({ tier }) => t(`tier.${tier}`) },
        {
          key: 'made',
          header: t('column.made'),
          numeric: true,
          cell: ({ use: { made, old, failed }, retiredAt }) => (
            <>
              {formatNumber(made, locale)}
              {old > 0 && !retiredAt && <span className="muted"> · {t('old', { count: old })}</span>}
              {failed > 0 && <span className="muted"> · {t('failed', { count: failed })}</span>}
            </>
          ),
        },
        {
          key: 'order',
          header: t('column.order'),
          headerHidden: true,
          cell: (preset) => {
            const at = offered.indexOf(preset)
            return at < 0 ? null : <Steps preset={preset} isFirst={at === 0} isLast={at === offered.length - 1} />
          },
        },
      ]}
    />
  )
}

/** Moves a preset up and down; focus stays on the button, or goes to the other one at an end. */
function Steps({ preset: { key, name }, isFirst, isLast }: { preset: ShownPreset; isFirst: boolean; isLast: boolean }) {
  const { t } = useTranslation('presets')
  const fetcher = useFetcher<{ moved?: string }>()
  const box = useRef<HTMLFormElement>(null)
  const pressed = useRef<string>()
  useEffect(() => {
    if (fetcher.state !== 'idle' || !pressed.current) return
    const enabled = [...(box.current?.querySelectorAll<HTMLButtonElement>('button:enabled') ?? [])]
    ;(enabled.find(({ value }) => value === pressed.current) ?? enabled[0])?.focus()
    pressed.current = undefined
  }, [fetcher.state])
  const button = (steps: '-1' | '1') => ({
    ...({ type: 'submit', name: 'steps', value: steps, size: 's' } as const),
    onClick: () => {
      pressed.current = steps
    },
  })
  return (
    <fetcher.Form method="post" ref={box} className="preset-steps">
      <input type="hidden" name="key" value={key} />
      <IconButton icon="arrow-up" label={t('move_up', { name })} disabled={isFirst} {...button('-1')} />
      <IconButton icon="arrow-down" label={t('move_down', { name })} disabled={isLast} {...button('1')} />
    </fetcher.Form>
  )
}
