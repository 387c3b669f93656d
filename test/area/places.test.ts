import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { gazetteer } from '../../bin/gazetteer.ts'
import { practiceName, streetName } from '../../bin/place-names.ts'
import { openPlaces } from '../../src/area/places.ts'
import { postcodeIn } from '../../src/area/postcodes.ts'
import { rowsOf } from '../../src/area/rows.ts'

const folder = fileURLToPath(new URL('../../areas/warwickshire/places', import.meta.url))
const districts = [
  { id: 'E07000218', name: 'North Warwickshire', council: 'n' },
  { id: 'E07000219', name: 'Nuneaton and Bedworth', council: 'nb' },
  { id: 'E07000220', name: 'Rugby', council: 'r' },
  { id: 'E07000221', name: 'Stratford-on-Avon', council: 's' },
  { id: 'E07000222', name: 'Warwick', council: 'w' },
]
const places = openPlaces(folder, districts)
const first = (text: string) => places.find(text)[0]?.label

describe('what a map is made of', () => {
  it('is every street and landmark at its one point, under its own id', () => {
    const all = places.all()
    assert.equal(all.length, rowsOf(folder, 'streets.csv').length + rowsOf(folder, 'landmarks.csv').length)
    for (const place of all.slice(0, 50)) assert.deepEqual(places.get(place.id), place)
  })

  it('is the outlines of the county’s neighbourhoods, closed and within it', () => {
    const outlines = places.outlines()
    assert.ok(outlines.length >= 339)
    for (const outline of outlines) {
      assert.deepEqual(outline[0], outline.at(-1))
      for (const [lon, lat] of outline) assert.ok(lon > -2 && lon < -1.1 && lat > 51.9 && lat < 52.7)
    }
  })

  it('comes with the words that its licences ask for', () => {
    for (const words of [/Crown copyright/, /Royal Mail/, /Office for National Statistics/, /Open Government Licence/])
      assert.match(places.credit, words)
  })
})

describe('the committed gazetteer', () => {
  it('is what its script makes of the published files', () => {
    for (const [file, text] of gazetteer(folder)) {
      assert.ok(
        readFileSync(join(folder, file), 'utf8') === text,
        `${file}: run bin/gazetteer.ts and commit what changed`,
      )
    }
  })

  it('keeps every place inside its county and gives it a district and a neighbourhood', () => {
    const known = new Set(districts.map(district => district.id))
    for (const [id = '', , , , district = '', lsoa = '', lon, lat] of rowsOf(folder, 'streets.csv')) {
      assert.ok(known.has(district), id)
      assert.match(lsoa, /^E010\d{5}$/)
      assert.ok(Number(lon) > -2 && Number(lon) < -1.1 && Number(lat) > 51.9 && Number(lat) < 52.7, id)
    }
  })

  it('finds every place by its own id, and never two by one', () => {
    const ids = ['streets.csv', 'landmarks.csv'].flatMap(file => rowsOf(folder, file).map(row => row[0] ?? ''))
    assert.equal(new Set(ids).size, ids.length)
    for (const id of ids) assert.equal(places.get(id)?.id, id)
    assert.equal(places.get('postcode:CV311EA')?.label, 'CV31 1EA, Leamington Spa')
    assert.equal(places.get('street:nowhere'), undefined)
  })
})

describe('a postcode', () => {
  for (const typed of [
    'CV31 1EA',
    'cv311ea',
    ' c v 3 1  1 e a ',
    'CV31-1EA',
    'CV3I IEA',
    '4 Old Lane, cv31 1ea please',
  ]) {
    it(`is found as "${typed}"`, () => {
      assert.deepEqual(
        places.find(typed).map(place => place.id),
        ['postcode:CV311EA'],
      )
    })
  }

  it('of another county is said to be outside, and one that may only be newer to be unknown', () => {
    assert.deepEqual(places.postcode('b1 1aa'), { kind: 'outside', postcode: 'B1 1AA' })
    assert.deepEqual(places.postcode('CV34 9ZZ'), { kind: 'unknown', postcode: 'CV34 9ZZ' })
    assert.deepEqual(places.find('b1 1aa'), [])
  })

  it('is not seen where there is none', () => {
    for (const text of ['', 'CV31', 'High Street', 'A46', 'M40 junction 15', 'flat 2 at 14']) {
      assert.equal(places.postcode(text), undefined, text)
    }
  })

  it('of the county is always found, however it is spaced and cased', () => {
    const all = rowsOf(folder, 'postcodes.csv').map(row => row[0] ?? '')
    const spacing = fc.array(fc.constantFrom('', ' ', '  ', '-'), { minLength: 7, maxLength: 7 })
    fc.assert(
      fc.property(fc.constantFrom(...all), spacing, fc.boolean(), (code, gaps, small) => {
        const typed = [...code].map((letter, at) => letter + gaps[at]).join('')
        assert.equal(postcodeIn(small ? typed.toLowerCase() : typed), code)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a street or landmark', () => {
  const found: readonly [string, string][] = [
    ['high street rugby', 'High Street, Rugby (Hillmorton)'],
    ['HIGH ST., RUGBY', 'High Street, Rugby (Hillmorton)'],
    ['saint johns rd', "St John's Road, Leamington Spa (Brunswick)"],
    ["St. John's Road", "St John's Road, Leamington Spa (Brunswick)"],
    ['the parade, leamington', 'Parade, Leamington Spa (Clarendon)'],
    ['12 Abbey Street Nuneaton', 'Abbey Street, Nuneaton (Abbey)'],
    ['Regent Strete, Leamington Spa', 'Regent Street, Leamington Spa (Clarendon)'],
    ['clarendn street leamington', 'Clarendon Street, Leamington Spa (Clarendon)'],
    ['Flat 2, 14 Clarendon Street, Royal Leamington Spa, Warwickshire', 'Clarendon Street, Leamington Spa (Clarendon)'],
    ['near red roofs', 'Red Roofs Surgery, Nuneaton (Wem Brook)'],
    ['hospital in Nuneaton', 'Hospital, Nuneaton (Arbury)'],
    ['m40', 'M40, Warwick (Budbrooke)'],
  ]
  for (const [typed, label] of found) {
    it(`is found first by "${typed}"`, () => {
      assert.equal(first(typed), label)
    })
  }

  it('is found with two letters changed round', () => {
    assert.ok(places.find('hihg street').every(place => place.label.startsWith('High Street')))
    assert.match(first('Brimingham Road') ?? '', /^Birmingham Road/)
  })

  it('is exact only when its whole name was typed, so that nobody is put where they did not say', () => {
    assert.equal(places.find('12 Abbey Street Nuneaton')[0]?.isExact, true)
    assert.equal(places.find('CV31 1EA')[0]?.isExact, true)
    assert.equal(places.find('Robinson Road')[0]?.isExact, true)
    for (const elsewhere of ['Kenilworth', 'Solihull', 'Manchester', 'Zagreb']) {
      assert.ok(
        places.find(`Robinson Road, ${elsewhere}`).every(place => !place.isExact),
        elsewhere,
      )
    }
    assert.ok(places.find('Robinsons Way').every(place => !place.isExact))
    assert.deepEqual(places.find("'; drop table"), [])
  })

  it('is narrowed by the name of a town', () => {
    const all = places.find('birmingham road')
    const narrowed = places.find('birmingham road warwick')
    assert.ok(narrowed.length < all.length)
    assert.match(narrowed[0]?.label ?? '', /Warwick/)
  })

  it('is not guessed from nothing, from nonsense, or from a word that half the streets share', () => {
    for (const text of ['', '   ', 'zzzz qqqq', 'road', 'the street', '12', '<script>', "'; --"]) {
      assert.deepEqual(places.find(text), [], text)
    }
  })

  it('is one of at most twelve, the same twelve each time, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'grapheme' }), text => {
        const once = places.find(text)
        assert.ok(once.length <= 12)
        assert.deepEqual(places.find(text), once)
      }),
      { numRuns: 150 },
    )
    assert.equal(places.find('church').length, 12)
  })

  it('can always be found by its own label', () => {
    const rows = rowsOf(folder, 'streets.csv').filter((_, at) => at % 40 === 0)
    for (const [id = '', name, town, ward] of rows) {
      const labels = places.find(`${name}, ${town} (${ward})`).map(place => place.id)
      assert.ok(labels.includes(id), id)
    }
  })
})

describe('names as they are published', () => {
  it('are set right', () => {
    const names: readonly [string, string][] = [
      ["Robinson'S Way", "Robinson's Way"],
      ['Mcdonnell Drive', 'McDonnell Drive'],
      ['10Th Street', '10th Street'],
      ['Black-A-Tree Road', 'Black-a-Tree Road'],
      ['St. Buryan Close', 'St Buryan Close'],
      ['West Of Saint Laurence', 'West of Saint Laurence'],
      ['The Green', 'The Green'],
    ]
    for (const [published, right] of names) assert.deepEqual(streetName(published), { name: right, isStreet: true })
    assert.deepEqual(streetName('Parking Area'), { name: 'Car park', isStreet: false })
    assert.equal(practiceName('HENLEY-IN-ARDEN MED CTR'), 'Henley-in-Arden Medical Centre')
    assert.equal(practiceName('SATIS HOUSE'), 'Satis House (GP practice)')
  })
})
