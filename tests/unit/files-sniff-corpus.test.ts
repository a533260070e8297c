import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { corpus, corpusFiles, hasCorpus, headOf } from '#tests/support/corpus'
import { refusalBySniff, sniff } from '~/platform/files/sniff.server'

/** Files of the corpus by their kind and extension. */
const EXPECTED: Record<string, string[]> = {
  'model glb': ['3d/2CylinderEngine.glb'],
  'model stl': ['3d/Spider_ascii.stl', '3d/Spider_binary.stl'],
  'photo webp': [
    'animated/Animation Lossy.webp',
    'animated/rotating-squares.webp',
    'hero/adwaita-d.webp',
    'hostile/big-height.webp',
    'photos/denali.webp',
  ],
  'photo gif': ['animated/animated-loop-3.gif', 'animated/rotating-squares.gif'],
  'audio flac': ['audio/ambi_drone.flac'],
  'audio mp3': ['audio/testMP3i18n.mp3', 'audio/viper.mp3', 'xmp-matrix/BlueSquare.mp3'],
  'audio ogg': ['audio/viper.ogg'],
  'photo jpg': [
    'brand-kit/2020_FINOS_VideoBackgrounds_02.jpg',
    'brand-kit/2021_FINOS_VideoBackgrounds_02_v2.jpg',
    'brand-kit/2025_CALM_Horizontal.jpg',
    'brand-kit/2025_CALM_Horizontal_BLK.jpg',
    'hostile/corrupt-header.jpg',
    'hostile/truncated.jpg',
    'photos/Canon EOS-1D Mark III (via Adobe Lightroom).jpg',
    'photos/Landscape_6.jpg',
    'photos/Multiple ICC segments.jpg',
    'photos/Nikon E995 (iptc).jpg',
    'photos/Photoshop (1).jpg',
    'photos/Portrait_8.jpg',
    'photos/cyclamen_persicum.jpg',
    'photos/flowers.jpeg',
    'photos/gain-map.jpg',
    'photos/japanese-shop.jpg',
    'photos/prairie_falcon.jpg',
    'photos/silver_fir.jpg',
    'photos/tanners_ridge.jpg',
    'photos/wood_anemones.jpg',
    'print/Channel_digital_image_CMYK_color.jpg',
    'print/Channel_digital_image_CMYK_color_no_profile.jpg',
    'print/flower_small.cmyk.jpg',
    'raw/Issue 247-1.nef',
    'rights/ExtendedXMP.jpg',
    'rights/FotoStation.jpg',
    'rights/IPTC.jpg',
    'rights/MWG.jpg',
    'rights/PhotoMechanic.jpg',
    'rights/adobe-20220124-CA.jpg',
    'rights/adobe-20220124-E-sig-CA.jpg',
    'rights/adobe-20220124-XCA.jpg',
    'rights/mongolels.jpg',
    'rights/thompson-springs.jpg',
    'xmp-matrix/BlueSquare.jpg',
  ],
  'presentation pptx': ['brand-kit/2021 - FINOS Deck template for PROJECTS.pptx', 'docs/testPPT_charts.pptx'],
  'document indd': ['brand-kit/2022_TRACDAP_Logo.indd', 'layered/testINDD.indd', 'xmp-matrix/BlueSquare.indd'],
  'vector eps': [
    'brand-kit/2025_CALM_Horizontal.eps',
    'brand-kit/FINOS_Icon_Wordmark_Name_horz_PMS_C.eps',
    'brand-kit/football_logo.eps',
    'xmp-matrix/BlueSquare.eps',
  ],
  'pdf pdf': [
    'brand-kit/FINOS Brand Visual Guidelines.pdf',
    'docs/testPDF_AdobeIllustrator.pdf',
    'docs/testPDF_protected.pdf',
    'xmp-matrix/BlueSquare.pdf',
  ],
  'document docx': ['brand-kit/FINOS Document Template.docx'],
  'presentation odp': ['brand-kit/FINOS Presentation Template (ODF).odp'],
  'vector ai': [
    'brand-kit/FINOS_Icon_Wordmark_Name_horz_CMYK.ai',
    'brand-kit/FINOS_Icon_Wordmark_Name_horz_RGB.ai',
    'brand-kit/FINOS_Icon_Wordmark_Name_horz_White.ai',
    'brand-kit/Python.ai',
    'xmp-matrix/BlueSquare.ai',
  ],
  'photo png': [
    'brand-kit/FINOS_Icon_Wordmark_RGB.png',
    'brand-kit/Python_1024x1024.png',
    'hero/Altai-1080x1920.png',
    'hero/Altai-5120x2880.png',
    'hostile/65536-uint32-limit.png',
    'hostile/truncated.png',
    'print/16-bit-grey-alpha.png',
    'print/Flag_of_the_Netherlands-16bit.png',
    'print/Google-Pixel2XL-16bit_acescg_g1_v4_krita.png',
    'print/P3-sRGB-color-ring.png',
    'print/p3.png',
    'xmp-matrix/BlueSquare.png',
  ],
  'vector svg': [
    'brand-kit/Python.svg',
    'brand-kit/lightbulb_jon_phillips_04.svg',
    'brand-kit/logo-word-hor.svg',
    'brand-kit/poweredbyjupyter-rec-darkbg.svg',
    'brand-kit/poweredbyjupyter-rec-lightbg.svg',
    'brand-kit/tv_01.svg',
    'hero/dune-l.svg',
    'hostile/struct-image-04-t.svg',
    'rights/XMP.svg',
  ],
  'document epub': ['docs/testEPUB.epub'],
  'spreadsheet xlsx': ['docs/testEXCEL_charts.xlsx'],
  'presentation key': ['docs/testKeynote.key'],
  'font otf': ['fonts/EBGaramond12-Regular.otf', 'fonts/Inter-Regular.otf'],
  'font ttf': ['fonts/Montserrat-Regular.ttf'],
  'layered psd': ['layered/cmyk-alpha-spot.psd', 'layered/layer_effects.psd', 'xmp-matrix/BlueSquare.psd'],
  'layered psb': ['layered/masks.psb'],
  'data json': ['localized/Altai.metadata.json'],
  'text xlf': ['localized/toJoin1_in.xlf', 'localized/toRemoveAnnotations_in.xlf'],
  'photo avif': [
    'photos/10bit-HDR-P3-nclx.avif',
    'photos/fox.profile0.10bpc.yuv420.avif',
    'photos/fox.profile0.8bpc.yuv420.odd-width.odd-height.avif',
  ],
  'photo jxl': ['photos/8bit-sRGB.jxl'],
  'photo heic': ['photos/IMG_1034.heic', 'photos/IMG_2682.heic', 'photos/IMG_2927.HEIC', 'photos/example.heic'],
  'photo tif': [
    'print/G31D_MULTI.TIF',
    'print/cielab-dagams.tiff',
    'print/fogra-0-100-100-0.tif',
    'print/tifftag-photoshop.tiff',
    'xmp-matrix/BlueSquare.tif',
  ],
  'raw cr2': ['raw/CanonRaw.cr2'],
  'raw cr3': ['raw/CanonRaw.cr3'],
  'raw dng': ['raw/DNG.dng', 'raw/canon_eos_6d.dng'],
  'raw raf': ['raw/FujiFilm.raf'],
  'raw nef': ['raw/Nikon.nef'],
  'raw rw2': ['raw/Panasonic.rw2'],
  'data xmp': ['rights/PLUS.xmp', 'rights/XMP.xmp'],
  'data ics': ['rights/VCard.ics'],
  'video mp4': ['video/elf.mp4'],
  'video webm': ['video/elf.webm'],
  'video mov': ['video/quicktime-hvc1.mov', 'video/with-gps.mov', 'xmp-matrix/BlueSquare.mov'],
  'audio wav': ['xmp-matrix/BlueSquare.wav'],
}
const expected = new Map(Object.entries(EXPECTED).flatMap(([type, names]) => names.map((name) => [name, type])))

describe.skipIf(!hasCorpus)('sniff recognises every file of the corpus', () => {
  test('the table lists every file', () => {
    expect(corpusFiles.filter((name) => name !== 'MANIFEST.md')).toEqual([...expected.keys()].sort())
    expect(expected.size).toBe(133)
  })

  test.each([...expected])('%s is %s', async (name, type) => {
    const localPath = path.join(corpus, name)
    const fileName = path.basename(name)
    const sniffed = await sniff(localPath, await headOf(localPath), fileName)
    expect(`${sniffed.kind} ${sniffed.extension}`).toBe(type)
    expect(refusalBySniff(sniffed, fileName)).toBeUndefined()
  })
})
