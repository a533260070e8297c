/** Letters by which a script counts as covered, or as many as 95 % of a span of its block. */
type Sample = string | { from: number; to: number }

const SCRIPTS: Record<string, Sample> = {
  Latn: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  Grek: 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρςστυφχψωάέήίόύώ',
  Cyrl: 'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя',
  Arab: 'ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة',
  Hebr: 'אבגדהוזחטיכךלמםנןסעפףצץקרשת',
  Armn: { from: 0x561, to: 0x586 },
  Geor: { from: 0x10d0, to: 0x10f0 },
  Ethi: { from: 0x1200, to: 0x1206 },
  Deva: { from: 0x905, to: 0x939 },
  Beng: 'অআইঈউঊকখগঘচছজটডতদনপফবভমযরলশষসহ',
  Taml: 'அஆஇஈஉஊகஙசஞடணதநபமயரலவழளறன',
  Thai: { from: 0xe01, to: 0xe2e },
  Hang: { from: 0xac00, to: 0xd7a3 },
  Hira: { from: 0x3041, to: 0x3093 },
  Kana: { from: 0x30a1, to: 0x30f6 },
  // The thousands of characters in common use stand for all; some of them are not in every region's fonts.
  Hani: '一丁七三上下不中人今他会你作来入八六公出分前力十千半去口右同名四回国土在地外大天太女好子学小少山左市年心手日明月有木本東校水火生田男目知石社私空立米糸耳花草行西見言足車金長門雨青食高',
}

/** Letters that a language needs beside those of its script (CLDR exemplar characters). */
const LANGUAGES: Record<string, [script: string, letters: string]> = {
  en: ['Latn', ''],
  eu: ['Latn', 'ÑñÇçÜü'],
  es: ['Latn', 'ÁÉÍÓÚÜÑáéíóúüñ¿¡'],
  fr: ['Latn', 'ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜàâæçéèêëîïôœùûüÿ«»'],
  de: ['Latn', 'ÄÖÜäöüß'],
  it: ['Latn', 'ÀÈÉÌÒÙàèéìòù'],
  pt: ['Latn', 'ÁÂÃÀÇÉÊÍÓÔÕÚáâãàçéêíóôõú'],
  ca: ['Latn', 'ÀÇÈÉÍÏÒÓÚÜàçèéíïòóúü·'],
  nl: ['Latn', 'ÁÄÉËÍÏÓÖÚÜáäéëíïóöúü'],
  sv: ['Latn', 'ÅÄÖåäö'],
  da: ['Latn', 'ÆØÅæøå'],
  pl: ['Latn', 'ĄĆĘŁŃÓŚŹŻąćęłńóśźż'],
  cs: ['Latn', 'ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽáčďéěíňóřšťúůýž'],
  hu: ['Latn', 'ÁÉÍÓÖŐÚÜŰáéíóöőúüű'],
  ro: ['Latn', 'ĂÂÎȘȚăâîșț'],
  tr: ['Latn', 'ÇĞİÖŞÜçğıöşü'],
  vi: ['Latn', 'ĂÂĐÊÔƠƯăâđêôơưảạếềểễệốồổỗộớờởỡợ'],
  el: ['Grek', ''],
  ru: ['Cyrl', 'Ёё'],
  uk: ['Cyrl', 'ҐЄІЇґєії'],
  ar: ['Arab', '،؛؟'],
  fa: ['Arab', 'پچژگکی'],
  ur: ['Arab', 'ٹڈڑںےہھگچپ'],
  he: ['Hebr', ''],
  hi: ['Deva', ''],
  th: ['Thai', ''],
  ko: ['Hang', ''],
  ja: ['Hira', '日本語漢字ァン'],
  zh: ['Hani', '，。'],
}

/** Letters of the Latin blocks beyond ASCII that the languages above use. */
const EXTENDED_LATIN = 'Latn-ext'
const COVERED = 0.95

/**
 * Returns scripts (ISO 15924; `Latn-ext` for Latin with the letters of all European languages listed here) and languages
 * (BCP 47) whose letters are all in a set of code points. Letters alone are compared: whether a font also joins them as
 * Arabic or Devanagari need is not told.
 */
export function coverageOf(codePoints: ReadonlySet<number>): { scripts: string[]; languages: string[] } {
  const has = (sample: Sample) => isCovered(codePoints, sample)
  const scripts = Object.keys(SCRIPTS).filter((script) => has(SCRIPTS[script] ?? ''))
  const languages = Object.entries(LANGUAGES)
    .filter(([, [script, letters]]) => scripts.includes(script) && has(letters))
    .map(([language]) => language)
  const european = Object.values(LANGUAGES).flatMap(([script, letters]) => (script === 'Latn' ? letters : ''))
  const isExtended = scripts.includes('Latn') && isCovered(codePoints, european.slice(0, -1).join(''))
  return { scripts: isExtended ? [...scripts, EXTENDED_LATIN] : scripts, languages }
}

function isCovered(codePoints: ReadonlySet<number>, sample: Sample): boolean {
  if (typeof sample === 'string') return [...sample].every((letter) => codePoints.has(letter.codePointAt(0) ?? 0))
  let found = 0
  for (let point = sample.from; point <= sample.to; point++) if (codePoints.has(point)) found++
  return found >= COVERED * (sample.to - sample.from + 1)
}

/** Returns the ranges of consecutive numbers, in order, at most `most`. */
export function rangesOf(codePoints: Iterable<number>, most: number): [number, number][] {
  const ranges: [number, number][] = []
  for (const point of [...codePoints].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && point <= last[1] + 1) last[1] = point
    else if (ranges.length === most) break
    else ranges.push([point, point])
  }
  return ranges
}
