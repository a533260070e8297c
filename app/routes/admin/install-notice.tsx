import { useTranslation } from 'react-i18next'
import { CONVERTER_NAMES, type ConverterName, installCommand } from '~/platform/converters/programs'
import { CopyButton } from '~/ui/copy-button'
import { Notice } from '~/ui/notice'

/** Says that converters are missing, with the one command that installs them. */
export function InstallNotice({ missing }: { missing: readonly string[] }) {
  const { t } = useTranslation('conversions')
  return (
    <Notice tone="warn" title={t('missing.title', { count: missing.length })}>
      <div className="install">
        <p>{t('missing.text')}</p>
        <InstallCommand names={missing} />
        <p>{t('missing.after')}</p>
      </div>
    </Notice>
  )
}

/** The command that installs converters and what supports them, to copy. */
export function InstallCommand({ names }: { names: readonly string[] }) {
  const { t } = useTranslation('conversions')
  const isKnown = (name: string): name is ConverterName => CONVERTER_NAMES.some((known) => known === name)
  const command = installCommand(names.filter(isKnown))
  return (
    <div className="install-command">
      <code dir="ltr">{command}</code>
      <CopyButton text={command} label={t('missing.copy')} />
    </div>
  )
}
