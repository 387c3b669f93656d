import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { dueAt, standing } from '#kernel'
import { areaFolder, openArea, PackFault } from '../../src/area/index.ts'

const project = fileURLToPath(new URL('../..', import.meta.url))
const law = join(project, 'law/england-wales')
const area = openArea(areaFolder('warwickshire', project), law)

describe('the area pack', () => {
  it('says on every page that its people are made up', () => {
    assert.match(area.madeUp?.notice ?? '', /made up/)
  })

  it('gives each district a council that takes part', () => {
    assert.equal(area.districts.length, 5)
    for (const district of area.districts) {
      const council = area.agencies.find(agency => agency.id === district.council)
      assert.deepEqual(council?.districts, [district.id], district.name)
    }
  })

  it('marks every charity in it as made up, and every service of theirs, which nobody can call by mistake', () => {
    for (const agency of area.agencies)
      assert.equal(agency.kind === 'charity' || agency.kind === 'housing', agency.madeUp)
    const invented = new Set(area.agencies.filter(agency => agency.madeUp).map(agency => agency.id))
    for (const { id, agency, madeUp, national, phone = '', text } of area.services) {
      assert.equal(madeUp === true, agency !== undefined && invented.has(agency), id)
      assert.equal(national, !madeUp, id)
      // Numbers that Ofcom keeps for stories: whoever rings one reaches nobody.
      if (madeUp) assert.match(`${phone} ${text ?? '07700 900'}`, /^(01632 960|0808 157 0)\d+ 07700 900/, id)
    }
    assert.equal(area.services.find(service => service.id === 'emergency')?.phone, '999')
  })

  it('gives every kind of agency in it a lawful basis of its own, and police one for law enforcement', () => {
    for (const { kind } of area.agencies) {
      const bases = area.lawfulBases.filter(basis => basis.kind === 'basis' && basis.agencyKinds.includes(kind))
      assert.ok(bases.length > 0, kind)
      assert.equal(
        bases.some(basis => basis.regime === 'law-enforcement'),
        kind === 'police',
      )
    }
  })

  it('never lets a public authority rely on the basis that Parliament kept from it', () => {
    const basis = area.lawfulBases.find(each => each.id === 'recognised-legitimate-interest')
    assert.deepEqual(basis?.agencyKinds, ['charity', 'housing'])
  })
})

describe('its limits', () => {
  it('hold every local value to be unverified until somebody signs it', () => {
    const local = area.limits.filter(limit => limit.scope === 'local')
    assert.ok(local.length > 10)
    assert.deepEqual(new Set(local.map(standing)), new Set(['unverified']))
  })

  it('name an instrument each, and a calendar that the area has', () => {
    for (const limit of area.limits) {
      assert.ok(limit.source.instrument, limit.id)
      assert.equal(area.calendarOf(limit).zone, 'Europe/London')
    }
  })

  const at = new Date('2026-11-20T16:00Z')
  const expected: readonly [string, string][] = [
    ['hub.triage', '2026-11-23T23:59:59.999Z'],
    ['hub.threat-seen', '2026-11-20T16:15:00.000Z'],
    ['hub.brag-red', '2026-11-23T12:00:00.000Z'],
    ['hate.contact', '2026-11-24T23:59:59.999Z'],
    ['hate.support-offer', '2026-11-27T23:59:59.999Z'],
    ['children.initial-conference', '2026-12-11T23:59:59.999Z'],
    ['children.return-home-interview', '2026-11-23T16:00:00.000Z'],
    ['domestic.protection-notice-court', '2026-11-23T16:00:00.000Z'],
    ['domestic.school-told', '2026-11-23T08:30:00.000Z'],
    ['fgm.report', '2026-11-23T17:00:00.000Z'],
    ['records.complaint-acknowledged', '2026-12-20T23:59:59.999Z'],
  ]
  for (const [id, due] of expected) {
    it(`make ${id}, begun on a Friday at four, due ${due}`, () => {
      const limit = area.limitAt(id, at)
      assert.equal(dueAt(limit.value, at, area.calendarOf(limit)).toISOString(), due)
    })
  }

  it('do not reach back before a duty began', () => {
    assert.throws(() => area.limitAt('records.complaint-acknowledged', new Date('2026-06-18T12:00Z')), /2026-06-18/)
  })
})

describe('the folder of an area', () => {
  it('is found by name, by a path in the project, or by a path from the root', () => {
    assert.equal(areaFolder('rutland', '/srv/safekeep'), '/srv/safekeep/areas/rutland')
    assert.equal(areaFolder('/srv/our-area', '/srv/safekeep'), '/srv/our-area')
    assert.equal(areaFolder('./ours', '/srv/safekeep'), join(process.cwd(), 'ours'))
  })
})

describe('a pack with something wrong in it is refused at start, by file and place:', () => {
  const folder = mkdtempSync(join(tmpdir(), 'safekeep-area-'))
  after(() => rmSync(folder, { recursive: true }))
  before(() => cpSync(areaFolder('warwickshire', project), folder, { recursive: true }))

  const wrong: readonly [string, string, (text: string) => string, RegExp][] = [
    [
      'a name is empty',
      'area.json',
      text => text.replace('"name": "Rugby"', '"name": ""'),
      /area\.json.*\n.*districts\.2\.name/,
    ],
    ['a key is misspelt', 'area.json', text => text.replace('"exitTo"', '"exit"'), /exitTo/],
    [
      'a service closes before it opens',
      'area.json',
      text => text.replace('"to": "17:00"', '"to": "08:00"'),
      /close later/,
    ],
    ['no calendar is standard', 'area.json', text => text.replace('"id": "standard"', '"id": "usual"'), /"standard"/],
    [
      'school days are counted nowhere',
      'area.json',
      text => text.replace(/,\s+"school": \{[^}]*\}/, ''),
      /school-told.*school/s,
    ],
    [
      'holidays are of no known nation',
      'area.json',
      text => text.replace('"england-and-wales"', '"mercia"'),
      /"mercia"/,
    ],
    [
      'an agency serves a district elsewhere',
      'agencies.json',
      text => text.replace('E07000220', 'E07000199'),
      /rugby.*E07000199/,
    ],
    [
      'an agency comes twice',
      'agencies.json',
      text => text.replace('"harbour-house"', '"open-hands"'),
      /"open-hands" twice/,
    ],
    [
      'a kind of agency is unknown',
      'agencies.json',
      text => text.replace('"probation"', '"pigeons"'),
      /agencies\.\d+\.(id|kind)/,
    ],
    [
      'a local limit shadows a national one',
      'limits.json',
      text => text.replace('"hub.triage"', '"fgm.report"'),
      /fgm\.report.*version 1 twice/,
    ],
    ['a limit that nobody made is signed', 'limits.json', signed('hub.tirage'), /signs "hub\.tirage" version 1/],
    [
      'a need has no words',
      'services.json',
      text => text.replace('"distress": "', '"sorrow": "'),
      /no words for all that \w+ helps with/,
    ],
    ['it is not JSON', 'services.json', text => text.slice(0, -5), /services\.json is not valid JSON/],
  ]
  for (const [why, file, spoil, message] of wrong) {
    it(why, () => {
      const sound = readFileSync(join(folder, file), 'utf8')
      const spoilt = spoil(sound)
      assert.notEqual(spoilt, sound, 'nothing was spoilt')
      writeFileSync(join(folder, file), why.startsWith('a kind') ? spoil(spoilt) : spoilt)
      try {
        assert.throws(() => openArea(folder, law), message)
      } finally {
        writeFileSync(join(folder, file), sound)
      }
    })
  }

  it('a file is missing', () => {
    assert.throws(() => openArea(join(folder, 'places'), law), PackFault)
  })

  it('while a signature in order is put to its limit, national ones too', () => {
    const sound = readFileSync(join(folder, 'limits.json'), 'utf8')
    writeFileSync(join(folder, 'limits.json'), signed('fgm.report')(sound))
    const limit = openArea(folder, law).limitAt('fgm.report', new Date('2026-11-22T12:00Z'))
    writeFileSync(join(folder, 'limits.json'), sound)
    assert.deepEqual([standing(limit), limit.verified], ['signed', { by: 'A. Officer', on: '2026-11-01' }])
  })
})

function signed(id: string) {
  const signature = `{ "id": "${id}", "version": 1, "by": "A. Officer", "on": "2026-11-01" }`
  return (text: string) => text.replace('"signatures": []', `"signatures": [${signature}]`)
}
