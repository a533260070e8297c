/** Tags of the image's IFD that describe a picture, under exiftool's names (TIFF 6.0; Exif 3.0, 4.6). */
export const IMAGE_TAGS: Record<number, string> = {
  ...{
    269: 'DocumentName',
    270: 'ImageDescription',
    271: 'Make',
    272: 'Model',
    274: 'Orientation',
    282: 'XResolution',
  },
  ...{ 283: 'YResolution', 285: 'PageName', 296: 'ResolutionUnit', 305: 'Software', 306: 'ModifyDate', 315: 'Artist' },
  ...{ 316: 'HostComputer', 333: 'InkNames', 18246: 'Rating', 18249: 'RatingPercent', 33432: 'Copyright' },
  ...{ 40091: 'XPTitle', 40092: 'XPComment', 40093: 'XPAuthor', 40094: 'XPKeywords', 40095: 'XPSubject' },
}

/** Tags of the EXIF IFD, without maker notes, comments and values in APEX units that repeat others. */
export const CAMERA_TAGS: Record<number, string> = {
  ...{ 33434: 'ExposureTime', 33437: 'FNumber', 34850: 'ExposureProgram', 34855: 'ISO', 34864: 'SensitivityType' },
  ...{ 36867: 'DateTimeOriginal', 36868: 'CreateDate', 36880: 'OffsetTime', 36881: 'OffsetTimeOriginal' },
  ...{ 36882: 'OffsetTimeDigitized', 37380: 'ExposureCompensation', 37382: 'SubjectDistance', 37383: 'MeteringMode' },
  ...{ 37384: 'LightSource', 37385: 'Flash', 37386: 'FocalLength', 37520: 'SubSecTime', 37521: 'SubSecTimeOriginal' },
  ...{ 37522: 'SubSecTimeDigitized', 40961: 'ColorSpace', 40962: 'ExifImageWidth', 40963: 'ExifImageHeight' },
  ...{ 41495: 'SensingMethod', 41985: 'CustomRendered', 41986: 'ExposureMode', 41987: 'WhiteBalance' },
  ...{ 41988: 'DigitalZoomRatio', 41989: 'FocalLengthIn35mmFormat', 41990: 'SceneCaptureType', 42016: 'ImageUniqueID' },
  ...{ 42032: 'OwnerName', 42033: 'SerialNumber', 42034: 'LensInfo', 42035: 'LensMake', 42036: 'LensModel' },
  ...{ 42037: 'LensSerialNumber', 42038: 'ImageTitle', 42039: 'Photographer', 42040: 'ImageEditor' },
}

/** Tags of the GPS IFD (Exif 3.0, 4.6.6). */
export const POSITION_TAGS: Record<number, string> = {
  ...{ 1: 'GPSLatitudeRef', 2: 'GPSLatitude', 3: 'GPSLongitudeRef', 4: 'GPSLongitude', 5: 'GPSAltitudeRef' },
  ...{ 6: 'GPSAltitude', 7: 'GPSTimeStamp', 16: 'GPSImgDirectionRef', 17: 'GPSImgDirection', 18: 'GPSMapDatum' },
  ...{ 29: 'GPSDateStamp' },
}
