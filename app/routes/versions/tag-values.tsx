import type { TagValue } from '~/platform/metadata/tags/file-tag'

/** The values of a tag: each in its own line, with its language, and structures as lists of their fields. */
export function TagValues({ values }: { values: readonly TagValue[] }) {
  const [only] = values
  if (values.length === 1 && only !== undefined) return <Value value={only} />
  return (
    <ul className="plain-list">
      {keyed(values).map(({ key, value }) => (
        <li key={key}>
          <Value value={value} />
        </li>
      ))}
    </ul>
  )
}

/** Values never move, so that their places are keys. */
const keyed = (values: readonly TagValue[]) => values.map((value, at) => ({ key: String(at), value }))

function Value({ value }: { value: TagValue }) {
  if (typeof value === 'string') return <bdi className="tag-text">{value}</bdi>
  if ('text' in value)
    return (
      <>
        <span className="muted">{value.lang}</span>{' '}
        <bdi lang={value.lang === 'x-default' ? undefined : value.lang} className="tag-text">
          {value.text}
        </bdi>
      </>
    )
  return (
    <dl className="facts">
      {Object.entries(value.fields).map(([name, values]) => (
        <div key={name}>
          <dt lang="en">{name}</dt>
          <dd>
            <TagValues values={values} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
