/** Why a file that an operator dropped in is not used; the schematic map stays. */
export type MapFault =
  | {
      readonly file: 'districts.geojson'
      readonly why: 'notGeoJson' | 'noCodes' | 'missingDistricts' | 'swapped' | 'elsewhere'
    }
  | {
      readonly file: 'basemap.pmtiles'
      readonly why: 'notPmtiles' | 'truncated' | 'notVector' | 'elsewhere' | 'unreadable'
    }
