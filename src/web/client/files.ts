/*
 * Files sent ahead, in pieces, while somebody goes on: what a bad line breaks off is sent again from the piece that was
 * missing. Without this the form sends them itself, all at once.
 */

const longestWait = 20_000

const box = document.querySelector<HTMLElement>('[data-sk-files]')
const input = box?.querySelector<HTMLInputElement>('input[type=file]')
if (box && input) begin(box, input)

/** Buttons that do not wait for a file that is under way; every other would leave it behind. */
const leaves = /^(back|show|language|remove-\d+)$/

type Words = 'sending' | 'waiting' | 'added' | 'failed' | 'remove'

function begin(box: HTMLElement, input: HTMLInputElement): void {
  const list = box.querySelector<HTMLElement>('[data-sk-list]')!
  const status = document.createElement('p')
  status.className = 'govuk-body sk-files__status'
  status.setAttribute('role', 'status')
  list.after(status)
  box.querySelector<HTMLElement>('[data-sk-add]')?.closest('p')?.setAttribute('hidden', '')
  let last = Promise.resolve()
  // One after another: two at once over a bad line would both be slow.
  const take = (files: FileList | null | undefined): void => {
    for (const file of files ?? []) last = last.then(() => add(file, box, list, status))
  }
  const chosen = (): void => {
    take(input.files)
    input.value = ''
  }
  input.addEventListener('change', chosen)
  // Chosen before this script had come.
  chosen()
  for (const name of ['dragover', 'dragleave', 'drop'])
    box.addEventListener(name, event => {
      event.preventDefault()
      box.classList.toggle('sk-files--over', name === 'dragover')
      if (event instanceof DragEvent && name === 'drop') take(event.dataTransfer?.files)
    })
  // Whoever goes on while a file is under way waits for it; whoever leaves does not.
  const form = input.form!
  form.addEventListener(
    'submit',
    event => {
      const by = event.submitter
      if (!form.dataset.sending || (by instanceof HTMLButtonElement && leaves.test(by.value))) return
      event.preventDefault()
      event.stopImmediatePropagation()
      delete form.dataset.failed
      // Without a file that somebody counts on nothing goes: they read why, and press again to go on without it.
      void last.then(() => (form.dataset.failed ? status.scrollIntoView({ block: 'center' }) : press(form, by)))
    },
    true,
  )
}

/** By a copy of the button: the button itself takes no second press within a second, and `requestSubmit` is too young. */
function press(form: HTMLFormElement, by: HTMLElement | null): void {
  const again = document.createElement('button')
  again.hidden = true
  if (by instanceof HTMLButtonElement) {
    again.name = by.name
    again.value = by.value
    again.formNoValidate = by.formNoValidate
  }
  form.append(again)
  again.click()
  again.remove()
}

const say = (box: HTMLElement, words: Words, values: Readonly<Record<string, string>>): string =>
  (box.dataset[words] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

async function add(file: File, box: HTMLElement, list: HTMLElement, status: HTMLElement): Promise<void> {
  const form = list.closest('form')!
  form.dataset.sending = 'yes'
  const line = (words: Words, values: Readonly<Record<string, string>> = {}): string =>
    say(box, words, { name: file.name, ...values })
  const tell = (words: Words, values: Readonly<Record<string, string>> = {}): void => {
    status.textContent = line(words, values)
  }
  try {
    const token = await send(
      file,
      Number(box.dataset.piece),
      percent => tell('sending', { percent }),
      () => tell('waiting'),
    )
    put(file, token, box, list)
    tell('added')
  } catch (fault) {
    form.dataset.failed = 'yes'
    status.textContent = ''
    // In a line of its own, which stays: what is said of the next file must not wipe it away.
    const failure = document.createElement('p')
    failure.className = 'govuk-error-message'
    failure.setAttribute('role', 'alert')
    failure.textContent = line('failed', { why: fault instanceof Error ? fault.message : '' })
    status.before(failure)
  } finally {
    delete form.dataset.sending
  }
}

async function send(file: File, piece: number, told: (percent: string) => void, broken: () => void): Promise<string> {
  told('0')
  const { token = '' } = await ask('POST', '/files', JSON.stringify({ name: file.name, bytes: file.size }), {}, broken)
  for (let at = 0; at * piece < file.size; at++) {
    // Read first: a file that was moved or changed meanwhile is no broken line, and would be tried for ever.
    const bytes = await file.slice(at * piece, (at + 1) * piece).arrayBuffer()
    const headers = { 'content-type': 'application/octet-stream', 'x-held': token }
    await ask('PUT', `/files/${at}`, bytes, headers, broken)
    told(String(Math.min(99, Math.round((100 * (at + 1) * piece) / file.size))))
  }
  const whole = await ask('POST', '/files/whole', JSON.stringify({ token }), {}, broken)
  return whole.token ?? ''
}

type Heard = Readonly<{ token?: string; why?: string }>

/** Asks until there is an answer of ours; only a refusal ends it, whoever on the way refuses. */
async function ask(
  method: string,
  url: string,
  body: BodyInit,
  headers: Readonly<Record<string, string>>,
  broken: () => void,
): Promise<Heard> {
  const prefix = /^\/[a-z]{2}(?=\/report|\/return)/.exec(location.pathname)?.[0] ?? ''
  for (let wait = 1000; ; wait = Math.min(longestWait, 2 * wait)) {
    try {
      const answer = await fetch(prefix + url, {
        method,
        body,
        headers: { 'content-type': 'application/json', ...headers },
      })
      if (answer.ok) return await answer.json()
      if (answer.status < 500 && !later.has(answer.status)) throw new Refusal(await whyIn(answer))
    } catch (fault) {
      if (fault instanceof Refusal) throw fault
    }
    broken()
    await new Promise(go => setTimeout(go, wait))
  }
}

/** Too slow, too soon or too many at once: a line may do better. */
const later: ReadonlySet<number> = new Set([408, 425, 429])

/** In our words; what a proxy refuses by itself it says in its own, which are none for anybody to read. */
const whyIn = (answer: Response): Promise<string> =>
  answer.json().then(
    (heard: Heard) => heard.why ?? '',
    () => '',
  )

class Refusal extends Error {}

/** Puts a file into the list as the page itself would, and into what the form sends. */
function put(file: File, token: string, box: HTMLElement, list: HTMLElement): void {
  const item = document.createElement('li')
  item.className = 'sk-files__item'
  const name = document.createElement('span')
  name.className = 'sk-files__name'
  const own = document.createElement('bdi')
  own.textContent = file.name
  const held = document.createElement('input')
  Object.assign(held, { type: 'hidden', name: 'held', value: token })
  const remove = document.createElement('button')
  remove.type = 'button'
  remove.className = 'sk-link-button'
  remove.textContent = `${box.dataset.remove} `
  const whose = document.createElement('span')
  whose.className = 'govuk-visually-hidden'
  whose.textContent = file.name
  remove.append(whose)
  remove.addEventListener('click', () => {
    item.remove()
    box.querySelector<HTMLElement>('input[type=file]')?.focus()
  })
  name.append(own)
  item.append(name, remove, held)
  list.append(item)
  box.querySelector('[data-sk-title]')?.classList.remove('govuk-visually-hidden')
}
