/** A colour of OKLab: lightness from 0 to 1, and two axes of colour of about -0.4 to 0.4. */
export interface Lab {
  l: number
  a: number
  b: number
}

/** The linear value of each of the 256 levels of an sRGB channel (IEC 61966-2-1). */
const LINEAR = Float64Array.from({ length: 256 }, (_, level) => {
  const value = level / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
})

/** Returns a colour of sRGB, eight bits a channel, in OKLab (B. Ottosson, https://bottosson.github.io/posts/oklab/). */
export function labOf(red: number, green: number, blue: number): Lab {
  const [r, g, b] = [LINEAR[red] ?? 0, LINEAR[green] ?? 0, LINEAR[blue] ?? 0]
  const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const middle = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return {
    l: 0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    a: 1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
    b: 0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
  }
}

/** Returns a colour of OKLab in sRGB, eight bits a channel; one that sRGB does not have becomes the nearest in each channel. */
export function rgbOf({ l, a, b }: Lab): [red: number, green: number, blue: number] {
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    levelOf(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
    levelOf(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
    levelOf(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short),
  ]
}

function levelOf(linear: number): number {
  const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055
  return Math.round(255 * Math.min(1, Math.max(0, value)))
}

/** Returns the distance of two colours; 0.02 is hardly seen, black and white are 1 apart. */
export const labDistance = (one: Lab, other: Lab): number =>
  Math.hypot(one.l - other.l, one.a - other.a, one.b - other.b)

/** Returns how far a colour is from grey. */
export const chromaOf = ({ a, b }: Lab): number => Math.hypot(a, b)
