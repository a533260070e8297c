import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatBytes } from '~/i18n/format'
import { type BrowserUpload, SendQueue } from '~/routes/uploads/sending'
import { FileField } from '~/ui/file-field'
import { ProgressBar } from '~/ui/progress-bar'
import { useScripted } from '~/ui/scripting'

/**
 * Uploads one file, resumably, as soon as it is chosen, and sends its id with the form under `name`. Needs scripts, as all
 * uploads do.
 */
export function ImportFile({
  name,
  label,
  help,
  accept,
  locale,
  errors,
}: {
  name: string
  label: string
  help: string
  accept: string
  locale: string
  errors?: string[]
}) {
  const { t } = useTranslation(['imports', 'library', 'errors'])
  const scripted = useScripted()
  const [sending, setSending] = useState<BrowserUpload>()
  const queue = useRef<SendQueue>()
  const send = (file: File | undefined) => {
    if (sending) queue.current?.cancel(sending.key)
    setSending(undefined)
    if (!file) return
    queue.current = new SendQueue((all) => setSending(all.at(-1)))
    queue.current.add([{ file }], { purpose: 'import' })
  }
  const isSent = sending?.state === 'sent'
  return (
    <div className="import-file">
      <FileField
        name={`${name}-file`}
        // Of no form: the file itself is sent by tus, and the form sends its id.
        form={`${name}-none`}
        label={label}
        help={scripted ? help : t('new.needs_scripts')}
        errors={errors}
        accept={accept}
        disabled={!scripted}
        onChange={(event) => send(event.currentTarget.files?.[0])}
      />
      {sending && sending.state !== 'cancelled' && (
        <ProgressBar
          label={<bdi>{sending.name}</bdi>}
          value={sending.bytes ? sending.sent / sending.bytes : 0}
          tone={isSent ? 'ok' : sending.state === 'failed' ? 'bad' : undefined}
          detail={
            sending.state === 'failed'
              ? t(`errors:${sending.refusal}`, { defaultValue: t('library:upload.failed') })
              : isSent
                ? t('new.sent')
                : `${formatBytes(sending.sent, locale)} / ${formatBytes(sending.bytes, locale)}`
          }
        />
      )}
      <input type="hidden" name={name} value={isSent ? (sending.id ?? '') : ''} />
    </div>
  )
}
