/** ISO 7064, MOD 11-2, as ORCID and ISNI have it. */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits.slice(0, -1)].reduce((total, digit) => (total + Number(digit)) * 2, 0)
  const check = (12 - (sum % 11)) % 11
  return digits.at(-1)?.toUpperCase() === (check === 10 ? 'X' : String(check))
}

const SIXTEEN = /^\d{15}[\dX]$/i
/** ORCID took a part of the numbers of ISNI for itself (ORCID, Structure of the ORCID Identifier). */
const isOrcid = (digits: string): boolean =>
  (digits >= '0000000150000007' && digits <= '0000000350000001') ||
  (digits >= '0009000000000000' && digits <= '0009001000000000')

/**
 * Returns the address of a person in another register, as IPTC has it: of an ORCID or ISNI, with or without its address, or any
 * address of the web; undefined for anything else.
 */
export function readIdentifier(text: string): string | undefined {
  const clean = text.trim()
  const number = clean.replace(/^(?:https?:\/\/(?:www\.)?(?:orcid\.org|isni\.org(?:\/isni)?)\/|orcid:?|isni:?)/i, '')
  const digits = number.replace(/[\s-]/g, '').toUpperCase()
  if (SIXTEEN.test(digits)) {
    if (!hasCheckDigit(digits)) return undefined
    const saysOrcid = /orcid/i.test(clean) || (!/isni/i.test(clean) && isOrcid(digits))
    return saysOrcid ? `https://orcid.org/${digits.match(/.{4}/g)?.join('-')}` : `https://isni.org/isni/${digits}`
  }
  if (!/^https?:\/\//i.test(clean) || /orcid\.org|isni\.org/i.test(clean)) return undefined
  return URL.canParse(clean) ? new URL(clean).href : undefined
}
