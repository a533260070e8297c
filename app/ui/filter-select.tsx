import { Select } from './select'

interface FilterSelectProps<Value extends string> {
  name: string
  label: string
  /** What is called that nothing is chosen. */
  any: string
  values: readonly Value[]
  nameOf: (value: Value) => string
  value: string | undefined
}

/** A choice in a bar of filters, which may be left open. */
export function FilterSelect<Value extends string>(props: FilterSelectProps<Value>) {
  const { name, label, any, values, nameOf, value } = props
  const options = [{ value: '', label: any }, ...values.map((each) => ({ value: each, label: nameOf(each) }))]
  return <Select name={name} label={label} labelHidden defaultValue={value ?? ''} options={options} />
}
