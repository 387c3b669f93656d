import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { bytesOf, folderOfFiles, shown } from '../../../test/matching/reading.ts'
import type { PersonGiven } from '../people.ts'
import { mapFrom, peopleFrom, readPeople } from './index.ts'

const { file } = folderOfFiles()
const map = mapFrom({ id: 'id', forename: 'name', birthDate: 'born', others: [{ column: 'note', kind: 'text' }] })
const read = async (content: string | Uint8Array, threads = 1) =>
  await readPeople({ input: file(content), map, threads })

const plain = 'id,name,born,note\r\n1,Zoë,2001-02-03,a\r\n2,Łukasz,1990-12-31,b\r\n'
const known = [
  { id: '1', forename: 'zoe', birthDate: '20010203', note: 'a' },
  { id: '2', forename: 'lukasz', birthDate: '19901231', note: 'b' },
]

const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le')
const written: Readonly<Record<string, string | Buffer>> = {
  'UTF-8': plain,
  'UTF-8 with its mark': `\uFEFF${plain}`,
  'UTF-16 with the low byte first': utf16(plain),
  'UTF-16 with the high byte first': utf16(plain).swap16(),
  'UTF-16 without a mark': utf16(plain).subarray(2),
  'line ends of Unix': plain.replaceAll('\r', ''),
  'line ends of old': plain.replaceAll('\n', ''),
  'no line end at the end': plain.trimEnd(),
  'empty lines between': plain.replaceAll('\r\n', '\r\n\r\n\n'),
  semicolons: plain.replaceAll(',', ';'),
  tabs: plain.replaceAll(',', '\t'),
  bars: plain.replaceAll(',', '|'),
  'spaces around everything': plain.replaceAll(',', ' ,  '),
  'quotes around everything': plain.replaceAll(/[^,\r\n]+/g, '"$&"'),
  'quotes, and spaces within and around them': plain.replaceAll(/[^,\r\n]+/g, '  " $& " '),
  'the separator said in a line of its own': `sep=;\n${plain.replaceAll(',', ';')}`,
}

for (const [way, content] of Object.entries(written))
  test(`a file is read with ${way}`, async () => {
    const { people, faults, leftOut } = await read(content)
    assert.deepEqual(shown(people), known)
    assert.deepEqual({ faults, leftOut }, { faults: [], leftOut: 0 })
  })

test('bytes that are not UTF-8 are Windows-1252, even beside some that are', async () => {
  const content = Buffer.concat([
    Buffer.from('id,name\n1,'),
    Buffer.from([0x5a, 0x6f, 0xeb]),
    Buffer.from('\n2,Zoë\n3,O'),
    Buffer.from([0x92]),
    Buffer.from('Brien\n'),
  ])
  const { people } = await readPeople({ input: file(content), map: mapFrom({ id: 'id', surname: 'name' }), threads: 1 })
  assert.deepEqual(
    shown(people).map(({ surname }) => surname),
    ['zoe', 'zoe', peopleFrom([{ id: '', surname: 'O’Brien' }]).facts.surname ? 'obrien' : ''],
  )
})

test('identifiers are kept as they stand, in whatever script and with whatever quotes', async () => {
  const { people } = await read('id,name,born,note\n"a ""b"", c",x,,\nÜ-ł-7,y,,\n" 007 ",z,,\n"line\nend",z,,\n')
  assert.deepEqual(
    shown(people).map(({ id }) => id),
    ['a "b", c', 'Ü-ł-7', '007', 'line\nend'],
  )
})

test('what a file says is what the same people say, wherever its parts end and however many threads read it', async () => {
  const text = fc.oneof(
    fc.constantFrom(
      '',
      'Smith',
      'van der Berg',
      "O'Neill",
      'Zoë',
      '李',
      'unknown',
      ...[
        '12 High Street',
        '14A MILL LANE',
        'Flat 2b',
        'UNIT 7',
        'flat 12345',
        'Oak House',
        'WARWICK',
        'Warwick',
        'NA',
      ],
      'CV1 2AB',
      '07700 900123',
    ),
    fc.string({ unit: fc.constantFrom(...'ab,;"\r\n\t é') }),
  )
  const row = fc.record({
    forename: text,
    surname: text,
    formerSurname: text,
    line1: text,
    line2: text,
    town: text,
    postcode: text,
    phone: text,
  })
  const columns = ['forename', 'surname', 'formerSurname', 'line1', 'line2', 'town', 'postcode', 'phone'] as const
  const all = mapFrom({
    ...{ id: 'id', forename: 'forename', surname: 'surname', formerSurname: 'formerSurname' },
    ...{ addressLines: ['line1', 'line2'], town: 'town', postcode: 'postcode', phone: 'phone' },
  })
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 40 }), fc.integer({ min: 5, max: 400 }), async (rows, chunk) => {
      const lines = rows.map((one, at) => [
        String(at),
        ...columns.map(column => `"${one[column].replaceAll('"', '""')}"`),
      ])
      const input = file([['id', ...columns], ...lines].map(line => line.join(',')).join('\n'), 'any.csv')
      const given = rows.map(
        ({ line1, line2, ...one }, at): PersonGiven => ({
          id: String(at),
          ...one,
          addressLines: [line1, line2].map(line => line.replace(/^[ \t]+|[ \t]+$/g, '')),
        }),
      )
      const whole = await readPeople({ input, map: all, threads: 1 })
      const inParts = await readPeople({ input, map: all, threads: 1, chunk })
      assert.deepEqual(shown(whole.people), shown(peopleFrom(given)))
      assert.deepEqual(bytesOf(inParts.people), bytesOf(whole.people))
      assert.deepEqual(whole.faults, [])
    }),
    { numRuns: 100 },
  )
})

for (const columns of [['postcode'], ['town'], ['town', 'postcode']] as const)
  test(`of places of which only ${columns.join(' and ')} is told, a file says what the people say`, async () => {
    const places = [
      { town: 'Leamington Spa', postcode: 'CV32 4AB' },
      { town: 'no fixed abode', postcode: 'CV32 4AB' },
      { town: 'NFA', postcode: '' },
      { town: '', postcode: 'cv324ab' },
      { town: 'CV32 4AB', postcode: 'Leamington Spa' },
    ]
    const given = places.map((place, at) => {
      const told = columns.map(column => [column, place[column]])
      return { id: String(at), ...Object.fromEntries(told) }
    })
    const lines = places.map((place, at) => [at, ...columns.map(column => place[column])].join(','))
    const input = file([['id', ...columns].join(','), ...lines].join('\n'), 'places.csv')
    const map = mapFrom({ id: 'id', ...Object.fromEntries(columns.map(column => [column, column])) })
    const { people } = await readPeople({ input, map, threads: 1 })
    assert.deepEqual(shown(people), shown(peopleFrom(given)))
    assert.ok(shown(people).length === 5 && Object.keys(people.facts).length > 0)
  })

test('faults are told with their lines and columns, and never with what stands there', async () => {
  const input = file(
    [
      'id,name,born,nhs',
      '1,"two\nlines",2001-02-03,9434765919',
      '2,Anne',
      '3,Bo,2001-02-03,9434765918,extra',
      ',Cy,2001-02-03,',
      '5,"Di,2001-02-03,',
      '6,Ed,sometime,12345',
      '1,Fay,2001-02-03,9434765918',
      '8,Gus,01/01/1900,unknown,,',
    ].join('\n'),
  )
  const asked = { input, map: mapFrom({ id: 'id', forename: 'name', birthDate: 'born', nhsNumber: 'nhs' }), threads: 1 }
  for (const chunk of [1_000, 40, 7]) {
    const { people, faults, counted, leftOut } = await readPeople({ ...asked, chunk })
    assert.deepEqual(
      faults.map(({ line, column, kind }) => [line, column, kind]),
      [
        [4, '', 'few'],
        [5, '', 'many'],
        [6, '', 'noId'],
        [7, '', 'quote'],
        [8, 'born', 'date'],
        [8, 'nhs', 'nhsNumber'],
        [9, 'nhs', 'checkDigit'],
        [9, 'id', 'twice'],
      ],
    )
    assert.equal(faults[0]!.file, input)
    assert.deepEqual(
      shown(people).map(({ id }) => id),
      ['1', '2', '5', '6', '8'],
    )
    assert.equal(leftOut, 3)
    assert.equal(
      counted.reduce((sum, { rows }) => sum + rows, 0),
      faults.length,
    )
  }
})

test('a row left out leaves nothing of it behind', async () => {
  const rest = '1,Anne,,\n2,Bo,,\n'
  const [clean, twice] = [await read(`id,name,born,note\n${rest}`), await read(`id,name,born,note\n${rest}1,Zed,,\n`)]
  assert.deepEqual(bytesOf(twice.people), bytesOf(clean.people))
})

test('a field of a million letters is a field, and a quote that is never closed ends with its line', async () => {
  const long = 'x'.repeat(1_000_000)
  const { people, faults } = await read(
    `id,name,born,note\n1,Anne,,${long}\n2,Bo,,"${long}"\n3,Cy,,"${long}${long}\n4,Di,,\n`,
  )
  assert.deepEqual(
    shown(people).map(({ id, forename }) => [id, forename]),
    [
      ['1', 'anne'],
      ['2', 'bo'],
      ['3', 'cy'],
      ['4', 'di'],
    ],
  )
  assert.deepEqual(
    faults.map(({ line, kind }) => [line, kind]),
    [[4, 'quote']],
  )
})

test('several files are read as one, each with its own separator and order of columns', async () => {
  const input = [
    file('id,name,born,note\n1,Anne,03/02/2001,\n2,Bo,31/01/1999,\n'),
    file('born;note;name;id\n2001-02-03;;Anne;3\n'),
  ]
  const { people } = await readPeople({ input, map, threads: 2, linkOnly: { files: true } })
  assert.deepEqual(
    shown(people).map(({ birthDate }) => birthDate),
    ['20010203', '19990131', '20010203'],
  )
  assert.deepEqual([...people.sources!], [0, 0, 1])
})

test('who a record is truly of, and which source it came from, are numbers to compare', async () => {
  const asked = { input: file('id,who,from\n1,x,a\n2,y,a\n3,x,b\n4,,\n'), map: mapFrom({ id: 'id' }), threads: 1 }
  const { people, truth } = await readPeople({ ...asked, truth: 'who', linkOnly: 'from' })
  assert.deepEqual([...truth!], [0, 1, 0, -1])
  assert.deepEqual([...people.sources!], [0, 0, 1, -1])
})

const unreadable: Readonly<Record<string, readonly [content: string | Buffer, map: unknown, says: RegExp]>> = {
  'an empty file': ['', { id: 'id' }, /is empty: it needs a header/],
  'a file of empty lines': ['\n\n\r\n', { id: 'id' }, /is empty/],
  'a column that is not there': ['Rec ID,name\n1,a\n', { id: 'rec_id' }, /no column "rec_id"; did you mean "Rec ID"/],
  'a file without a header': [
    '1,Ada,Galoshes,1971-06-24\n2,Bo,Umbrell,1980-01-02\n',
    { id: 'id', forename: 'given' },
    /csv": The first line is no header that the map speaks of: none of "id", "given" stands there$/,
  ],
  'what gzip packed': [gzipSync('id\n1\n'), { id: 'id' }, /is packed by gzip: unpack it first/],
  'a workbook': [Buffer.from('PK\x03\x04 and more'), { id: 'id' }, /save its sheet as CSV/],
  'a column that stands twice': ['id,name,name\n1,a,b\n', { id: 'id', forename: 'name' }, /"name" stands twice/],
  'a map with a wrong key': ['id\n1\n', { id: 'id', foreName: 'x' }, /no key "foreName"; did you mean "forename"/],
  'a map without an identifier': ['id\n1\n', { forename: 'id' }, /"id" must be there/],
  'a format without a year': [
    'id\n1\n',
    { id: 'id', birthDate: { column: 'id', format: 'DD/MM' } },
    /"birthDate.format" must/,
  ],
}

for (const [what, [content, given, says]] of Object.entries(unreadable))
  test(`nothing is made of ${what}, and it is said why`, async () => {
    const reading = async () => await readPeople({ input: file(content), map: mapFrom(given), threads: 1 })
    await assert.rejects(reading, { name: 'Unreadable', message: says })
  })

test('a header alone is nobody', async () => {
  assert.equal((await read('id,name,born,note\n')).people.count, 0)
})

test('a file that is not there, and a folder, are said to be so', async () => {
  await assert.rejects(readPeople({ input: '/nowhere.csv', map, threads: 1 }), {
    name: 'Unreadable',
    message: /could not be opened/,
  })
  await assert.rejects(readPeople({ input: '/', map, threads: 1 }), { name: 'Unreadable', message: /is a folder/ })
})

test('Parquet is read as CSV is', async () => {
  const columnData = [
    { name: 'id', data: [1n, 2n], type: 'INT64' as const },
    { name: 'name', data: ['Zoë', null], type: 'STRING' as const, nullable: true },
    { name: 'born', data: [new Date('2001-02-03'), new Date('1990-12-31')], type: 'TIMESTAMP' as const },
    { name: 'note', data: ['"two"\nlines, and more', ''], type: 'STRING' as const },
  ]
  const input = file(new Uint8Array(parquetWriteBuffer({ columnData })), 'people.parquet')
  const { people } = await readPeople({ input, map, threads: 1 })
  assert.deepEqual(shown(people), [
    { id: '1', forename: 'zoe', birthDate: '20010203', note: 'two lines and more' },
    { id: '2', birthDate: '19901231' },
  ])
  const broken = file(new Uint8Array(parquetWriteBuffer({ columnData })).subarray(0, 200), 'broken.parquet')
  await assert.rejects(readPeople({ input: broken, map, threads: 1 }), { name: 'Unreadable', message: /is it whole/ })
})
