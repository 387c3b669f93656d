/* Those who reported come back, write, and are answered at once: how long a first reply takes where nobody pauses. */
import { type Given, type Person, personAt, type Took, wordsOf } from './people.ts'

export type Answering = Readonly<{ url: string; given: readonly Given[]; idOf(reference: string): string }>

const first = 'a first reply, from writing to us to reading our answer'

/** Everybody writes at the same moment; one of the hub opens each, answers it, and it is read. Throws for an answer lost. */
export async function answerAll({ url, given, idOf }: Answering, took: Took): Promise<void> {
  const cookie = await signIn(url)
  await Promise.all(
    given.map(async ({ reference, receipt }, number) => {
      const began = performance.now()
      const person = personAt(url, number, took)
      const opened = await back(person, receipt)
      await press(person, 'write to us', opened, { words: 'Is there anything that I should do?', do: 'send' })
      await answer(url, cookie, idOf(reference), took)
      const read = await back(person, receipt)
      if (!read.includes(answered)) throw new Error(`No answer, but: ${wordsOf(read)}`)
      took.set(first, [...(took.get(first) ?? []), performance.now() - began])
    }),
  )
}

const answered = 'You need do nothing more.'

const back = async (person: Person, code: string): Promise<string> => {
  const body = new URLSearchParams({ code, do: 'open' })
  return (await person.ask('come back by a code', '/return', { method: 'POST', body })).page.html
}

async function press(person: Person, name: string, html: string, sent: Readonly<Record<string, string>>) {
  const pass = /name="pass" value="([^"]+)"/.exec(html)?.[1] ?? ''
  await person.ask(name, '/return', { method: 'POST', body: new URLSearchParams({ pass, on: 'show', ...sent }) })
}

/** Somebody of the hub says why they open it, reads what was written, and answers. */
async function answer(url: string, cookie: string, id: string, took: Took): Promise<void> {
  const at = `/hub/reports/${id}/conversation`
  const ask = async (name: string, path: string, form?: Readonly<Record<string, string>>) => {
    const began = performance.now()
    const body = form && new URLSearchParams(form)
    const method = body ? 'POST' : 'GET'
    const reply = await fetch(url + path, {
      headers: { cookie, ...proxied },
      redirect: 'manual',
      method,
      ...(body && { body }),
    })
    const html = await reply.text()
    took.set(name, [...(took.get(name) ?? []), performance.now() - began])
    if (reply.status >= 400) throw new Error(`${name} was answered ${reply.status}: ${wordsOf(html)}`)
    return html
  }
  await ask('the hub: say why', '/hub/open', { subject: id, purpose: 'triage', to: at })
  const html = await ask('the hub: read what was written', at)
  const once = /name="do" value="words">\s*<input type="hidden" name="once" value="([^"]+)"/.exec(html)?.[1] ?? ''
  await ask('the hub: answer', at, { do: 'words', once, words: answered })
}

const proxied = { 'x-forwarded-for': '10.200.0.1', 'x-forwarded-proto': 'https' }

async function signIn(url: string): Promise<string> {
  const page = await (await fetch(`${url}/hub/sign-in`, { headers: proxied })).text()
  const user = /name="user" value="([^"]+)"[^>]*>(?:(?!<\/button>).)*Wren Quillfeather/s.exec(page)?.[1] ?? ''
  const body = new URLSearchParams({ user })
  const reply = await fetch(`${url}/hub/sign-in`, { method: 'POST', body, headers: proxied, redirect: 'manual' })
  const cookie = reply.headers.getSetCookie()[0]?.split(';')[0]
  if (!cookie) throw new Error('Nobody of the hub could be signed in')
  return cookie
}
