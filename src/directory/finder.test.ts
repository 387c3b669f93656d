import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { formed, namesOn, type TestDirectory, testDirectory } from '../../test/directory.ts'

let at: TestDirectory
before(async () => {
  at = await testDirectory()
})
after(() => at?.home.close())

describe('the finder', () => {
  it('says what somebody chose in no address, title, cookie or row of the audit', async () => {
    const [before] = await at.rows<{ n: string }>('select count(*) as n from kernel.audit')
    const answer = await at.server.inject({
      method: 'POST',
      url: '/help',
      ...formed({ need: 'domestic-abuse', person: 'woman', place: 'CV21 2AB' }),
    })
    assert.equal(answer.statusCode, 200)
    assert.match(answer.body, /<title>Services<\/title>/)
    assert.equal(answer.headers['set-cookie'], undefined)
    assert.equal(answer.headers['cache-control'], 'no-store')
    const addresses = [...answer.body.matchAll(/(?:href|action)="(\/[^"]*)"/g)].map(([, href = '']) => href)
    for (const one of addresses) assert.doesNotMatch(one, /abuse|woman|CV21|need|\?/, one)
    const [after] = await at.rows<{ n: string }>('select count(*) as n from kernel.audit')
    assert.equal(after?.n, before?.n)
  })

  it('shows how to call for help first, to whoever is in danger', async () => {
    const page = await at.help({ need: 'danger' })
    assert.equal(namesOn(page)[0]?.startsWith('999'), true)
    assert.ok(page.indexOf('tel:999') < page.indexOf('sk-service__name'))
  })

  it('turns nobody away from what is there for them, nor shows what is not', async () => {
    const man = namesOn(await at.help({ need: 'domestic-abuse', person: 'man' }))
    assert.equal(man[0], 'Men’s Advice Line')
    assert.ok(!man.includes('National Domestic Abuse Helpline') && !man.includes('Harbour House refuge'))
    const woman = namesOn(await at.help({ need: 'domestic-abuse', person: 'woman' }))
    assert.ok(woman.includes('National Domestic Abuse Helpline') && !woman.includes('Men’s Advice Line'))
    const nobodySaid = namesOn(await at.help({ need: 'domestic-abuse' }))
    for (const one of ['Men’s Advice Line', 'National Domestic Abuse Helpline', 'Galop'])
      assert.ok(nobodySaid.includes(one), one)
    assert.equal(namesOn(await at.help({ need: 'hate', person: 'lgbt' }))[0], 'Galop')
    const child = namesOn(await at.help({ need: 'children', person: 'child' }))
    assert.equal(child[0], 'Childline')
    assert.ok(!child.includes('NSPCC Helpline'), 'which is for adults')
    assert.equal(namesOn(await at.help({ need: 'adults-at-risk', person: 'older' })).includes('Hourglass'), true)
  })

  it('knows who asks: whoever saw it, is worried about somebody, or about what they do', async () => {
    assert.ok(namesOn(await at.help({ need: 'court', asker: 'witness' })).includes('Witness Service'))
    const theirs = namesOn(await at.help({ asker: 'own-behaviour' }))
    assert.ok(theirs.includes('Respect Phoneline') && theirs.includes('Stop It Now'))
    assert.ok(!theirs.includes('National Domestic Abuse Helpline'))
    assert.ok(namesOn(await at.help({ need: 'radicalisation', asker: 'worried' })).includes('ACT Early support line'))
  })

  it('stands what is open now before what is closed, by the clock on the wall, and says until when', async () => {
    const when = (moment: string) => {
      at.setTime(new Date(moment))
      return at.help({ need: 'hate', place: 'Rugby' })
    }
    try {
      const open = await when('2026-11-18T10:30:00Z')
      assert.match(open, /Open now, until 6pm/)
      assert.ok(namesOn(open).indexOf('Open Hands Warwickshire') < namesOn(open).indexOf('Stop Hate UK'))
      const night = await when('2026-11-18T23:30:00Z')
      assert.match(night, /Closed now. It opens tomorrow at 10am/)
      assert.ok(namesOn(night).indexOf('Open Hands Warwickshire') > namesOn(night).indexOf('Victim Support'))
      assert.match(await when('2026-11-21T10:30:00Z'), /Closed now. It opens on Monday at 10am/)
      // The Monday before New Year is a weekday; Boxing Day's bank holiday is not.
      assert.match(await when('2026-12-28T12:00:00Z'), /Closed now. It opens tomorrow at 10am/)
      // In June the clocks are an hour ahead of Greenwich.
      assert.match(await when('2026-06-17T09:15:00Z'), /Open now, until 6pm/)
      assert.match(await when('2026-06-17T08:45:00Z'), /Closed now. It opens today at 10am/)
    } finally {
      at.setTime()
    }
  })

  it('puts what answers at the time when somebody can reach out before what does not', async () => {
    const first = async (time: string) => namesOn(await at.help({ need: 'stalking', place: 'Rugby', time }))
    const [always, byDay] = ['Victim Support', 'Harbour House advice']
    for (const [time, isBehind] of [
      ['day', false],
      ['evening', false],
      ['weekend', false],
      ['night', true],
    ] as const) {
      const names = await first(time)
      assert.equal(names.indexOf(byDay) > names.indexOf(always), isBehind, `${time}: ${names.join(', ')}`)
    }
  })

  it('names each service in the words that unfold more about it, so that no two links sound alike', async () => {
    const { body } = await at.server.inject({ url: '/help/all' })
    const words = [...body.matchAll(/summary-text">([\s\S]*?)<\/span>/g)].map(([, text = '']) =>
      text.replace(/<[^>]*>/g, ''),
    )
    assert.ok(words.length > 40)
    assert.equal(new Set(words).size, words.length)
  })

  it('finds what is near a postcode, a town or a street, and asks which where there are several', async () => {
    assert.ok(namesOn(await at.help({ need: 'domestic-abuse', place: 'cv212ab' })).includes('Harbour House advice'))
    assert.ok(!namesOn(await at.help({ need: 'domestic-abuse', place: 'CV11 5TW' })).includes('Harbour House advice'))
    assert.match(await at.help({ need: 'hate', place: 'leamington' }), /For: Warwick</)
    assert.match(await at.help({ need: 'hate', place: 'Stratford upon Avon' }), /For: Stratford-on-Avon</)
    const several = await at.help({ need: 'hate', place: 'High Street' })
    assert.match(several, /Which one do you mean\?/)
    assert.match(await at.help({ need: 'hate', place: 'High Street', district: 'E07000220' }), /For: Rugby</)
    const elsewhere = await at.help({ need: 'hate', place: 'M1 1AE' })
    assert.match(elsewhere, /outside the area/)
    assert.ok(!namesOn(elsewhere).includes('Open Hands Warwickshire') && namesOn(elsewhere).includes('Victim Support'))
    assert.match(await at.help({ need: 'hate', place: 'xqzzv' }), /We do not know that place/)
  })

  it('puts those who speak a language before those who find an interpreter, and both before the rest', async () => {
    const names = namesOn(await at.help({ need: 'domestic-abuse', speak: 'pl' }))
    assert.ok(names.indexOf('Harbour House refuge') < names.indexOf('National Domestic Abuse Helpline'))
    assert.ok(names.indexOf('National Domestic Abuse Helpline') < names.indexOf('Galop'))
    assert.match(
      await at.help({ need: 'domestic-abuse', speak: 'bfi' }),
      /SignHealth[\s\S]*Speaks the language you chose/,
    )
  })

  it('is never the end of a road', async () => {
    const page = await at.help({
      need: 'roads',
      person: 'child',
      asker: 'own-behaviour',
      place: 'M1 1AE',
      time: 'night',
    })
    assert.match(page, /We know of nobody who is there for exactly that/)
    for (const one of ['101', 'Victim Support', 'Samaritans']) assert.ok(namesOn(page).includes(one), one)
    assert.equal(
      (await at.server.inject({ method: 'POST', url: '/help', ...formed({ need: 'nonsense', do: 'language' }) }))
        .statusCode,
      200,
    )
  })

  it('dials with digits alone, and says what is not known rather than guess it', async () => {
    const page = await at.help({ need: 'hate' })
    for (const [, number = ''] of page.matchAll(/href="(?:tel|sms):([^"]*)"/g)) assert.match(number, /^\+?\d{3,15}$/)
    assert.match(page, /We do not know. Ask them first, if that matters to you/)
    assert.match(page, /Nobody has checked this yet/)
  })

  it('makes a card of numbers that looks like anybody’s, with names only where they are asked for', async () => {
    const ids = [...(await at.help({ need: 'domestic-abuse' })).matchAll(/name="service" value="([^"]*)"/g)].map(
      ([, id = '']) => id,
    )
    const card = async (more: Record<string, string>) =>
      (await at.server.inject({ method: 'POST', url: '/help/card', ...formed({ service: ids, ...more }) })).body
    const box = (page: string) => /sk-numbers[\s\S]*?<\/table>/.exec(page)![0]
    assert.match(box(await card({})), /0808 2000 247/)
    assert.doesNotMatch(box(await card({})), /Abuse|Refuge|Safekeep|Harbour/i)
    assert.match(box(await card({ names: 'yes' })), /National Domestic Abuse Helpline/)
  })
})
