/* A moment of this device's work, asked for only while very many reports come in. Without it, one waits instead. */

const form = document.querySelector<HTMLFormElement>('[data-sk-work]')?.closest('form')
if (form) void work(form)

async function work(form: HTMLFormElement): Promise<void> {
  const box = form.querySelector<HTMLElement>('[data-sk-work]')!
  const challenge = box.dataset.challenge ?? ''
  const bits = Number(box.dataset.bits)
  const found = form.querySelector<HTMLInputElement>('input[name=answer]')!
  const many = 256
  for (let from = 0; ; from += many) {
    // Many at once, since to wait for each alone takes longer than the work.
    const tries = Array.from({ length: many }, async (_, i) => {
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${challenge}.${from + i}`))
      return Math.clz32(new DataView(digest).getUint32(0)) >= bits ? String(from + i) : ''
    })
    const answer = (await Promise.all(tries)).find(one => one !== '')
    if (answer === undefined) continue
    found.value = answer
    form.querySelector<HTMLButtonElement>('button[value=send]')!.click()
    return
  }
}
