import { useDocument } from '~/document'
import { placeholderCss } from '~/platform/images/placeholder'

interface Styled {
  id: string
  width: number | null
  height: number | null
  thumbhash: string | null
}

/** Returns the class that carries an asset's aspect ratio and placeholder colours. */
export const assetClass = (id: string) => `a-${id.replaceAll('-', '').slice(-12)}`

/**
 * Aspect ratios and placeholders of a page's pictures. The content security policy forbids style attributes, so they
 * are in one style element that carries the document's nonce.
 */
export function AssetStyles({ assets }: { assets: Styled[] }) {
  const { nonce } = useDocument()
  const rules = assets.map((asset) => {
    const ratio = asset.width && asset.height ? asset.width / asset.height : 4 / 3
    const shape = `--ratio:${Math.min(3, Math.max(0.5, ratio)).toFixed(3)}`
    const backdrop = asset.thumbhash ? `;--placeholder:${placeholderCss(asset.thumbhash)}` : ''
    return `.${assetClass(asset.id)}{${shape}${backdrop}}`
  })
  // biome-ignore lint/security/noDangerouslySetInnerHtml: numbers and colours that we computed, no text of people
  return <style nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: rules.join('') }} />
}
